import { noDeclarations, type Declarations, type RuleSetting } from '../../lib/declarations/declarations';
import type { Member } from '../../lib/graph/domain';
import { domainKindNames, type DomainKind, type DomainKinds, type MigrationDomain } from '../../lib/graph/domain-kinds';
import type { Graph } from '../../lib/graph/graph';
import type { Link } from '../../lib/graph/link';
import type { Site } from '../../lib/graph/site';
import type { Workload } from '../../lib/graph/workload';
import { known, unknown, type Known } from '../../lib/graph/known';
import { knownInputs } from '../../lib/graph/known-inputs';
import type { Origin } from '../../lib/graph/location';
import { km, type Metres } from '../../lib/model/units';

const origin: Origin = { kind: 'declaration', source: 'test', path: 'here' };

export const told = <T>(value: T): Known<T> => known(value, origin);
export const untold: Known<never> = unknown('not-declared', 'not declared');

/** A site at a point that is known exactly, so that a distance can be worked out by hand. */
export const site = (id: string, latitude: number, longitude: number, tolerance: Metres = km(0)): Site => ({
  id,
  name: id,
  position: told({ latitude, longitude, tolerance }),
  origin,
});

/** A site of which only the name is known. */
export const siteSomewhere = (id: string): Site => ({ id, name: id, position: untold, origin });

/** A machine or port that stands in the site of that id. */
export const memberIn = (id: string, address = `host.${id}`): Member => ({
  resource: { address, type: 'host' },
  site: told(id),
});

export const memberNowhere = (address = 'host.lost'): Member => ({ resource: { address, type: 'host' }, site: untold });

/** What people declare of the link between two sites; all else about it is unknown. */
export const linkBetween = (a: string, b: string, told_: Partial<Link> = {}): Link => ({
  kind: 'link',
  id: `declared:${a}|${b}`,
  identity: `declared:${a}|${b}`,
  name: `${a} - ${b}`,
  ends: [told(a), told(b)],
  ...knownInputs('link', () => untold),
  layer: untold,
  resources: [],
  origin,
  ...told_,
});

/** A circuit found as a resource. */
export const circuitBetween = (a: string, b: string, seen: Partial<Link> = {}): Link => {
  const address = `circuit.${a}-${b}`;
  return { ...linkBetween(a, b, seen), id: address, identity: address, resources: [{ address, type: 'circuit' }] };
};

const domain = <K extends DomainKind>(kind: K, id: string, members: readonly Member[]) => ({
  kind,
  id,
  identity: id,
  name: id,
  mechanism: 'as the test says',
  members,
  resources: [{ address: `${id}.made`, type: 'domain' }],
});

/** The first address of a finding of such a domain is `<id>.made`. */
export const segment = (id: string, members: readonly Member[]): DomainKinds['broadcast-domain'] =>
  domain('broadcast-domain', id, members);

export const mirror = (id: string, members: readonly Member[]): DomainKinds['sync-replica'] => ({
  ...domain('sync-replica', id, members),
  product: 'vsan',
  couples: 'mirrors every write between',
});

export const moves = (
  id: string,
  members: readonly Member[],
  more: Partial<Pick<MigrationDomain, 'product' | 'rateCap' | 'workloads'>> = {},
): DomainKinds['migration-domain'] => ({
  ...domain('migration-domain', id, members),
  product: 'vmotion',
  rateCap: unknown('absent', 'no cap is set'),
  workloads: [],
  ...more,
});

/** A class of machines, as `workloads` in the facts file declares it. */
export const workload = (id: string, told_: Partial<Workload> = {}): Workload => ({
  id,
  identity: id,
  name: id,
  ...knownInputs('workload', () => untold),
  ...told_,
});

interface Parts extends Partial<Omit<Graph, 'sites' | 'domains'>> {
  readonly sites: readonly Site[];
  readonly domains?: readonly DomainKinds[DomainKind][];
}

export const graphWith = ({ sites, domains = [], ...parts }: Parts): Graph => ({
  placements: [],
  links: [],
  workloads: [],
  ...parts,
  sites: new Map(sites.map((one) => [one.id, one])),
  domains: Object.fromEntries(
    domainKindNames.map((kind) => [kind, domains.filter((one) => one.kind === kind)]),
  ) as unknown as Graph['domains'],
});

/** Platform versions and rule settings, as the facts file declares them. */
export const declared = (parts: {
  readonly platforms?: Readonly<Record<string, string>>;
  readonly rules?: Readonly<Record<string, Partial<RuleSetting>>>;
}): Declarations => ({
  ...noDeclarations,
  platforms: new Map(Object.entries(parts.platforms ?? {}).map(([name, version]) => [name, told(version)])),
  rules: new Map(Object.entries(parts.rules ?? {}).map(([id, set]) => [id, { options: {}, origin, ...set }])),
});
