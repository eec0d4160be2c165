import type { Known } from '../graph/known';
import { unknown } from '../graph/known';
import type { WorkloadClass } from './declarations';

/** The class of a machine that several classes match: what they agree on is known, the rest is not. */
export function mergedClass(classes: readonly WorkloadClass[]): WorkloadClass | undefined {
  const [first, ...others] = classes;
  if (first === undefined || others.length === 0) return first;
  const id = classes.map((one) => one.id).join('+');
  const agreed = <T>(noun: string, read: (one: WorkloadClass) => Known<T>): Known<T> => {
    const values = classes.map(read);
    const [one] = values;
    const same = one?.known === true && values.every((other) => other.known && other.value === one.value);
    if (same || values.every((value) => !value.known)) return read(first);
    const names = classes.map((each) => each.id).join(' and ');
    return unknown('not-declared', `workloads ${names} both match, and differ in ${noun}`);
  };
  return {
    id,
    memory: agreed('memory', (one) => one.memory),
    nonZeroShare: agreed('non-zero share', (one) => one.nonZeroShare),
    dirtyRate: agreed('dirty rate', (one) => one.dirtyRate),
    workingSet: agreed('working set', (one) => one.workingSet),
    writes: agreed('order of writes', (one) => one.writes),
    dirtyCurve: agreed('dirty curve', (one) => one.dirtyCurve),
    disk: agreed('disk', (one) => one.disk),
    diskChurn: agreed('disk churn', (one) => one.diskChurn),
    match: classes.flatMap(({ match }) => match),
    origin: first.origin,
  };
}
