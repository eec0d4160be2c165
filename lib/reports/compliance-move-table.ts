import type { ComplianceReport, ReportedMove } from '../compliance/compliance-report';
import { count } from '../findings/count';
import { heads, numbers, text, type Chapter, type ReportTable, type Verdict } from './compliance-table';

/** So many rows are read by somebody; the report as JSON has all. */
export const MOST_MOVES = 60;

export const liveMigration: Chapter = {
  id: 'moves',
  title: 'Live migration',
  note: 'Whether pre-copy ends over each link, for the machine that is worst off of those whose memory and dirty rate are known. The round trip and the bandwidth that a vendor asks for are rules of their own, and no part of it.',
};

/** The model's words for its verdict. */
export const moveVerdict = (verdict: ReportedMove['verdict']): string => verdict.replaceAll('-', ' ');

export const moveMark = (verdict: ReportedMove['verdict']): Verdict =>
  verdict === 'feasible' ? 'holds' : verdict === 'undetermined' ? 'open' : 'broken';

/** Both sites by their names. */
export function moveSites({ ends }: Pick<ReportedMove, 'ends'>, sites: ComplianceReport['sites']): string {
  const names = new Map(sites.map(({ key, name }) => [key, name]));
  return ends.map((key) => names.get(key) ?? key).join(' \u2013 ');
}

/** Each pair of sites that live migrations were judged between, the worst first. */
export function moveTable({ moves, sites }: ComplianceReport): ReportTable {
  const left = moves.length - MOST_MOVES;
  return {
    id: 'moves-by-link',
    title: 'By link',
    chapter: liveMigration,
    ...(left > 0 && { note: `The report as JSON has ${count(left, 'more pair')}.` }),
    head: [
      ...heads('Sites', 'Machine', 'Platform', 'Verdict'),
      ...numbers('Carried', 'Needed'),
      ...heads('All judged'),
    ],
    rows: moves
      .slice(0, MOST_MOVES)
      .map((move) => [
        text(moveSites(move, sites)),
        text(move.machine),
        text(move.platform.name),
        { text: moveVerdict(move.verdict), verdict: moveMark(move.verdict) },
        text(move.carried?.text ?? 'unknown'),
        text(move.needed.text),
        text(move.verdicts.map(({ verdict, count: many }) => `${many} ${moveVerdict(verdict)}`).join(', ')),
      ]),
  };
}
