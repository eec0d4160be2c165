import type { CurrentRun, Fleet } from './fleet';

/** The team of each stack: what the run's labels say, `team` before `owner`; else the stack's name up to its first `/`. */
export function teamsOf({ runs }: Fleet): ReadonlyMap<string, string> {
  return new Map(runs.flatMap((current) => [...current.stacks].map((stack) => [stack, teamOf(stack, current)])));
}

function teamOf(stack: string, { run }: CurrentRun): string {
  const { team, owner } = run.labels ?? {};
  const [prefix = ''] = stack.split('/');
  return [team, owner, prefix].find((name) => name !== undefined && name !== '') ?? NAMELESS;
}

/** Of the stack without a name: standard input, or a document in the working directory. */
const NAMELESS = '(no name)';
