import type { EChartsOption, LineSeriesOption, ScatterSeriesOption } from 'echarts';
import type { LinkMove } from '../link/link-record';
import { formatDuration, formatSize } from '../model/quantity';
import { axisStyle } from './link-axis';
import { blue, ink, muted, paper, vermilion } from './link-chart-style';

type Seconds = Parameters<typeof formatDuration>[0];
type Bytes = Parameters<typeof formatSize>[0];
type Point = [time: number, bytes: number];

/** What each round sends, and what the guest writes meanwhile, over time. */
export function roundsChart(move: LinkMove): EChartsOption {
  const { rounds } = move;
  const sent = rounds.flatMap((round): Point[] => level(round, round.sent.value));
  const dirtied = rounds.flatMap((round): Point[] => level(round, round.dirtied.value));
  const end = endOf(rounds.at(-1));
  const values = [...sent, ...dirtied].map(([, bytes]) => bytes).filter((bytes) => bytes > 0);
  const rest = Math.max(1, move.remaining.value ?? 1);
  // Powers of two, as the table has them; below the least there is room for what is said of the stop.
  const low = AXIS_BASE ** Math.floor(Math.log(Math.min(rest, ...values) / 2) / Math.log(AXIS_BASE));
  const high = AXIS_BASE ** Math.ceil(Math.log(Math.max(rest, ...values) * 1.5) / Math.log(AXIS_BASE));
  const stopped = end + ((move.downtime.expected ?? move.downtime.most).value ?? 0);
  const width = move.converges ? stopped : end;
  const shown = (points: readonly Point[]): Point[] => points.map(([x, y]) => [x, Math.max(low, y)]);
  return {
    grid: { left: 92, right: 28, top: 24, bottom: 46, outerBoundsMode: 'none' },
    xAxis: {
      ...axisStyle('time since the move began'),
      type: 'value',
      min: 0,
      max: width * 1.04,
      interval: intervalOf(width),
      axisLabel: { color: muted, showMaxLabel: false, formatter: (n: number) => formatDuration(n as Seconds) },
    },
    yAxis: {
      ...axisStyle('bytes in each round'),
      type: 'log',
      logBase: AXIS_BASE,
      min: low,
      max: high,
      nameGap: 66,
      axisLabel: { color: muted, formatter: (n: number) => formatSize(n as Bytes) },
    },
    series: [
      line(shown(sent), blue, 'solid'),
      line(shown(dirtied), vermilion, 'dashed'),
      {
        type: 'scatter',
        silent: true,
        symbolSize: 0.01,
        itemStyle: { color: blue, opacity: 1 },
        data: rounds.slice(0, 40).map(({ start, duration, dirtied, sent: { value } }, i) => ({
          value: [(start.value ?? 0) + (duration.value ?? 0) / 2, Math.max(low, value ?? low)],
          label: {
            show: (duration.value ?? 0) > width / (i < 9 ? 45 : 28),
            formatter: () => String(i + 1),
            // Off the line of what was written meanwhile, which may run close to that of what was sent.
            position: (dirtied.value ?? 0) > (value ?? 0) * 0.9 ? 'bottom' : 'top',
          },
        })),
        label: { color: blue, fontSize: 12, fontWeight: 'bold' },
      },
      ...(move.converges ? [stopMark(end, rest, move.downtime.text)] : []),
    ],
  };
}

/** 1 MiB, 16 MiB, 256 MiB, 4 GiB: one decade and a bit, and the unit changes every second or third step. */
const AXIS_BASE = 16;

/** Steps that read well in ms, s, min and h. */
const intervals = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400];

/** At most eight steps across. */
function intervalOf(width: number): number {
  if (width < 8) return 10 ** Math.floor(Math.log10(width / 2));
  return intervals.find((step) => width / step <= 8) ?? 86_400 * Math.ceil(width / 86_400 / 8);
}

/** A round as the two ends of a level line. */
function level({ start, duration }: LinkMove['rounds'][number], bytes: number | null): Point[] {
  const from = start.value ?? 0;
  return [
    [from, bytes ?? 0],
    [from + (duration.value ?? 0), bytes ?? 0],
  ];
}

const endOf = (last: LinkMove['rounds'][number] | undefined): number =>
  last === undefined ? 0 : (last.start.value ?? 0) + (last.duration.value ?? 0);

const line = (data: Point[], color: string, type: 'solid' | 'dashed'): LineSeriesOption => ({
  type: 'line',
  silent: true,
  data,
  showSymbol: false,
  lineStyle: { color, width: 2, type },
  itemStyle: { color },
});

/** Where the guest is stopped and what is left is sent. */
const stopMark = (time: number, bytes: number, downtime: string): ScatterSeriesOption => ({
  type: 'scatter',
  silent: true,
  symbol: 'diamond',
  symbolSize: 12,
  itemStyle: { color: ink, opacity: 1 },
  data: [[time, bytes]],
  label: {
    show: true,
    // Below the lines, which all end above what is left.
    position: [6, 14],
    align: 'right',
    color: ink,
    textBorderColor: paper,
    textBorderWidth: 4,
    fontSize: 12,
    formatter: () => `guest stopped for ${downtime}`,
  },
});
