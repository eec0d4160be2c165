import { compareWithBaseline, readBaseline, type Baseline } from '../findings/baseline';
import type { Finding } from '../findings/finding';
import { isWaived } from '../findings/is-waived';
import type { FixedFinding } from '../findings/run-result';
import type { Trend } from './compliance-report';
import { asOneResult, type Fleet } from './fleet';

/** The findings with what became of each, and the counts; without counts where nothing earlier is known. */
export interface Compared {
  readonly findings: readonly Finding[];
  readonly trend?: Trend;
}

/** Against earlier results or what a history knew, else against the baselines that the checks themselves were given. */
export const compared = (fleet: Fleet, earlier: Fleet | undefined, comparedWith: 'results' | 'history'): Compared =>
  earlier === undefined ? byBaselines(fleet) : byEarlier(fleet, earlier, comparedWith);

function byEarlier(fleet: Fleet, earlier: Fleet, comparedWith: 'results' | 'history'): Compared {
  const [now, before] = [asOneResult(fleet), asOneResult(earlier)];
  if (now === undefined) return { findings: fleet.findings };
  const baseline: Baseline = before === undefined ? new Map() : readBaseline(before);
  // What a baseline says of an earlier baseline is of no account here.
  const anew = {
    ...now,
    findings: now.findings.map(({ stateBecause: _, ...one }): Finding => ({ ...one, state: 'new' })),
  };
  const { findings, baseline: since } = compareWithBaseline(anew, baseline);
  const known = new Set(earlier.stacks);
  const newStacks = fleet.stacks.filter((stack) => !known.has(stack));
  return {
    findings,
    ...(since !== undefined && { trend: { comparedWith, ...since, newStacks } }),
  };
}

function byBaselines({ runs, findings, stacks }: Fleet): Compared {
  const withOne = runs.filter(({ run }) => run.result.baseline !== undefined);
  if (withOne.length === 0) return { findings };
  const compared = new Set(withOne.flatMap((one) => [...one.stacks]));
  const isCounted = (finding: Finding): boolean =>
    finding.outcome !== 'remark' && !isWaived(finding) && finding.subject.stacks.every((stack) => compared.has(stack));
  const count = (state: Finding['state']): number =>
    findings.filter((finding) => isCounted(finding) && finding.state === state).length;
  const isThere = new Set(findings.flatMap((one) => (one.outcome === 'remark' ? [] : [one.fingerprint])));
  const fixed = new Map(
    withOne
      .flatMap(({ run, stacks: own }) =>
        (run.result.baseline?.fixed ?? []).filter((one) => one.stacks.every((stack) => own.has(stack))),
      )
      .filter(({ fingerprint }) => !isThere.has(fingerprint))
      .map((one): [string, FixedFinding] => [one.fingerprint, one]),
  );
  const trend: Trend = {
    comparedWith: 'baselines',
    new: count('new'),
    worse: count('worse'),
    known: count('known'),
    fixed: [...fixed.values()],
    newStacks: stacks.filter((stack) => !compared.has(stack)),
  };
  return { findings, trend };
}
