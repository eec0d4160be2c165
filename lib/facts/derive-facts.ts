import type { Declarations } from '../declarations/declarations';
import type { Member } from '../graph/domain';
import type { Graph } from '../graph/graph';
import type { Link } from '../graph/link';
import type { Site } from '../graph/site';
import { classifyRtt, glassReach } from '../model/propagation';
import { rttAgainst } from '../model/round-trip';
import type { Seconds } from '../model/units';
import { productRow, type Product } from '../reference/product';
import { unknown, type Known } from '../graph/known';
import { guessedSites, isDoubtful, withoutChance } from '../graph/guess';
import { givenInput } from './derive';
import type { Facts, PathFacts, Plausibility, Span, SpanStanding, Standing } from './facts';
import { LinkLookup } from './link-lookup';
import { moveFacts, reservedRate } from './move-facts';
import { pathFacts } from './path-facts';
import { sitePairs, type Joined } from './site-pairs';
import { witnessLimit } from './witness-limit';
import { platformFacts, type PlatformFacts } from './platform-facts';

/** Facts of a graph, computed when a rule first asks and kept. */
export function deriveFacts(graph: Graph, declarations: Declarations): Facts {
  const paths = new Map<string, PathFacts>();
  const platforms = new Map<Product, PlatformFacts>();
  let found: LinkLookup | undefined;
  const lookup = (): LinkLookup => (found ??= new LinkLookup(graph.links, graph.sites));

  const path = (a: Site, b: Site): PathFacts => {
    const key = `${a.id}\n${b.id}`;
    const before = paths.get(key);
    if (before !== undefined) return before;
    const facts = pathFacts(a, b, lookup().between(a.id, b.id));
    paths.set(key, facts);
    return facts;
  };
  const platform = (product: Product): PlatformFacts => {
    const facts = platforms.get(product) ?? platformFacts(product, versionOf(product, declarations));
    platforms.set(product, facts);
    return facts;
  };

  const joined: Joined = {
    declared: () => lookup().declaredPairs(),
    isJoined: (a, b) => {
      const { declared, seen } = lookup().between(a, b);
      return declared.length + seen.length > 0;
    },
  };

  return {
    span: (members) => span(members, graph, (sites) => sitePairs(sites, joined).map(([a, b]) => path(a, b))),
    spanAgainst,
    reach: glassReach,
    platform,
    reserved: (domain, between) => reservedRate(domain, between, platform(domain.product)),
    move: (domain, between, workload, policy) => moveFacts(domain, between, workload, platform(domain.product), policy),
    workloads: (domain) =>
      domain.workloads.length > 0 ? domain.workloads : graph.workloads.filter(({ resource }) => resource === undefined),
    witness: (cluster) => {
      const { witness, members } = cluster;
      const limit = witness && witnessLimit(platform('vsan-witness').rows, witness);
      if (witness === undefined || limit === undefined) return undefined;
      const { site } = witness.member;
      const all = span([...members, witness.member], graph, (sites) =>
        sitePairs(sites, joined).map(([a, b]) => path(a, b)),
      );
      const isIts = ({ a, b }: PathFacts): boolean => site.known && (a.id === site.value || b.id === site.value);
      return {
        title: platform('vsan-witness').title,
        witness,
        limit,
        span: { ...all, paths: all.paths.filter(isIts) },
      };
    },
    plausibility: (link) => plausibility(link, graph, path),
  };
}

const versionOf = (product: Product, { platforms }: Declarations): Known<string> =>
  platforms.get(product) ??
  unknown('not-declared', `the version of ${productRow(product).title} is not declared (platforms.${product})`);

function span(all: readonly Member[], graph: Graph, pathsOf: (sites: readonly Site[]) => readonly PathFacts[]): Span {
  const members = withoutChance(all);
  const ids = [...new Set(members.flatMap(({ site }) => (site.known ? [site.value] : [])))].sort();
  const sites = ids.flatMap((id) => graph.sites.get(id) ?? []);
  const guesses = guessedSites(members);
  const isGuess = ({ a, b }: PathFacts): number => (guesses.has(a.id) || guesses.has(b.id) ? 1 : 0);
  const length = (one: PathFacts): number => one.least?.value ?? -1;
  return {
    sites,
    unplaced: members.filter(({ site }) => !site.known),
    guesses,
    paths: [...pathsOf(sites)].sort((a, b) => isGuess(a) - isGuess(b) || length(b) - length(a)),
  };
}

/** One pair beyond the limit decides; else one that likely is; else anything unknown leaves it open; else the longest pair is within. */
function spanAgainst({ sites, unplaced, paths, guesses }: Span, limit: Seconds): SpanStanding {
  const standings = paths.map((path) => {
    const standing = standingOf(path, limit);
    // Near by such a guess is no proof of near.
    return { path, standing: standing === 'within' && isDoubtful(path, guesses) ? ('open' as const) : standing };
  });
  for (const worst of ['beyond', 'likely', 'open'] as const) {
    const found = standings.find(({ standing }) => standing === worst);
    if (found !== undefined) return found;
  }
  if (unplaced.length > 0 && !isAlone(sites, unplaced)) return { standing: 'open' };
  return sites.length < 2 ? { standing: 'single-site' } : (standings[0] ?? { standing: 'open' });
}

/** One member spans nothing, wherever it stands. */
const isAlone = (sites: readonly Site[], [first, ...others]: readonly Member[]): boolean =>
  sites.length === 0 && others.length === 0 && first?.isSeveral !== true;

/** A declared round trip is what it is, also where the positions are unknown. */
function standingOf({ rtt, trip }: PathFacts, limit: Seconds): Standing {
  if (rtt.known) return rtt.value.value > limit ? 'beyond' : 'within';
  return trip.known ? rttAgainst(trip.value, limit) : 'open';
}

function plausibility(link: Link, graph: Graph, path: (a: Site, b: Site) => PathFacts): Plausibility | undefined {
  const [a, b] = link.ends.map((end) => (end.known ? graph.sites.get(end.value) : undefined));
  const rtt = givenInput('rtt', link.rtt);
  if (!rtt.known) return undefined;
  const between = a === undefined || b === undefined ? undefined : path(a, b);
  if (!between?.distance.known) return { verdict: 'unknown', rtt: rtt.value };
  const verdict = classifyRtt(rtt.value.value, between.distance.value.value);
  const minimum = verdict === 'impossible' ? between.inVacuum : between.minimum;
  if (verdict === 'plausible' || !minimum.known) return { verdict: 'plausible', rtt: rtt.value };
  return { verdict, rtt: rtt.value, minimum: minimum.value };
}
