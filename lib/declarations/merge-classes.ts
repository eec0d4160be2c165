import { unknown, type Known } from '../graph/known';
import { knownInputs } from '../graph/known-inputs';
import { inputs } from '../model/inputs';
import type { WorkloadClass } from './declarations';

/** The class of a machine that several classes match: what they agree on is known, the rest is not. */
export function mergedClass(classes: readonly WorkloadClass[]): WorkloadClass | undefined {
  const [first, ...others] = classes;
  if (first === undefined || others.length === 0) return first;
  const names = classes.map(({ id }) => id).join(' and ');
  return {
    id: classes.map(({ id }) => id).join('+'),
    ...knownInputs('workload', (name) => {
      const agreed = agreedOn<unknown>(classes.map((one) => one[name]));
      return agreed
        ? first[name]
        : unknown('not-declared', `workloads ${names} both match, and differ in ${inputs[name].noun}`);
    }),
    match: classes.flatMap(({ match }) => match),
    origin: first.origin,
  };
}

/** Whether all say the same, or none says anything. */
function agreedOn<T>(values: readonly Known<T>[]): boolean {
  const [one] = values;
  return one?.known === true
    ? values.every((other) => other.known && other.value === one.value)
    : values.every(({ known }) => !known);
}
