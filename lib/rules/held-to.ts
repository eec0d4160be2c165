import type { Finding } from '../findings/finding';
import type { JudgedMove } from '../findings/judged-move';
import { isWaived } from '../findings/is-waived';
import { rankOf } from '../findings/rank';
import type { RunResult } from '../findings/run-result';
import { byUrgency } from './by-urgency';
import { summarise } from './summarise';

/**
 * The result of a run with what a work tree adds, held to that of the trusted part alone: a violation there is one here, at least as
 * severe.
 */
export function heldTo(result: RunResult, trusted: RunResult): RunResult {
  const found = new Map(result.findings.map((finding) => [finding.fingerprint, finding]));
  const isSofter = (finding: Finding): boolean => {
    const here = found.get(finding.fingerprint);
    return here === undefined || rankOf(here) < rankOf(finding);
  };
  const kept = trusted.findings.filter(
    (finding) => finding.outcome === 'violation' && !isWaived(finding) && isSofter(finding),
  );
  if (kept.length === 0) return result;
  const replaced = new Set(kept.map(({ fingerprint }) => fingerprint));
  const findings = [...result.findings.filter(({ fingerprint }) => !replaced.has(fingerprint)), ...kept].sort(
    byUrgency,
  );
  const moves = movesHeldTo(result.moves, trusted.moves, replaced);
  return { ...result, findings, moves, summary: summarise({ ...result, findings }) };
}

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
