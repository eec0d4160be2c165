import { setTimeout as sleep } from 'node:timers/promises';
import type { Cleanup } from '../cleanup';
import type { Link } from '../link/link';
import type { Measured } from '../measurement';
import type { Point } from '../point';
import { type Counters, rateBetween, readCounters } from './counters';
import { type Machine, startMachine, untilReady } from './machine';
import { finalInfo, follow, prepare, queryMigration, type Timeline } from './migration';

/** How long the guest's rate is watched before the migration. */
const WATCHED_MS = 600;
const STEP_MS = 20;
/** A throttle is asked for so often; asking takes QEMU's big lock. */
const THROTTLE_STEPS = 25;

/** Runs one migration over a link that is up. */
export async function measure(point: Point, link: Link, folder: string, cleanup: Cleanup): Promise<Measured> {
  const machines: Machine[] = [];
  try {
    const source = await startMachine(point, 'source', { prefix: link.sourcePrefix, folder, cleanup });
    machines.push(source);
    const target = await startMachine(point, 'target', { prefix: link.targetPrefix, folder, cleanup });
    machines.push(target);
    await untilReady(source);
    return await migrate(point, link, source, target);
  } finally {
    for (const machine of machines) machine.stop();
  }
}

async function migrate(point: Point, link: Link, source: Machine, target: Machine): Promise<Measured> {
  await prepare(point, source, target, link.listenUri);
  const watched = await readCounters(source.qmp);
  await sleep(WATCHED_MS);
  const timeline = follow(point, source, target);
  if (point.mode === 'cold') await source.qmp.execute('stop');
  const before = await readCounters(source.qmp);
  const started = Date.now();
  await source.qmp.execute('migrate', { uri: link.connectUri });
  const throttlePercent = await untilEnded(point, source, timeline, started);
  const speedAfter =
    point.mode === 'post-copy' ? await speedWhilePagesAreMissing(point, source, target, timeline) : undefined;
  const ended = timeline.completed !== undefined && timeline.resume !== undefined;
  const after = await readCounters(source.qmp);
  const result = {
    ...(await qemuSays(source, ended)),
    ...times(timeline, started),
    ...rates(watched, before, after),
    ...(throttlePercent !== undefined && { throttlePercent }),
    ...(speedAfter !== undefined && { speedAfter }),
  };
  if (ended) return { status: 'completed', ...result };
  if (timeline.failed) return { status: 'failed', ...result };
  return { status: 'not-converged', ...result };
}

/** Until the guest runs on the target, or failed, or the bound is reached. Returns the last throttle seen. */
async function untilEnded(
  point: Point,
  source: Machine,
  timeline: Timeline,
  started: number,
): Promise<number | undefined> {
  let throttle: number | undefined;
  for (let step = 1; Date.now() - started < point.boundSeconds * 1e3; step++) {
    if (timeline.resume !== undefined && (timeline.completed !== undefined || point.mode === 'post-copy')) break;
    if (timeline.failed) break;
    if (point.mode === 'auto-converge' && step % THROTTLE_STEPS === 0)
      throttle = (await queryMigration(source))['cpu-throttle-percentage'] ?? throttle;
    await sleep(STEP_MS);
  }
  return throttle;
}

/**
 * The guest's writes from RESUME until all pages are there, as a share of what it was told. Counted from where the stopped
 * source left off: on the target the page with the counters may itself still be on its way.
 */
async function speedWhilePagesAreMissing(
  point: Point,
  source: Machine,
  target: Machine,
  timeline: Timeline,
): Promise<number | undefined> {
  if (timeline.resume === undefined) return undefined;
  const end = Date.now() + point.boundSeconds * 1e3;
  while (timeline.completed === undefined && !timeline.failed && Date.now() < end) await sleep(STEP_MS);
  const [before, after] = [await readCounters(source.qmp), await readCounters(target.qmp)];
  const seconds = (Date.now() - timeline.resume) / 1e3;
  return (after.written - before.written) / seconds / point.pagesPerSecond;
}

function rates(watched: Counters, before: Counters, after: Counters): Partial<Measured> {
  const during = rateBetween(before, after);
  return {
    pagesPerSecondBefore: rateBetween(watched, before),
    ...(!Number.isNaN(during) && { pagesPerSecondDuring: during }),
  };
}

function times(
  { passes, stop, resume, postCopy, completed }: Timeline,
  started: number,
): Pick<Measured, 'passTimesMs'> & Partial<Measured> {
  return {
    passTimesMs: passes.map((at) => at - started),
    ...(stop !== undefined && { stopAtMs: stop - started }),
    ...(resume !== undefined && { totalMs: resume - started }),
    ...(stop !== undefined && resume !== undefined && { downtimeMs: resume - stop }),
    ...(postCopy !== undefined && { postCopyStartMs: postCopy - started }),
    ...(postCopy !== undefined &&
      resume !== undefined &&
      completed !== undefined && { allPagesMs: completed - resume }),
  };
}

async function qemuSays(source: Machine, ended: boolean): Promise<Partial<Measured>> {
  const answer = await (ended ? finalInfo(source) : queryMigration(source));
  const { ram } = answer;
  return {
    ...(ended && answer['total-time'] !== undefined && { qemuTotalMs: answer['total-time'] }),
    ...(answer.downtime !== undefined && { qemuDowntimeMs: answer.downtime }),
    ...(answer['setup-time'] !== undefined && { qemuSetupMs: answer['setup-time'] }),
    ...(answer['error-desc'] !== undefined && { error: answer['error-desc'] }),
    ...(ram && {
      transferredBytes: ram.transferred,
      ramBytes: ram.total,
      zeroPages: ram.duplicate,
      normalPages: ram.normal,
      ...(ram['downtime-bytes'] !== undefined && { downtimeBytes: ram['downtime-bytes'] }),
    }),
  };
}
