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

/** Of the documents that `baselineOf` makes. */
const ownVersion = '1';

const renew = 'renew it with `lightbound check INPUTS --write-baseline FILE`';

/**
 * Reads a baseline, or an earlier result as one.
 * @throws Error with one line: what it is instead, and the command that makes a new one
 */
export function readBaseline(earlier: unknown): Baseline {
  const { fingerprints, findings, tool, version, summary } = membersOf(earlier);
  const isOurs = tool === undefined || membersOf(tool)['name'] === 'lightbound';
  if (!Array.isArray(findings) || !isOurs) throw new Error(`is not a result of lightbound check; ${renew}`);
  if (fingerprints !== fingerprintScheme) {
    // The first results named no scheme.
    const scheme = fingerprints === undefined ? '1' : typeof fingerprints === 'string' ? fingerprints : 'unknown';
    throw new Error(
      `has fingerprints of scheme ${scheme}, and this version writes scheme ${fingerprintScheme}; ${renew}`,
    );
  }
  const isWhole = summary !== undefined;
  if (typeof version !== 'string' || !(isWhole ? /^2\.\d+$/u.test(version) : version === ownVersion)) {
    const called = typeof version === 'string' ? version : 'unknown';
    throw new Error(`is of version ${called}, and this program reads ${isWhole ? '2.x' : ownVersion}; ${renew}`);
  }
  const all = (findings as readonly unknown[]).map((finding, index) =>
    isWhole ? knownOfResult(finding, index) : knownFinding(finding, index),
  );
  const known = worstOfEach(all);
  // Of a result two documents of one stack may have said it; a baseline says it once.
  const other = isWhole ? undefined : all.find((one) => isWorse(known.get(one.fingerprint) ?? one, one));
  if (other === undefined) return known;
  throw new Error(`has two entries of ${other.fingerprint}, with other numbers; ${renew}`);
}

const isWorse = (one: KnownFinding, than: KnownFinding): boolean =>
  one.rank > than.rank || (one.rank === than.rank && one.beyond > than.beyond);

function worstOfEach(findings: readonly KnownFinding[]): ReadonlyMap<string, KnownFinding> {
  const worst = new Map<string, KnownFinding>();
  for (const one of findings) {
    const before = worst.get(one.fingerprint);
    if (before === undefined || isWorse(one, before)) worst.set(one.fingerprint, one);
  }
  return worst;
}

/** As `--write-baseline` wrote it. */
function knownFinding(written: unknown, index: number): KnownFinding {
  const fail = (what: string): never => {
    throw new Error(`findings[${index}] has ${what}; ${renew}`);
  };
  const { fingerprint, ruleId, message, stacks, rank, beyond, worst } = membersOf(written);
  if (typeof fingerprint !== 'string') return fail('no fingerprint');
  if (typeof ruleId !== 'string' || typeof message !== 'string') return fail('no ruleId, or no message');
  if (!Array.isArray(stacks) || !stacks.every((stack) => typeof stack === 'string')) return fail('no stacks');
  if (!isCount(rank) || !isCount(beyond) || !Number.isInteger(rank)) return fail('no rank, or no beyond');
  if (worst !== undefined && typeof worst !== 'string') return fail('a worst that is no text');
  return { fingerprint, ruleId, message, stacks, rank, beyond, ...(worst !== undefined && { worst }) };
}

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

/** Of a whole result: the caller made it with this program, so that its evidence has the shape that it had there. */
function knownOfResult(written: unknown, index: number): KnownFinding {
  const { fingerprint, ruleId, message, subject, evidence } = membersOf(written);
  if (typeof fingerprint !== 'string') throw new Error(`findings[${index}] has no fingerprint; ${renew}`);
  const { stacks } = membersOf(subject);
  if (typeof evidence !== 'object' || evidence === null)
    throw new Error(`findings[${index}] has no evidence; ${renew}`);
  try {
    return {
      fingerprint,
      ruleId: typeof ruleId === 'string' ? ruleId : '',
      message: typeof message === 'string' ? message : '',
      stacks: Array.isArray(stacks) ? stacks.filter((stack) => typeof stack === 'string') : [],
      ...measured(written as Finding),
    };
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

/**
 * What `--write-baseline` keeps: all that would fail a run some time, and nothing that is waived, since waivers end.
 * @param earlier a baseline that is renewed: what it knows of stacks that were not read stays
 */
export function baselineOf({ tool, fingerprints, findings, stacks: read }: RunResult, earlier?: Baseline): object {
  const kept = findings.filter((finding) => finding.outcome !== 'remark' && !isWaived(finding));
  const known = kept.map((finding): KnownFinding => {
    const { fingerprint, ruleId, message, subject } = finding;
    return { fingerprint, ruleId, message, stacks: subject.stacks, ...measured(finding) };
  });
  const elsewhere = [...(earlier?.values() ?? [])].filter(
    ({ stacks }) => stacks.length > 0 && !stacks.some((stack) => read.includes(stack)),
  );
  return {
    version: ownVersion,
    tool,
    fingerprints,
    findings: [...worstOfEach([...elsewhere, ...known]).values()].sort(
      (a, b) => compare(a.ruleId, b.ruleId) || compare(a.fingerprint, b.fingerprint),
    ),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
