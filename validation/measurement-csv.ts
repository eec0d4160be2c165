import { csvLine, parseCsv } from './csv';
import type { LinkKind } from './link/link';
import type { Measured, Measurement, Status } from './measurement';
import type { Group, Mode, Point } from './point';
import { partOf } from './points';

type Cell = string | number | undefined;

const MIB = 2 ** 20;

/** Columns and what stands in them; where an older table of ours had such a column, its name is kept. */
const columns: Record<string, (row: Measurement) => Cell> = {
  point: ({ point }) => point.id,
  group: ({ point }) => point.group,
  part: ({ point }) => partOf(point.id),
  repeat: ({ repeat }) => repeat,
  mode: ({ point }) => point.mode,
  memory_mib: ({ point }) => point.memoryMib,
  working_set_mib: ({ point }) => point.workingSetMib,
  dirty_pages_per_s_set: ({ point }) => point.pagesPerSecond,
  pattern: ({ point }) => point.pattern,
  busy: ({ point }) => Number(point.isBusy),
  bandwidth_mbps: ({ point }) => point.mbps,
  rtt_ms: ({ point }) => point.rttMs,
  downtime_limit_ms: ({ point }) => point.downtimeLimitMs,
  throttle_initial: ({ point }) => point.throttle?.initial,
  throttle_increment: ({ point }) => point.throttle?.increment,
  throttle_max: ({ point }) => point.throttle?.max,
  post_copy_after_pass: ({ point }) => point.postCopyAfterPass,
  channels: ({ point }) => point.channels,
  bound_s: ({ point }) => point.boundSeconds,
  link: ({ link }) => link,
  queue_bytes: ({ queueBytes }) => queueBytes,
  qemu_version: ({ qemuVersion }) => qemuVersion,
  status: ({ measured }) => measured.status,
  wall_total_ms: ({ measured }) => fixed(measured.totalMs),
  wall_downtime_ms: ({ measured }) => fixed(measured.downtimeMs),
  stop_at_ms: ({ measured }) => fixed(measured.stopAtMs),
  rounds: ({ measured }) => measured.passTimesMs.length,
  pass_times_ms: ({ measured }) => measured.passTimesMs.map((time) => fixed(time)).join(';'),
  total_ms: ({ measured }) => measured.qemuTotalMs,
  downtime_ms: ({ measured }) => measured.qemuDowntimeMs,
  setup_ms: ({ measured }) => measured.qemuSetupMs,
  transferred_mib: ({ measured }) => fixed(inMib(measured.transferredBytes), 3),
  downtime_mib: ({ measured }) => fixed(inMib(measured.downtimeBytes), 3),
  ram_total_mib: ({ measured }) => fixed(inMib(measured.ramBytes), 3),
  zero_pages: ({ measured }) => measured.zeroPages,
  normal_pages: ({ measured }) => measured.normalPages,
  dirty_pages_per_s_measured: ({ measured }) => fixed(measured.pagesPerSecondBefore),
  dirty_pages_per_s_during: ({ measured }) => fixed(measured.pagesPerSecondDuring),
  throttle_percent: ({ measured }) => measured.throttlePercent,
  post_copy_start_ms: ({ measured }) => fixed(measured.postCopyStartMs),
  post_copy_all_pages_ms: ({ measured }) => fixed(measured.allPagesMs),
  post_copy_speed: ({ measured }) => fixed(measured.speedAfter, 3),
  link_drops: ({ drops }) => drops,
  link_most_queued_bytes: ({ mostQueuedBytes }) => mostQueuedBytes,
  link_latest_ms: ({ latestMs }) => fixed(latestMs),
  cpu_busy: ({ cpuBusy }) => fixed(cpuBusy, 2),
  error: ({ measured }) => measured.error,
};

const inMib = (bytes: number | undefined): number | undefined => (bytes === undefined ? undefined : bytes / MIB);

const fixed = (n: number | undefined, digits = 1): string | undefined =>
  n === undefined ? undefined : String(Number(n.toFixed(digits)));

