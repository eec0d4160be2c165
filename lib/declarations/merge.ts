import { firstKnown, type Known } from '../graph/known';
import { knownInputs } from '../graph/known-inputs';
import type { FactName, InputValue } from '../model/inputs';
import {
  noDeclarations,
  type Declarations,
  type DeclaredLink,
  type DeclaredSite,
  type RuleSetting,
  type WorkloadClass,
} from './declarations';
import type { RefusedWaiver } from './waiver';

/**
 * Several sources as one: of two that speak of the same thing the later wins, value by value. What is said over a trusted part and its
 * additions is said over the trusted part, too.
 */
export function mergeDeclarations(...sources: readonly Declarations[]): Declarations {
  const held = (['trusted', 'underTrustedRules'] as const).filter((part) =>
    sources.some((source) => source[part] !== undefined),
  );
  const parts = held.map((part) => [part, merged(sources.map((source) => source[part] ?? source))] as const);
  return { ...merged(sources), ...Object.fromEntries(parts) };
}

function merged(sources: readonly Declarations[]): Declarations {
  return sources.reduce<Declarations>(
    (earlier, later) => ({
      sites: joined(earlier.sites, later.sites, ({ id }) => id, mergeSite),
      links: joined(earlier.links, later.links, pairOf, mergeLink),
      workloads: joined(earlier.workloads, later.workloads, ({ id }) => id, mergeWorkload),
      platforms: new Map([...earlier.platforms, ...later.platforms]),
      rules: mergeRules(earlier.rules, later.rules),
      waivers: [...earlier.waivers, ...later.waivers],
      ...withRefused([earlier, later].flatMap(({ refusedWaivers = [] }) => refusedWaivers)),
      plugins: [...earlier.plugins, ...later.plugins],
      check: { ...earlier.check, ...later.check },
      locked: [...new Set([...earlier.locked, ...later.locked])],
      files: [...(earlier.files ?? []), ...(later.files ?? [])],
      ...((earlier.ignoresSiteTags ?? later.ignoresSiteTags) && { ignoresSiteTags: true }),
    }),
    noDeclarations,
  );
}

/** None of what is declared says so where no waiver is refused. */
export const withRefused = (waivers: readonly RefusedWaiver[]): Pick<Declarations, 'refusedWaivers'> =>
  waivers.length === 0 ? {} : { refusedWaivers: waivers };

function joined<T>(
  earlier: readonly T[],
  later: readonly T[],
  keyOf: (entry: T) => string,
  merge: (earlier: T, later: T) => T,
): readonly T[] {
  const entries = new Map(earlier.map((entry) => [keyOf(entry), entry]));
  for (const entry of later) {
    const before = entries.get(keyOf(entry));
    entries.set(keyOf(entry), before === undefined ? entry : merge(before, entry));
  }
  return [...entries.values()];
}

const pairOf = ({ between }: DeclaredLink): string => JSON.stringify([...between].sort());

/** A source that says nothing of a value leaves what an earlier one said. */
const newer = <T>(earlier: Known<T>, later: Known<T>): Known<T> => firstKnown(later, () => earlier);

const mergeSite = (earlier: DeclaredSite, later: DeclaredSite): DeclaredSite => ({
  ...later,
  position: newer(earlier.position, later.position),
  match: later.match.length > 0 ? later.match : earlier.match,
});

const mergeLink = (earlier: DeclaredLink, later: DeclaredLink): DeclaredLink => ({
  ...later,
  ...knownInputs('link', (name) => newer<InputValue<FactName<'link'>>>(earlier[name], later[name])),
});

const mergeWorkload = (earlier: WorkloadClass, later: WorkloadClass): WorkloadClass => ({
  ...later,
  ...knownInputs('workload', (name) => newer<InputValue<FactName<'workload'>>>(earlier[name], later[name])),
  match: later.match.length > 0 ? later.match : earlier.match,
});

function mergeRules(
  earlier: ReadonlyMap<string, RuleSetting>,
  later: ReadonlyMap<string, RuleSetting>,
): ReadonlyMap<string, RuleSetting> {
  const rules = new Map(earlier);
  for (const [id, setting] of later) {
    const before = rules.get(id);
    if (before === undefined) rules.set(id, setting);
    else {
      const options = { ...before.options, ...setting.options };
      const optionOrigins = { ...before.optionOrigins, ...setting.optionOrigins };
      const isClosed = before.waivable === false;
      rules.set(id, { ...before, ...setting, options, optionOrigins, ...(isClosed && { waivable: false }) });
    }
  }
  return rules;
}
