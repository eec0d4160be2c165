import { withStacks, type RecordedRun } from './recorded-run';

/** Runs in which a stack that is in several environments is one in each, and named after it. */
export function apartByEnvironment(
  runs: readonly RecordedRun[],
  earlier: readonly RecordedRun[] = [],
): (runs: readonly RecordedRun[]) => readonly RecordedRun[] {
  const seen = new Map<string, Set<string>>();
  for (const { environment = '', result } of [...runs, ...earlier]) {
    for (const stack of result.stacks) seen.set(stack, (seen.get(stack) ?? new Set()).add(environment));
  }
  return (all) => all.map((run) => inEnvironment(run, (stack) => (seen.get(stack)?.size ?? 0) > 1));
}

/** A run whose stacks are named after its environment where they are in several. */
export function inEnvironment(run: RecordedRun, isShared: (stack: string) => boolean): RecordedRun {
  const { environment, result } = run;
  if (environment === undefined || !result.stacks.some(isShared)) return run;
  return {
    ...run,
    result: withStacks(result, (stack) => (isShared(stack) ? `${stack} (${environment})` : stack)),
  };
}
