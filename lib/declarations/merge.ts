import { firstKnown, type Known } from '../graph/known';
import {
  noDeclarations,
  type Declarations,
  type DeclaredLink,
  type DeclaredSite,
  type RuleSetting,
  type WorkloadClass,
} from './declarations';

/** Several sources as one: of two that speak of the same thing the later wins, value by value. */
export function mergeDeclarations(...sources: readonly Declarations[]): Declarations {
  return sources.reduce(
    (earlier, later) => ({
      sites: joined(earlier.sites, later.sites, ({ id }) => id, mergeSite),
      links: joined(earlier.links, later.links, pairOf, mergeLink),
      workloads: joined(earlier.workloads, later.workloads, ({ id }) => id, mergeWorkload),
      platforms: new Map([...earlier.platforms, ...later.platforms]),
      rules: mergeRules(earlier.rules, later.rules),
    }),
    noDeclarations,
  );
}

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
  bandwidth: newer(earlier.bandwidth, later.bandwidth),
  rtt: newer(earlier.rtt, later.rtt),
  loss: newer(earlier.loss, later.loss),
  mtu: newer(earlier.mtu, later.mtu),
  migrationShare: newer(earlier.migrationShare, later.migrationShare),
  streams: newer(earlier.streams, later.streams),
  window: newer(earlier.window, later.window),
  queue: newer(earlier.queue, later.queue),
  overlay: newer(earlier.overlay, later.overlay),
  congestionControl: newer(earlier.congestionControl, later.congestionControl),
  measuredOn: newer(earlier.measuredOn, later.measuredOn),
});

const mergeWorkload = (earlier: WorkloadClass, later: WorkloadClass): WorkloadClass => ({
  ...later,
  memory: newer(earlier.memory, later.memory),
  nonZeroShare: newer(earlier.nonZeroShare, later.nonZeroShare),
  dirtyRate: newer(earlier.dirtyRate, later.dirtyRate),
  workingSet: newer(earlier.workingSet, later.workingSet),
  writes: newer(earlier.writes, later.writes),
  dirtyCurve: newer(earlier.dirtyCurve, later.dirtyCurve),
  disk: newer(earlier.disk, later.disk),
  diskChurn: newer(earlier.diskChurn, later.diskChurn),
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
      rules.set(id, { ...before, ...setting, options, optionOrigins });
    }
  }
  return rules;
}
