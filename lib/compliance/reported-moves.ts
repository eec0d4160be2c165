import type { JudgedMove } from '../findings/judged-move';
import type { RecordedSite } from './recorded-run';
import { worstOff } from '../findings/worst-off';
import { askAgain } from '../link/ask-again';
import { VERDICTS } from '../model/verdict';
import type { ReportedMove } from './compliance-report';
import type { Fleet } from './fleet';
import { keyOf } from './site-pairs';
import { sortedUnique } from './tally';

/** A chart takes some thousand evaluations and 60 kB of a page; beyond these the command asks. */
const MOST_CHARTS = 12;

interface Placed {
  readonly move: JudgedMove;
  readonly ends: readonly [RecordedSite, RecordedSite];
}

/**
 * For each pair of sites that live migrations were judged between the one that is worst off, the worst pair first.
 * @param isReported whether the report has a finding, by its fingerprint
 * @param charts whether the moves are to hold what their charts are drawn from
 */
export function movesIn(
  { runs }: Fleet,
  isReported: (fingerprint: string) => boolean,
  charts: boolean,
): readonly ReportedMove[] {
  const pairs = new Map<string, Placed[]>();
  for (const { run, stacks } of runs) {
    const byId = new Map(run.result.inventory.sites.map((site) => [site.id, site]));
    for (const move of run.result.moves) {
      const [one, other] = move.sites.map((id) => byId.get(id));
      const isCurrent = move.subject.stacks.length === 0 || move.subject.stacks.some((stack) => stacks.has(stack));
      if (one === undefined || other === undefined || !isCurrent) continue;
      const ends = keyOf(one) < keyOf(other) ? ([one, other] as const) : ([other, one] as const);
      const key = JSON.stringify(ends.map(keyOf));
      const all = pairs.get(key);
      if (all === undefined) pairs.set(key, [{ move, ends }]);
      else all.push({ move, ends });
    }
  }
  const worst = [...pairs.values()].flatMap((all) => {
    const [first, ...others] = all.toSorted((a, b) => worstOff(a.move, b.move));
    return first === undefined ? [] : [{ ...first, others: others.map(({ move }) => move) }];
  });
  return worst
    .sort((a, b) => worstOff(a.move, b.move) || (a.ends.map(keyOf).join() < b.ends.map(keyOf).join() ? -1 : 1))
    .map(({ move, ends, others }, index): ReportedMove => {
      const { sites: _, ...told } = move;
      const { assumed, flips, command, chart } = askAgain(move, ends);
      const all = [move, ...others];
      return {
        ...told,
        ends: [keyOf(ends[0]), keyOf(ends[1])],
        verdicts: countsOf(all),
        findings: sortedUnique(all.flatMap(({ findings }) => findings)).filter(isReported),
        others: others.map(({ ruleId, subject, machine, platform, verdict, carried, needed }) => ({
          ruleId,
          subject,
          machine,
          platform,
          verdict,
          ...(carried && { carried }),
          needed,
        })),
        assumed,
        flips,
        ...(command !== undefined && { command }),
        isRepeatable: chart !== undefined,
        ...(charts && chart && index < MOST_CHARTS && { chart: chart() }),
      };
    });
}

function countsOf(moves: readonly JudgedMove[]): JudgedMove['verdicts'] {
  const all = moves.flatMap(({ verdicts }) => verdicts);
  return VERDICTS.map((verdict) => ({
    verdict,
    count: all.reduce((sum, one) => sum + (one.verdict === verdict ? one.count : 0), 0),
  })).filter(({ count }) => count > 0);
}
