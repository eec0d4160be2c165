import type { Finding } from '../findings/finding';
import { isWaived } from '../findings/is-waived';
import { rankOf } from '../findings/rank';
import type { InputSummary } from '../findings/run-result';
import type { RecordedResult, RecordedRun } from './recorded-run';
import { grouped } from './tally';

/** A run, and the stacks that no later run has judged again. */
export interface CurrentRun {
  readonly run: RecordedRun;
  readonly stacks: ReadonlySet<string>;
  readonly findings: readonly Finding[];
  readonly inputs: readonly InputSummary[];
}

/** All stacks as they were found last. */
export interface Fleet {
  readonly stacks: readonly string[];
  readonly runs: readonly CurrentRun[];
  /** In the order of the runs; what several of them found alike once. */
  readonly findings: readonly Finding[];
}

/**
 * The last that is known of each stack.
 * @param runs oldest first: of two that judged a stack the later counts
 */
export function fleetOf(runs: readonly RecordedRun[]): Fleet {
  const lastOf = new Map<string, RecordedRun>();
  for (const run of runs) for (const stack of run.result.stacks) lastOf.set(stack, run);
  const current = runs.flatMap((run): readonly CurrentRun[] => {
    const stacks = new Set(run.result.stacks.filter((stack) => lastOf.get(stack) === run));
    // A run without stacks has only errors to tell.
    if (stacks.size === 0 && run.result.stacks.length > 0) return [];
    const inputs = run.result.inputs.filter(({ stack }) => stacks.has(stack));
    return [{ run, stacks, inputs, findings: run.result.findings.filter((finding) => isOf(finding, stacks)) }];
  });
  // What is declared once and read by many checks is found by each of them, and may be better in some. Of two documents of one check
  // each tells what it holds.
  const findings = new Map<string, readonly Finding[]>();
  for (const one of current) {
    for (const [fingerprint, own] of grouped(one.findings, (finding) => [finding.fingerprint])) {
      const before = findings.get(fingerprint);
      if (before === undefined || worst(own) >= worst(before)) findings.set(fingerprint, own);
    }
  }
  return { stacks: [...lastOf.keys()].sort(), runs: current, findings: [...findings.values()].flat() };
}

const worst = (findings: readonly Finding[]): number => Math.max(...findings.map(weightOf));

/** Of two findings the worse; what is waived is no more than told. */
const weightOf = (finding: Finding): number => (isWaived(finding) ? 0.5 : rankOf(finding));

/** Whether a finding is about one of the stacks; what is about none, such as a declared link, is about its whole run. */
const isOf = ({ subject }: Finding, stacks: ReadonlySet<string>): boolean =>
  subject.stacks.length === 0 || subject.stacks.some((stack) => stacks.has(stack));

/** All results as one, to be held against an earlier one; of a check that failed in part nothing can be called fixed. */
export function asOneResult({ runs, findings }: Fleet): RecordedResult | undefined {
  const [first] = runs;
  if (first === undefined) return undefined;
  const whole = runs.filter(({ run }) => run.result.errors.length === 0);
  const stacks = whole.flatMap((one) => [...one.stacks]).sort();
  return { ...first.run.result, stacks, findings, errors: [] };
}
