import type { Derived, Given } from '../graph/derivation';
import type { Workload } from '../graph/workload';
import { known, type Known } from '../graph/known';
import { originText } from '../graph/location';
import { formatDuration, formatShare, formatSize, measure } from '../model/quantity';
import { bytes, type Bytes } from '../model/units';
import { derivedKnown, given } from './derive';

/** Non-zero memory; without a declared share all of it, which is the most there can be. */
export function sizeOf({ memory, nonZeroShare }: Workload): Known<Derived<Bytes>> {
  const whole = given('memory', 'size', memory);
  const share = given('non-zero share', 'share', nonZeroShare);
  if (!whole.known || !share.known) return whole;
  const value = bytes(whole.value.value * share.value.value);
  const step = {
    name: 'memory to send',
    formula: 'memory x non-zero share',
    working: `${formatSize(whole.value.value)} x ${formatShare(share.value.value)}`,
    result: measure('size', value),
    source: 'zero pages cross the link as a few bytes each',
  };
  return derivedKnown({
    value,
    given: [...whole.value.given, ...share.value.given],
    steps: [...whole.value.steps, step],
  });
}

/** How the guest writes, as declared: a measured curve, else a dirty rate on a working set. */
export function writesOf(workload: Workload, size: Known<Derived<Bytes>>): Known<Derived<unknown>> {
  const { dirtyCurve, dirtyRate, workingSet } = workload;
  if (dirtyCurve.known) {
    const from = originText(dirtyCurve.origin);
    const points = dirtyCurve.value.map(({ within, dirtied }): Given => ({
      name: `dirtied within ${formatDuration(within)}`,
      measure: measure('size', dirtied),
      from,
    }));
    return derivedKnown({ value: dirtyCurve.value, given: points, steps: [] });
  }
  const rate = given('dirty rate', 'data-rate', dirtyRate);
  if (!rate.known || !size.known) return rate;
  // Without a declared working set the guest may write to all it has: the worst case, and said so.
  const all = known(size.value.value, { kind: 'default', reason: 'not declared: taken as all memory to send' });
  const set = given('writable working set', 'size', workingSet.known ? workingSet : all);
  return derivedKnown({
    value: rate.value.value,
    given: [...rate.value.given, ...(set.known ? set.value.given : [])],
    steps: [],
  });
}
