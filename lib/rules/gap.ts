import type { PathFacts } from '../facts/facts';
import type { PlatformFacts } from '../facts/platform-facts';
import type { Evidence } from '../findings/finding';
import type { Member } from '../graph/domain';
import type { SiteId } from '../graph/site';
import type { Workload } from '../graph/workload';
import type { FactName } from '../model/inputs';

/** What keeps a rule from deciding: a line for people, and the fact that would fill it, where people can declare one. */
export interface Gap {
  readonly text: string;
  readonly fact?: MissingFact;
}

/** A fact that a facts file can hold, of something in the graph. */
export type MissingFact =
  /** In which site a member stands. */
  | { readonly kind: 'place'; readonly member: Member }
  /** Where a site is, or whether it is where a guess says. */
  | { readonly kind: 'position'; readonly site: SiteId }
  | { readonly kind: 'link'; readonly path: Pick<PathFacts, 'a' | 'b'>; readonly input: FactName<'link'> }
  /** Of any machine where none is known. */
  | { readonly kind: 'workload'; readonly workload: Workload | undefined; readonly input: FactName<'workload'> }
  | { readonly kind: 'platform'; readonly product: PlatformFacts['product'] };

/** As many gaps of one finding are told one by one. */
const MOST = 20;

/** The lines of gaps, each once, and how many more there are. */
export function gapsTold(gaps: readonly Gap[]): Pick<Evidence, 'toDecide' | 'moreToDecide'> {
  const lines = [...new Set(gaps.map(({ text }) => text))];
  const more = lines.length - MOST;
  return { toDecide: lines.slice(0, MOST), ...(more > 0 && { moreToDecide: more }) };
}
