import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Point } from '../point';
import type { Machine } from './machine';
import type { QmpEvent } from './qmp';

const statusData = z.object({ status: z.string() });
const passData = z.object({ pass: z.number() });

const ram = z.object({
  total: z.number(),
  transferred: z.number(),
  duplicate: z.number(),
  normal: z.number(),
  'downtime-bytes': z.number().optional(),
});
const info = z.object({
  status: z.string().optional(),
  'total-time': z.number().optional(),
  downtime: z.number().optional(),
  'setup-time': z.number().optional(),
  'cpu-throttle-percentage': z.number().optional(),
  'error-desc': z.string().optional(),
  ram: ram.optional(),
});
export type MigrationInfo = z.infer<typeof info>;

export const queryMigration = async ({ qmp }: Machine): Promise<MigrationInfo> =>
  info.parse(await qmp.execute('query-migrate'));

/** High enough that the link is what limits. */
const UNLIMITED_BYTES_PER_SECOND = 2 ** 40;

/** Sets both ends up; afterwards `migrate` may be given. */
export async function prepare(point: Point, source: Machine, target: Machine, listenUri: string): Promise<void> {
  const capabilities = {
    events: true,
    multifd: point.channels > 0,
    'postcopy-ram': point.mode === 'post-copy',
    'auto-converge': point.mode === 'auto-converge',
  };
  const list = Object.entries(capabilities).map(([capability, state]) => ({ capability, state }));
  for (const { qmp } of [source, target]) {
    await qmp.execute('migrate-set-capabilities', { capabilities: list });
    await qmp.execute('migrate-set-parameters', parameters(point));
  }
  await target.qmp.execute('migrate-incoming', { uri: listenUri });
}

function parameters({ downtimeLimitMs, channels, throttle }: Point): object {
  return {
    'downtime-limit': downtimeLimitMs,
    'max-bandwidth': UNLIMITED_BYTES_PER_SECOND,
    ...(channels > 0 && { 'multifd-channels': channels }),
    ...(throttle && {
      'cpu-throttle-initial': throttle.initial,
      'cpu-throttle-increment': throttle.increment,
      'max-cpu-throttle': throttle.max,
    }),
  };
}

/** What the events of both ends said, in milliseconds of the epoch. */
export interface Timeline {
  readonly passes: number[];
  stop?: number;
  resume?: number;
  postCopy?: number;
  completed?: number;
  failed?: boolean;
}

/** Follows a migration by its events; starts post-copy when its pass has ended, and a cold guest when it has arrived. */
export function follow(point: Point, source: Machine, target: Machine): Timeline {
  const timeline: Timeline = { passes: [] };
  const onSource = (event: QmpEvent): void => {
    if (event.name === 'STOP') timeline.stop = event.at;
    if (event.name === 'MIGRATION_PASS') {
      timeline.passes.push(event.at);
      const { pass } = passData.parse(event.data);
      // The event comes when a pass begins: the third means that two have ended.
      if (point.mode === 'post-copy' && pass === (point.postCopyAfterPass ?? 0) + 1)
        void source.qmp.execute('migrate-start-postcopy').catch(() => undefined);
    }
    if (event.name !== 'MIGRATION') return;
    const { status } = statusData.parse(event.data);
    if (status === 'postcopy-active') timeline.postCopy = event.at;
    if (status === 'completed') timeline.completed = event.at;
    if (status === 'failed') timeline.failed = true;
  };
  const onTarget = (event: QmpEvent): void => {
    if (event.name === 'RESUME') timeline.resume = event.at;
    if (event.name !== 'MIGRATION') return;
    const { status } = statusData.parse(event.data);
    if (status === 'failed') timeline.failed = true;
    if (status === 'completed' && point.mode === 'cold') void target.qmp.execute('cont').catch(() => undefined);
  };
  source.qmp.onEvent(onSource);
  target.qmp.onEvent(onTarget);
  return timeline;
}

/** Right after its end QEMU may still say that the migration took no time: asks until it knows. */
export async function finalInfo(source: Machine): Promise<MigrationInfo> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const answer = await queryMigration(source);
    if (answer['total-time']) return answer;
    await sleep(40);
  }
  return queryMigration(source);
}
