import type { PlatformFacts } from '../facts/platform-facts';
import { remoteOperationsPerSecond } from '../model/after-move';
import { synchronousWriteLatency } from '../model/coupling';
import { inputs } from '../model/inputs';
import { formatDuration } from '../model/quantity';
import { seconds, type Seconds } from '../model/units';
import { amount } from './amount';
import { askedChanges } from './asked-changes';
import { changesCheck } from './changes-check';
import type { CopyLink } from './copy-link';
import type { LinkStep } from './link-record';
import { answerOf, heldCheck, type OptionCheck } from './option-check';
import type { OptionAnswer } from './options-record';
import { keeps } from './rate-takes';
import type { LinkValues } from './read-options';
import { storageBandwidthCheck, storageRttCheck } from './storage-limits';
import { tripTake } from './trip-take';

/** Storage that has every write at both places before it is acknowledged, as in a stretched cluster. */
export function askSynchronousStretch(
  copy: CopyLink,
  values: LinkValues,
  storage: PlatformFacts | undefined,
): OptionAnswer {
  const { roundTrip } = copy;
  const changes = askedChanges(values);
  const latency = latencyCheck(copy, values.writeLatency);
  const limit = storageRttCheck(copy, storage);
  const reserved = storage === undefined ? undefined : storageBandwidthCheck(copy, storage);
  const shorter = Math.min(limit.shortest, values.writeLatency ?? Infinity);
  const checks = [
    limit.check,
    ...(latency === undefined ? [] : [latency]),
    ...(reserved === undefined ? [] : [reserved]),
    changesCheck(copy, changes, keeps(roundTrip.least, shorter) ? undefined : seconds(shorter)),
  ];
  const added = formatDuration(synchronousWriteLatency([roundTrip.least]));
  const each = Math.floor(remoteOperationsPerSecond(roundTrip.least));
  const isFloor = copy.question.rtt === undefined;
  return answerOf(
    {
      id: 'synchronous-stretch',
      name: 'synchronous stretch',
      sees: [
        roundTrip.least === 0
          ? 'each write waits for the other place'
          : `each write takes ${isFloor ? 'at least ' : ''}${added} longer: at most ${each.toLocaleString('en')} writes/s, one after the other`,
        'no write is lost',
      ],
      asks: null,
      steps: [latencyStep(roundTrip.least)],
      notes: ['a link that fails stops the writes, or leaves one place without its storage'],
    },
    checks,
    copy.impossible,
  );
}

const latencyStep = (least: Seconds): LinkStep => ({
  name: 'synchronous write',
  formula: 'RTT to the farthest copy',
  working: formatDuration(least),
  result: amount('duration', synchronousWriteLatency([least])),
  source: 'docs/model.md, section 6; some protocols take two round trips',
});

/** What distance adds to a write, where people say how much it may. */
function latencyCheck(copy: CopyLink, budget: Seconds | undefined): OptionCheck | undefined {
  if (budget === undefined) return undefined;
  const { roundTrip, question } = copy;
  const take = tripTake(copy, budget, {
    formula: 'write latency budget / round trips of a write',
    working: `${formatDuration(budget)} / 1`,
    source: 'docs/model.md, section 6',
  });
  const ways = take === undefined ? [] : [{ takes: [take] }];
  return heldCheck(
    {
      id: 'write-latency-within-budget',
      kind: 'duration',
      noun: 'added write latency',
      least: synchronousWriteLatency([roundTrip.least]),
      most: synchronousWriteLatency([roundTrip.ample]),
      limit: budget,
      failing: 'over-budget',
    },
    [{ open: question.rtt === undefined ? [inputs.rtt.noun] : [], decides: true, ways, isNeeded: true }],
  );
}
