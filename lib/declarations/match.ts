import type { Declarations, SiteMatcher, WorkloadClass } from './declarations';
import type { MatcherHit, OwnedMatcher } from './matcher-hit';
import { addressLookup, hostOf } from './match-address';
import { globLookup } from './match-name';
import { tagLookup, type Tags } from './match-tag';
import { mergedClass } from './merge-classes';

/** The site that a declaration places something in; several sites that differ are no place. */
export type Match = { readonly site: string; readonly because: string } | { readonly ambiguous: readonly string[] };

export interface Matchers {
  readonly byRegion: (provider: string, code: string) => Match | undefined;
  readonly byDatacenter: (name: string) => Match | undefined;
  /** A name, host name or id, by the declared globs. */
  readonly byName: (text: string) => Match | undefined;
  readonly byTag: (tags: Tags) => Match | undefined;
  /** An IP address, host name or URL: the address by the declared ranges, the name by the globs. */
  readonly byAddress: (text: string) => Match | undefined;
  /** The class of a machine. Where several match, what they disagree on is unknown. */
  readonly workloadFor: (name: string, tags: Tags) => WorkloadClass | undefined;
}

type Matching = Pick<Declarations, 'sites' | 'workloads'>;

const compiled = new WeakMap<Matching, Matchers>();

/** Prepares what people declared for being asked once or more per resource; once for all runs with the same declarations. */
export function compileMatchers(declarations: Matching): Matchers {
  const before = compiled.get(declarations);
  if (before !== undefined) return before;
  const matchers = compile(declarations);
  compiled.set(declarations, matchers);
  return matchers;
}

function compile({ sites, workloads }: Matching): Matchers {
  const all = sites.flatMap(({ id, match }) => match.map((matcher) => ({ owner: id, matcher })));
  const regions = indexOf(all, 'region', ({ provider, code }) => `${provider}:${code}`);
  const datacenters = indexOf(all, 'datacenter', ({ name }) => name);
  const names = globLookup(ofKind(all, 'name'));
  const tags = tagLookup(ofKind(all, 'tag'));
  const addresses = addressLookup(ofKind(all, 'cidr'));

  const classes = workloads.flatMap(({ id, match }) => match.map((matcher) => ({ owner: id, matcher })));
  const classNames = globLookup(ofKind(classes, 'name'));
  const classTags = tagLookup(ofKind(classes, 'tag'));

  const byName = (text: string): Match | undefined => siteOf(names(text));
  return {
    byRegion: (provider, code) => siteOf(lookUp(regions, `${provider}:${code}`, `region ${provider}:${code}`)),
    byDatacenter: (name) => siteOf(lookUp(datacenters, name, `datacenter ${name}`)),
    byName,
    byTag: (carried) => siteOf(tags(carried)),
    byAddress: (text) => siteOf(addresses(text)) ?? byName(hostOf(text)),
    workloadFor: (name, carried) => {
      const owners = new Set([...classNames(name), ...classTags(carried)].map(({ owner }) => owner));
      return mergedClass(workloads.filter(({ id }) => owners.has(id)));
    },
  };
}

function siteOf(hits: readonly MatcherHit[]): Match | undefined {
  const [first] = hits;
  if (first === undefined) return undefined;
  const sites = [...new Set(hits.map(({ owner }) => owner))];
  return sites.length > 1 ? { ambiguous: sites } : { site: first.owner, because: first.because };
}

type OfKind<Kind extends SiteMatcher['kind']> = Extract<SiteMatcher, { readonly kind: Kind }>;

function ofKind<Kind extends SiteMatcher['kind']>(
  all: readonly OwnedMatcher<SiteMatcher>[],
  kind: Kind,
): readonly OwnedMatcher<OfKind<Kind>>[] {
  return all.filter((owned): owned is OwnedMatcher<OfKind<Kind>> => owned.matcher.kind === kind);
}

/** Owners by exact text in whatever case, as platforms take names. */
function indexOf<Kind extends SiteMatcher['kind']>(
  all: readonly OwnedMatcher<SiteMatcher>[],
  kind: Kind,
  keyOf: (matcher: OfKind<Kind>) => string,
): ReadonlyMap<string, ReadonlySet<string>> {
  const index = new Map<string, Set<string>>();
  for (const { owner, matcher } of ofKind(all, kind)) {
    const key = keyOf(matcher).toLowerCase();
    index.set(key, (index.get(key) ?? new Set()).add(owner));
  }
  return index;
}

const lookUp = (index: ReadonlyMap<string, ReadonlySet<string>>, key: string, because: string): readonly MatcherHit[] =>
  [...(index.get(key.toLowerCase()) ?? [])].map((owner) => ({ owner, because }));
