import { beyondLimit, worstOf } from './beyond-limit';
import type { Finding } from './finding';
import { fingerprintScheme } from './fingerprint';
import { isWaived } from './is-waived';
import { rankOf } from './rank';
import type { FixedFinding, RunResult } from './run-result';

/** What is kept of a finding, so that later runs can say what became of it. */
export interface KnownFinding extends FixedFinding {
  /** How certain and severe it was; a greater number is worse. */
  readonly rank: number;
  /** How many times its limit; 0 where nothing tells. */
  readonly beyond: number;
  /** The value that its limit was held against, as people read it. */
  readonly worst?: string;
}

/** Findings that are known, by fingerprint. */
export type Baseline = ReadonlyMap<string, KnownFinding>;

const renew = 'renew it with `lightbound check INPUTS --write-baseline FILE`';

/**
 * Reads a baseline, or an earlier result as one.
 * @throws Error with one line: what it is instead, and the command that makes a new one
 */
export function readBaseline(earlier: unknown): Baseline {
  const { fingerprints, findings, tool } = membersOf(earlier);
  const isOurs = tool === undefined || membersOf(tool)['name'] === 'lightbound';
  if (!Array.isArray(findings) || !isOurs) throw new Error(`is not a result of lightbound check; ${renew}`);
  if (fingerprints !== fingerprintScheme) {
    // The first results named no scheme.
    const scheme = fingerprints === undefined ? '1' : typeof fingerprints === 'string' ? fingerprints : 'unknown';
    throw new Error(
      `has fingerprints of scheme ${scheme}, and this version writes scheme ${fingerprintScheme}; ${renew}`,
    );
  }
  const known = new Map<string, KnownFinding>();
  for (const [index, finding] of (findings as readonly unknown[]).entries()) {
    const one = knownFinding(finding, index);
    const before = known.get(one.fingerprint);
    if (before === undefined || one.rank > before.rank || one.beyond > before.beyond) known.set(one.fingerprint, one);
  }
  return known;
}

function knownFinding(written: unknown, index: number): KnownFinding {
  const members = membersOf(written);
  const { fingerprint, ruleId, message, stacks, subject, rank, beyond, worst } = members;
  if (typeof fingerprint !== 'string') throw new Error(`findings[${index}] has no fingerprint; ${renew}`);
  const inStacks = stacks ?? membersOf(subject)['stacks'];
  const common = {
    fingerprint,
    ruleId: typeof ruleId === 'string' ? ruleId : '',
    message: typeof message === 'string' ? message : '',
    stacks: Array.isArray(inStacks) ? inStacks.filter((stack) => typeof stack === 'string') : [],
  };
  if (typeof rank === 'number' && typeof beyond === 'number') {
    return { ...common, rank, beyond, ...(typeof worst === 'string' && { worst }) };
  }
  // A whole result: the caller made it with this program, so that its evidence has the shape that it had there.
  const { evidence } = members;
  if (typeof evidence !== 'object' || evidence === null)
    throw new Error(`findings[${index}] has no evidence; ${renew}`);
  try {
    return { ...common, ...measured(written as Finding) };
  } catch {
    throw new Error(`findings[${index}] has evidence that this version does not read; ${renew}`);
  }
}

function measured(finding: Finding): Pick<KnownFinding, 'rank' | 'beyond' | 'worst'> {
  const worst = worstOf(finding)?.text;
  return { rank: rankOf(finding), beyond: beyondLimit(finding), ...(worst !== undefined && { worst }) };
}

/** The result with what became of each finding since the baseline, and what is no longer there. */
export function compareWithBaseline<Result extends Pick<RunResult, 'findings' | 'stacks' | 'errors'>>(
  result: Result,
  baseline: Baseline,
): Result & Pick<RunResult, 'findings' | 'baseline'> {
  const findings = result.findings.map((finding) => since(finding, baseline.get(finding.fingerprint)));
  const isRead = new Set(result.stacks);
  const isThere = new Set(findings.flatMap((one) => (one.outcome === 'remark' ? [] : [one.fingerprint])));
  // What could not be read may hold what is missing.
  const isWhole = result.errors.length === 0;
  const fixed = [...baseline.values()]
    .filter(({ fingerprint, stacks }) => isWhole && !isThere.has(fingerprint) && stacks.every((one) => isRead.has(one)))
    .filter(({ rank }) => rank > 0)
    .map(({ fingerprint, ruleId, message, stacks }): FixedFinding => ({ fingerprint, ruleId, message, stacks }))
    .sort((a, b) => compare(a.ruleId, b.ruleId) || compare(a.fingerprint, b.fingerprint));
  const counted = findings.filter((finding) => finding.outcome !== 'remark' && !isWaived(finding));
  const count = (state: Finding['state']): number => counted.filter((finding) => finding.state === state).length;
  return { ...result, findings, baseline: { new: count('new'), worse: count('worse'), known: count('known'), fixed } };
}

function since(finding: Finding, before: KnownFinding | undefined): Finding {
  // A remark is what is left of a finding that was fixed.
  if (before === undefined || (finding.outcome === 'remark' && before.rank > 0)) return finding;
  const now = measured(finding);
  if (now.rank > before.rank) return { ...finding, state: 'worse', stateBecause: 'it is more certain or more severe' };
  if (now.beyond > before.beyond * (1 + ROUNDING) && now.rank === before.rank) {
    const stateBecause = `${now.worst ?? 'unknown'} now, ${before.worst ?? 'unknown'} before`;
    return { ...finding, state: 'worse', stateBecause };
  }
  const [changed] = finding.touched;
  if (changed === undefined) return { ...finding, state: 'known' };
  return { ...finding, state: 'new', stateBecause: `the plan changes ${changed.path} of ${changed.address}` };
}

/** What is left of a number when it was divided and multiplied again. */
const ROUNDING = 1e-9;

/** What `--write-baseline` keeps: all that would fail a run some time, and nothing that is waived, since waivers end. */
export function baselineOf({ tool, fingerprints, findings }: RunResult): object {
  const kept = findings.filter((finding) => finding.outcome !== 'remark' && !isWaived(finding));
  return {
    version: '1',
    tool,
    fingerprints,
    findings: kept
      .map((finding): KnownFinding => {
        const { fingerprint, ruleId, message, subject } = finding;
        return { fingerprint, ruleId, message, stacks: subject.stacks, ...measured(finding) };
      })
      .sort((a, b) => compare(a.ruleId, b.ruleId) || compare(a.fingerprint, b.fingerprint)),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
