import { checkFacts, UNSAFE } from './check-facts';
import type { SiteMatcher, WorkloadMatcher } from './declarations';
import type { FactPath } from './fact-error';
import type { DraftSite, FactsDraft } from './facts-draft';

export type WrittenMatcher = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** A draft's facts, and what they are called for people. */
export interface Drafted {
  readonly entries: DraftEntries;
  /** Site names by the ids that the entries have. */
  readonly titles: ReadonlyMap<string, string>;
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
  const nameOf = (id: string): string => names[draft.sites.findIndex((site) => site.id === id)] ?? id;
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
  return { entries, titles: new Map(draft.sites.map(({ name }, index) => [names[index] ?? '', name])) };
}

/** Why the reader would refuse what stands at a path, or anything in it. */
export type Refusal = (path: FactPath) => string | undefined;

/** By the check that the reader makes. */
export function refusals(entries: DraftEntries): Refusal {
  const problems = checkFacts(entries, []);
  return (path) => problems.find((problem) => path.every((step, index) => step === problem.path[index]))?.message;
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
  const taken = new Set(UNSAFE);
  return ids.map((id) => {
    const plain = id.replace(/[\s/\u0000-\u001f\u007f-\u009f]+/gu, '-').slice(0, 56) || 'unnamed';
    let name = plain;
    for (let count = 2; taken.has(name); count++) name = `${plain}-${count}`;
    taken.add(name);
    return name;
  });
}
