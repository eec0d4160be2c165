import type { ComplianceReport, ReportedPair } from '../compliance/compliance-report';
import { count } from '../findings/count';
import { heads, numbers, text, type Cell, type ReportTable, type Verdict } from './compliance-table';

/** So many rows are read by somebody, and so many of one finding; the report as JSON has all. */
const MOST_PAIRS = 60;
const MOST_OF_ONE = 6;

/** What is known of each pair of sites, and what it breaks. */
export function pairTable({ pairs, sites }: ComplianceReport): ReportTable {
  const names = new Map(sites.map(({ key, name }) => [key, name]));
  const told = pairs.filter(isTold()).slice(0, MOST_PAIRS);
  const left = pairs.length - told.length;
  return {
    id: 'pairs',
    title: 'Pairs of sites',
    note: `Pairs that a link joins or a finding is about. Minimum: light in fibre along the geodesic. Typical: the median of measured routes of that length.${left > 0 ? ` Of a finding over many sites the pairs farthest apart are here; the report as JSON has ${count(left, 'more pair')}.` : ''}`,
    head: [...heads('Sites'), ...numbers('Distance', 'Minimum', 'Typical', 'Declared'), ...heads('Links', 'Verdict')],
    rows: told.map((pair) => [
      text(pair.ends.map((key) => names.get(key) ?? key).join(' – ')),
      text(pair.distance?.text ?? 'unknown'),
      text(pair.minimum?.text ?? 'unknown'),
      text(pair.typical?.text ?? 'unknown'),
      text(pair.declared?.text ?? ''),
      text(pair.links.join(', ')),
      pairVerdict(pair),
    ]),
  };
}

/** Whether a pair tells more than those before it, of which a finding over many sites has hundreds. */
function isTold(): (pair: ReportedPair) => boolean {
  const told = new Map<string, number>();
  return ({ links, findings }) => {
    const isNews = findings.length === 0 || findings.some((finding) => (told.get(finding) ?? 0) < MOST_OF_ONE);
    for (const finding of findings) told.set(finding, (told.get(finding) ?? 0) + 1);
    return isNews || links.length > 0;
  };
}

export const verdictOfPair = ({ breaks, open }: Pick<ReportedPair, 'breaks' | 'open'>): Verdict =>
  breaks.length > 0 ? 'broken' : open.length > 0 ? 'open' : 'holds';

function pairVerdict(pair: ReportedPair): Cell {
  const { breaks, open } = pair;
  const undetermined = `undetermined: ${open.join(', ')}`;
  const verdict = verdictOfPair(pair);
  if (verdict === 'holds') return { text: 'no finding', verdict };
  if (verdict === 'open') return { text: 'undetermined', verdict, detail: open.join(', ') };
  return {
    text: 'breaks',
    verdict,
    detail: [breaks.join(', '), ...(open.length === 0 ? [] : [undetermined])].join('; '),
  };
}
