import type { Derived } from '../graph/derivation';
import type { Workload } from '../graph/graph';
import { unknown, type Known } from '../graph/known';
import { coldMoveTime } from '../model/cold-move';
import { formatBandwidth, formatSize, measure } from '../model/quantity';
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
  return derivedKnown(step(value, derivation, disk.value, rate.value));
}
