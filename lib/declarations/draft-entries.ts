import { checkFacts, UNSAFE } from './check-facts';
import type { SiteMatcher, WorkloadMatcher } from './declarations';
import type { FactPath } from './fact-error';
import { plainName } from './look-alikes';
import type { DraftSite, FactsDraft } from './facts-draft';

export type WrittenMatcher = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** A draft's facts, and what they are called for people. */
export interface Drafted {
  readonly entries: DraftEntries;
  /** Site names by the ids that the entries have. */
  readonly titles: ReadonlyMap<string, string>;
  readonly guesses: ReadonlyMap<string, NonNullable<DraftSite['guess']>>;
}

/** A draft in the shape of `lightbound.yaml`; names are legal and unique, values as they were seen. */
export interface DraftEntries {
  readonly sites: Readonly<Record<string, { readonly at?: unknown; readonly match: readonly WrittenMatcher[] }>>;
  readonly links: readonly { readonly between: readonly [string, string]; readonly bandwidth?: string }[];
  readonly workloads: Readonly<
    Record<string, { readonly memory?: string; readonly disk?: string; readonly match: readonly WrittenMatcher[] }>
  >;
}

export function draftEntries(draft: FactsDraft): Drafted {
  const names = legalNames(draft.sites.map(({ id }) => id));
  const nameById = new Map(draft.sites.map(({ id }, index) => [id, names[index] ?? id]));
  const nameOf = (id: string): string => nameById.get(id) ?? id;
  const classNames = legalNames(draft.workloads.map(({ id }) => id));
  const entries: DraftEntries = {
    sites: Object.fromEntries(
      draft.sites.map((site, index) => [names[index] ?? site.id, { ...placeOf(site), match: site.match.map(written) }]),
    ),
    links: draft.links.map(({ between: [a, b], bandwidth }) => ({
      between: [nameOf(a), nameOf(b)],
      ...(bandwidth === undefined ? {} : { bandwidth }),
    })),
    workloads: Object.fromEntries(
      draft.workloads.map(({ id, match, ...sizes }, index) => [
        classNames[index] ?? id,
        { ...sizes, match: match.map(written) },
      ]),
    ),
  };
  return {
    entries,
    titles: new Map(draft.sites.map(({ name }, index) => [names[index] ?? '', name])),
    guesses: new Map(
      draft.sites.flatMap(({ guess }, index) => (guess === undefined ? [] : [[names[index] ?? '', guess] as const])),
    ),
  };
}

/** Why the reader would refuse what stands at a path, or anything in it. */
export type Refusal = (path: FactPath) => string | undefined;

/** By the check that the reader makes. */
export function refusals(entries: DraftEntries): Refusal {
  const first = new Map<string, string>();
  for (const { path, message } of checkFacts(entries, [])) {
    for (let length = 0; length <= path.length; length++) {
      const key = JSON.stringify(path.slice(0, length));
      if (!first.has(key)) first.set(key, message);
    }
  }
  return (path) => first.get(JSON.stringify(path));
}

function placeOf({ at, position }: DraftSite): { readonly at?: unknown } {
  if (position === undefined) return at === undefined ? {} : { at };
  const { latitude, longitude } = position;
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isOnEarth ? { at: { latitude, longitude } } : {};
}

function written(matcher: SiteMatcher | WorkloadMatcher): WrittenMatcher {
  switch (matcher.kind) {
    case 'region':
      return { region: `${matcher.provider}:${matcher.code}` };
    case 'datacenter':
      return { datacenter: matcher.name };
    case 'name':
      return { name: matcher.glob };
    case 'tag':
      return { tag: Object.fromEntries([[matcher.key, matcher.value]]) };
    case 'cidr':
      return { cidr: matcher.cidr };
  }
}

/** Names as the schema wants them, each of them once. */
function legalNames(ids: readonly string[]): readonly string[] {
  const taken = new Set([...UNSAFE].map(plainName));
  const counts = new Map<string, number>();
  return ids.map((id) => {
    const legal = id.replace(/[\s/\u0000-\u001f\u007f-\u009f]+/gu, '-').slice(0, 56) || 'unnamed';
    let name = legal;
    let count = counts.get(legal) ?? 1;
    while (taken.has(plainName(name))) name = `${legal}-${(count += 1)}`;
    counts.set(legal, count);
    taken.add(plainName(name));
    return name;
  });
}
