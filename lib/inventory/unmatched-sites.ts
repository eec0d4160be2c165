import type { Declarations } from '../declarations/declarations';
import { allDomains, type Graph } from '../graph/graph';
import type { Known } from '../graph/known';
import type { SiteId } from '../graph/site';

/** So many are named. */
const most = 6;

/** A line on the sites of a facts file that should match something, and in which nothing stands that was read. */
export function unmatchedSites({ sites }: Declarations, graph: Graph, file: string): readonly string[] {
  const used = new Set<SiteId>();
  const use = (site: Known<SiteId>): void => {
    if (site.known) used.add(site.value);
  };
  for (const { site } of graph.placements) use(site);
  for (const { ends } of graph.links.filter(({ resources }) => resources.length > 0)) ends.forEach(use);
  for (const { members } of allDomains(graph)) for (const { site } of members) use(site);
  // Where nothing at all stands anywhere, the inputs are blind, which is said of them.
  if (used.size === 0 && graph.placements.length === 0) return [];
  const idle = sites.filter(
    ({ id, match, origin }) =>
      match.length > 0 && !used.has(id) && origin.kind === 'declaration' && origin.source === file,
  );
  if (idle.length === 0) return [];
  const names = idle.slice(0, most).map(({ id }) => id);
  const more = idle.length > most ? ` and ${idle.length - most} more` : '';
  return [
    `Nothing that was read matches ${idle.length === 1 ? 'site' : 'sites'} ${names.join(', ')}${more} of ${file}`,
  ];
}
