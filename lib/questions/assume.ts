import type { Declarations, SiteMatcher, WorkloadMatcher } from '../declarations/declarations';
import { writtenMatcher } from '../declarations/draft-entries';
import type { Coordinates } from '../declarations/facts-draft';
import { mergeDeclarations } from '../declarations/merge';
import { readWritten } from '../declarations/read-written';
import { newestVersion } from '../declarations/version-complaint';
import type { Graph } from '../graph/graph';
import { inputs } from '../model/inputs';
import { assumedInput, assumedTrip, pointNear, type Assumption } from './assumptions';
import type { Questions } from './questions';
import type { SiteEntry } from './site-questions';

/** What people declared, with all that they are asked for answered in one way. */
export function assume(questions: Questions, declared: Declarations, graph: Graph, how: Assumption): Declarations {
  const sites = questions.assume();
  const points = pointsOf(sites, declared, graph, how);
  const value = {
    sites: Object.fromEntries(sites.map((site) => [site.id, siteAs(site, points.get(site.id))])),
    links: [...questions.links.values()].map(({ between: [a, b], asks }) => ({
      between: [a.id, b.id],
      ...Object.fromEntries(
        [...asks].map((name) => [
          inputs[name].key,
          name === 'rtt' ? assumedTrip(how, points.get(a.id), points.get(b.id)) : assumedInput(how, name),
        ]),
      ),
    })),
    workloads: Object.fromEntries(
      questions.workloads.all().map(({ id, asks, match }) => [
        id,
        {
          ...Object.fromEntries([...asks].map((name) => [inputs[name].key, assumedInput(how, name)])),
          ...matchOf(match),
        },
      ]),
    ),
    platforms: Object.fromEntries([...questions.platforms.keys()].map((product) => [product, newestVersion(product)])),
  };
  return mergeDeclarations(
    declared,
    readWritten(value, 'assumed', () => ({ line: 1, column: 1 }), {
      knownSites: declared.sites.map(({ id }) => id),
    }).declarations,
  );
}

const siteAs = ({ asksPlace, at, match }: SiteEntry, point: Coordinates | undefined) => ({
  ...(asksPlace && point !== undefined ? { at: point } : at !== undefined && { at }),
  ...matchOf(match),
});

const matchOf = (match: readonly (SiteMatcher | WorkloadMatcher)[]) =>
  match.length === 0 ? {} : { match: match.map(writtenMatcher) };

/** Where the sites of entries are: those that are asked for around the first that is known. */
function pointsOf(
  entries: readonly SiteEntry[],
  { sites: declared }: Declarations,
  graph: Graph,
  how: Assumption,
): ReadonlyMap<string, Coordinates> {
  const known = [...declared, ...graph.sites.values()].flatMap(({ id, position }) =>
    position.known ? [[id, { latitude: position.value.latitude, longitude: position.value.longitude }] as const] : [],
  );
  const points = new Map<string, Coordinates>(known);
  const centre = entries.flatMap((entry) => (entry.asksPlace ? [] : (entry.point ?? [])))[0] ?? known[0]?.[1];
  for (const [index, entry] of entries.entries()) {
    const at = entry.asksPlace ? pointNear(centre, how, index) : entry.point;
    if (at !== undefined) points.set(entry.id, at);
  }
  return points;
}
