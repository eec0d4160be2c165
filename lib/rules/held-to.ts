import { beyondLimit } from '../findings/beyond-limit';
import type { Finding, Outcome } from '../findings/finding';
import type { JudgedMove } from '../findings/judged-move';
import { isWaived } from '../findings/is-waived';
import { rankOf } from '../findings/rank';
import type { RunResult } from '../findings/run-result';
import { byUrgency } from './by-urgency';
import { summarise } from './summarise';

/**
 * The result of a run with what a work tree adds, held to that of a trusted part alone: what is found there and not waived is found
 * here, at least as severe and not waived either.
 * @param outcomes of the findings that are kept
 */
export function heldTo(result: RunResult, trusted: RunResult, outcomes: readonly Outcome[]): RunResult {
  const found = new Map(result.findings.map((finding) => [finding.fingerprint, finding]));
  const isSofter = (finding: Finding): boolean => {
    const here = found.get(finding.fingerprint);
    if (here === undefined || isWaived(here)) return true;
    const rank = rankOf(here) - rankOf(finding);
    return rank < 0 || (rank === 0 && (levelOf(here) < levelOf(finding) || isLess(here, finding)));
  };
  const kept = trusted.findings.filter(
    (finding) => outcomes.includes(finding.outcome) && !isWaived(finding) && isSofter(finding),
  );
  if (kept.length === 0) return result;
  const replaced = new Set(kept.map(({ fingerprint }) => fingerprint));
  const findings = [...result.findings.filter(({ fingerprint }) => !replaced.has(fingerprint)), ...kept].sort(
    byUrgency,
  );
  const moves = movesHeldTo(result.moves, trusted.moves, replaced);
  // Both were given the same waivers, since a work tree adds none.
  const waivers = result.waivers.map((waiver, at) => {
    const there = trusted.waivers[at];
    return there?.status === 'lapsed' ? there : waiver;
  });
  return { ...result, findings, moves, waivers, summary: summarise({ ...result, findings }) };
}

/** Whether what a baseline, or the part of a run that fails, goes by says less: how far beyond its limit, and what the plan changes. */
const isLess = (here: Finding, there: Finding): boolean =>
  beyondLimit(here) < beyondLimit(there) ||
  (here.change === 'no-op' && there.change !== 'no-op') ||
  there.touched.some(
    ({ address, path }) => !here.touched.some((touched) => touched.address === address && touched.path === path),
  );

const levelOf = ({ level }: Finding): number => ['note', 'warning', 'error'].indexOf(level);

/** Of the moves between two sites the one that decides a finding which is kept. */
function movesHeldTo(
  moves: readonly JudgedMove[],
  trusted: readonly JudgedMove[],
  kept: ReadonlySet<string>,
): readonly JudgedMove[] {
  const held = trusted.filter(({ findings }) => findings.some((finding) => kept.has(finding)));
  const others = moves.filter((move) => !held.some((one) => isOfThoseOf(one, move)));
  const merged = held.map((one): JudgedMove => {
    const here = moves.find((move) => isOfThoseOf(one, move));
    return { ...one, findings: [...new Set([...one.findings, ...(here?.findings ?? [])])].sort() };
  });
  return [...others, ...merged];
}

/** Whether two moves are of one rule, platform, pair of sites and stack. */
const isOfThoseOf = (a: JudgedMove, b: JudgedMove): boolean =>
  a.ruleId === b.ruleId &&
  a.platform.product === b.platform.product &&
  a.sites.join() === b.sites.join() &&
  a.subject.stacks.join() === b.subject.stacks.join();