export const measurementHeader = csvLine(Object.keys(columns));

export const measurementLine = (row: Measurement): string =>
  csvLine(Object.values(columns).map((cell) => String(cell(row) ?? '')));

/** Reads the table back; what is rounded there stays rounded. */
export const parseMeasurements = (text: string): readonly Measurement[] => parseCsv(text).map(measurementFrom);

class Row {
  constructor(private readonly cells: Record<string, string>) {}

  text(name: string): string {
    return this.cells[name] ?? '';
  }

  number(name: string): number {
    return Number(this.text(name));
  }

  /** As an object with one key, or none where the cell is empty: optional keys stay absent. */
  optional<K extends string>(key: K, name: string, factor = 1): Partial<Record<K, number>> {
    return this.text(name) === '' ? {} : ({ [key]: this.number(name) * factor } as Record<K, number>);
  }
}

function measurementFrom(cells: Record<string, string>): Measurement {
  const row = new Row(cells);
  return {
    point: pointFrom(row),
    repeat: row.number('repeat'),
    link: row.text('link') as LinkKind,
    queueBytes: row.number('queue_bytes'),
    qemuVersion: row.text('qemu_version'),
    ...row.optional('drops', 'link_drops'),
    ...row.optional('mostQueuedBytes', 'link_most_queued_bytes'),
    ...row.optional('latestMs', 'link_latest_ms'),
    cpuBusy: row.number('cpu_busy'),
    measured: measuredFrom(row),
  };
}

function pointFrom(row: Row): Point {
  return {
    id: row.text('point'),
    group: row.text('group') as Group,
    memoryMib: row.number('memory_mib'),
    workingSetMib: row.number('working_set_mib'),
    pagesPerSecond: row.number('dirty_pages_per_s_set'),
    pattern: row.text('pattern') as Point['pattern'],
    isBusy: row.text('busy') === '1',
    mbps: row.number('bandwidth_mbps'),
    rttMs: row.number('rtt_ms'),
    downtimeLimitMs: row.number('downtime_limit_ms'),
    mode: row.text('mode') as Mode,
    ...(row.text('throttle_initial') !== '' && {
      throttle: {
        initial: row.number('throttle_initial'),
        increment: row.number('throttle_increment'),
        max: row.number('throttle_max'),
      },
    }),
    ...row.optional('postCopyAfterPass', 'post_copy_after_pass'),
    channels: row.number('channels'),
    boundSeconds: row.number('bound_s'),
  };
}

function measuredFrom(row: Row): Measured {
  return {
    status: row.text('status') as Status,
    passTimesMs: row.text('pass_times_ms').split(';').filter(Boolean).map(Number),
    ...row.optional('totalMs', 'wall_total_ms'),
    ...row.optional('downtimeMs', 'wall_downtime_ms'),
    ...row.optional('stopAtMs', 'stop_at_ms'),
    ...row.optional('qemuTotalMs', 'total_ms'),
    ...row.optional('qemuDowntimeMs', 'downtime_ms'),
    ...row.optional('qemuSetupMs', 'setup_ms'),
    ...row.optional('transferredBytes', 'transferred_mib', MIB),
    ...row.optional('downtimeBytes', 'downtime_mib', MIB),
    ...row.optional('ramBytes', 'ram_total_mib', MIB),
    ...row.optional('zeroPages', 'zero_pages'),
    ...row.optional('normalPages', 'normal_pages'),
    ...row.optional('pagesPerSecondBefore', 'dirty_pages_per_s_measured'),
    ...row.optional('pagesPerSecondDuring', 'dirty_pages_per_s_during'),
    ...row.optional('throttlePercent', 'throttle_percent'),
    ...row.optional('postCopyStartMs', 'post_copy_start_ms'),
    ...row.optional('allPagesMs', 'post_copy_all_pages_ms'),
    ...row.optional('speedAfter', 'post_copy_speed'),
    ...(row.text('error') !== '' && { error: row.text('error') }),
  };
}
