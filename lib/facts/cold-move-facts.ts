import type { Derived } from '../graph/derivation';
import type { Workload } from '../graph/workload';
import { unknown, type Known } from '../graph/known';
import { coldMoveTime, oldestSync, POLICY_WINDOWS } from '../model/cold-move';
import { formatBandwidth, formatDataRate, formatDuration, formatSize, measure } from '../model/quantity';
import type { BitsPerSecond, Seconds } from '../model/units';
import { derivedKnown, given, step } from './derive';

/** How long copying a stopped machine's disk takes; with a replica in place only the last delta has to be copied. */
export function coldMoveFacts(
  workload: Workload | undefined,
  rate: Known<Derived<BitsPerSecond>>,
): Known<Derived<Seconds>> {
  if (workload === undefined) return unknown('not-declared', 'no workload class is declared');
  const disk = given('disk', 'size', workload.disk);
  if (!disk.known) return disk;
  if (!rate.known) return rate;
  const value = coldMoveTime(disk.value.value, rate.value.value);
  const derivation = {
    name: 'cold move',
    formula: 'disk x 8 / rate of transfer',
    working: `${formatSize(disk.value.value)} x 8 / ${formatBandwidth(rate.value.value)}`,
    result: measure('duration', value),
    source: 'bytes over bits per second; stop, start and DNS time come on top',
  };
  const copied = step(value, derivation, disk.value, rate.value);
  const churn = given('disk churn', 'data-rate', workload.diskChurn);
  if (!churn.known) return derivedKnown(copied);
  const window = POLICY_WINDOWS[POLICY_WINDOWS.length - 1] ?? value;
  const age = {
    name: 'age of a replica that fits',
    formula: 'window x rate / (8 x churn)',
    working: `${formatDuration(window)} x ${formatBandwidth(rate.value.value)} / (8 x ${formatDataRate(churn.value.value)})`,
    result: measure('duration', oldestSync(churn.value.value, rate.value.value, window)),
    source:
      'what changed since the last synchronisation is copied while the machine is stopped; the window is a policy',
  };
  return derivedKnown(step(value, age, copied, churn.value));
}
