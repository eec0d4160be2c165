import { InvalidArgumentError } from 'commander';
import type { Finding, Level } from '../findings/finding';
import { isWaived } from '../findings/is-waived';
import type { RunResult } from '../findings/run-result';

/** What the process reports to its caller; README and `--help` list the same codes. */
export const exitCodes = {
  clean: 0,
  findings: 1,
  usage: 2,
  input: 3,
  internal: 4,
  undetermined: 5,
  nothing: 6,
  storage: 7,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What fails a run: the lowest level, and whether only what a baseline does not know. */
export interface FailOn {
  readonly level: Level | 'never';
  readonly isNew: boolean;
}

/** What `--fail-on` takes; `new` also beside another. */
export const failOnWords = ['error', 'warning', 'note', 'never', 'new'] as const;

/** @throws InvalidArgumentError for other words */
export function readFailOn(text: string): FailOn {
  const words = text.split(',');
  const named = words.filter((word) => word !== 'new');
  const level = failOnWords.find((one) => one === (named[0] ?? 'error'));
  if (level === undefined || level === 'new' || named.length > 1 || words.length - named.length > 1) {
    throw new InvalidArgumentError(`Allowed are ${failOnWords.join(', ')}, or both, such as "warning,new".`);
  }
  return { level, isNew: words.includes('new') };
}

export interface FailPolicy {
  readonly failOn: FailOn;
  /** Only what the plan touches fails. */
  readonly onlyChanged: boolean;
  readonly failOnUndetermined: boolean;
  /** An empty directory, or no input at all, is no failure. */
  readonly allowEmpty: boolean;
  /** An input without a resource of a known type is one. */
  readonly requireKnown: boolean;
}

/** What was asked for, and what holds where nothing was. */
export const failPolicy = ({
  failOn = { level: 'error', isNew: false },
  failOnUndetermined = false,
  allowEmpty = false,
  requireKnown = false,
  onlyChanged = false,
}: Partial<FailPolicy>): FailPolicy => ({ failOn, failOnUndetermined, allowEmpty, requireKnown, onlyChanged });

const severity: Readonly<Record<Level | 'never', number>> = { never: 4, error: 3, warning: 2, note: 1 };

function counts(finding: Finding, { failOn, onlyChanged }: FailPolicy): boolean {
  if (isWaived(finding) || (failOn.isNew && finding.state === 'known')) return false;
  // What is about no resource is about the facts, which no plan shows.
  return !onlyChanged || !UNTOUCHED.includes(finding.change);
}

const UNTOUCHED: readonly Finding['change'][] = ['no-op', 'read', 'exists'];

/** What was found besides inputs: directories that hold none, and files of other shards. */
interface Found {
  readonly empty: readonly unknown[];
  readonly elsewhere: number;
}

/** Where several codes apply, the one that says most about how far the result can be trusted. */
export function exitCode(
  result: RunResult,
  policy: FailPolicy,
  { empty, elsewhere }: Found = { empty: [], elsewhere: 0 },
): ExitCode {
  const failed = (kind: RunResult['errors'][number]['kind']): boolean => result.errors.some((e) => e.kind === kind);
  if (failed('internal')) return exitCodes.internal;
  if (failed('configuration')) return exitCodes.usage;
  if (failed('input')) return exitCodes.input;
  const counted = result.findings.filter((finding) => counts(finding, policy));
  const violations = counted.filter(({ outcome }) => outcome === 'violation');
  const fails = ({ level }: RunResult['findings'][number]): boolean => severity[level] >= severity[policy.failOn.level];
  if (violations.some(fails)) return exitCodes.findings;
  const open = counted.filter(({ outcome }) => outcome === 'undetermined');
  if (open.some((finding) => fails(finding) || policy.failOnUndetermined)) return exitCodes.undetermined;
  const isNothing = (result.inputs.length === 0 && elsewhere === 0) || empty.length > 0;
  const isBlind = result.inputs.some(({ understood }) => understood === 0);
  const fallsShort = (isNothing && !policy.allowEmpty) || (isBlind && policy.requireKnown);
  return fallsShort ? exitCodes.nothing : exitCodes.clean;
}
