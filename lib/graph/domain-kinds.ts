import type { BitsPerSecond, Bytes } from '../model/units';
import type { MigrationPlatform, MirroringProduct } from '../reference/product';
import type { Domain, Member } from './domain';
import type { Doubt } from './graph-node';
import { firstKnown, hiddenIn, type Known } from './known';
import type { Workload } from './workload';

/** One layer-2 segment and where its members stand. */
export interface BroadcastDomain extends Domain {
  readonly kind: 'broadcast-domain';
}

/** Places between which running machines move, and what moves them: "DRS, fully automated", "update in place". */
export interface MigrationDomain extends Domain {
  readonly kind: 'migration-domain';
  readonly product: MigrationPlatform;
  /** A cap set in the infrastructure itself, such as `vmotion_maximum_mbit`. */
  readonly rateCap: Known<BitsPerSecond>;
  /** The machines known to move in it; empty when any machine may. */
  readonly workloads: readonly Workload[];
  /** Whether rules that must hold keep every machine of the input in its own site: then only others move between sites. */
  readonly isKeptAtHome?: boolean | undefined;
  /** What decides whether they do, where something does. */
  readonly mayBeKept?: readonly Doubt[] | undefined;
  /** What becomes of the disks of the machine that moves; absent where nothing tells. */
  readonly disks?: readonly MovedDisk[] | undefined;
}

/** A disk of a machine that moves, or all of them where the input does not tell them apart. */
export interface MovedDisk {
  readonly name?: string;
  /** Copied along, or left on its datastore. */
  readonly fate: 'carried' | 'left' | 'open';
  /** The one that it is copied to or left on, for people; for `open` why that is unknown. */
  readonly datastore: string;
  readonly size: Known<Bytes>;
}

/** Storage that acknowledges a write only when every member has it. */
export interface SyncReplica extends Domain {
  readonly kind: 'sync-replica';
  readonly product: MirroringProduct;
  /** What it does, before the names of the sites: "mirrors every write between". */
  readonly couples: string;
  /** Who breaks a tie between its sites. */
  readonly witness?: Witness | undefined;
}

/** A third voice, in a third place: it holds no data, and has limits of its own. */
export interface Witness {
  readonly member: Member;
  /** Hosts of the larger half, as far as their number is known. */
  readonly hostsPerSite: number;
  /** What hides how many hosts a half has: there may be more. */
  readonly mayBeMore?: Doubt | undefined;
}

/** Every kind of domain. A new one is an interface, a line here and a row below. */
export interface DomainKinds {
  'broadcast-domain': BroadcastDomain;
  'migration-domain': MigrationDomain;
  'sync-replica': SyncReplica;
}

export type DomainKind = keyof DomainKinds;

/** What a mention of a domain says besides its members and resources. */
export type About<K extends DomainKind> = Omit<
  DomainKinds[K],
  'kind' | 'id' | 'identity' | 'members' | 'resources' | 'perhaps'
>;

interface KindRow<K extends DomainKind> {
  /** For people. */
  readonly noun: string;
  /** What two mentions of one domain say together, the one whose name comes first at the left. */
  readonly merge: (first: About<K>, second: About<K>) => About<K>;
  /** Whether rules may judge the same members differently under what is said of two domains. */
  readonly isOther: (one: About<K>, other: About<K>) => boolean;
  /** What holds of one that is perhaps part of another; the same where nothing follows. */
  readonly beside: <One extends About<K>>(one: One, other: About<K>, doubts: readonly Doubt[]) => One;
}

/** The rows of all kinds, in the order in which they are shown. */
export const domainKinds: { readonly [K in DomainKind]: KindRow<K> } = {
  'broadcast-domain': { noun: 'broadcast domain', merge: theFirst, isOther: never, beside: theFirst },
  'migration-domain': { noun: 'migration domain', merge: bothMoves, isOther: moveOtherwise, beside: perhapsKept },
  'sync-replica': { noun: 'synchronous replica', merge: theFirst, isOther: never, beside: theFirst },
};

function theFirst<A>(first: A): A {
  return first;
}

function never(): boolean {
  return false;
}

/** The lower of two caps, which is open where one of them is. */
export function lowerCap(a: Known<BitsPerSecond>, b: Known<BitsPerSecond>): Known<BitsPerSecond> {
  const lower = a.known && b.known && b.value < a.value ? b : a;
  return hiddenIn(a) ?? hiddenIn(b) ?? firstKnown(lower, () => b);
}

/** The lower cap holds, and the machines of both move. */
function bothMoves(first: About<'migration-domain'>, second: About<'migration-domain'>): About<'migration-domain'> {
  const workloads = new Map([...first.workloads, ...second.workloads].map((workload) => [workload.id, workload]));
  return {
    ...first,
    rateCap: lowerCap(first.rateCap, second.rateCap),
    // A network that they move over says nothing of it.
    isKeptAtHome: first.isKeptAtHome ?? second.isKeptAtHome,
    mayBeKept: first.mayBeKept ?? second.mayBeKept,
    workloads: [...workloads].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, workload]) => workload),
  };
}

/** What keeps the machines of a cluster at home keeps them there over every network of it. */
function perhapsKept<One extends About<'migration-domain'>>(
  one: One,
  cluster: About<'migration-domain'>,
  doubts: readonly Doubt[],
): One {
  const kept = cluster.isKeptAtHome === true ? doubts : (cluster.mayBeKept ?? []);
  return kept.length === 0 ? one : { ...one, mayBeKept: [...(one.mayBeKept ?? []), ...kept] };
}

function moveOtherwise(one: About<'migration-domain'>, other: About<'migration-domain'>): boolean {
  const [a, b] = [one.rateCap, other.rateCap];
  const isOtherCap = a.known && b.known ? a.value !== b.value : a.known !== b.known;
  const isOtherHold = (one.isKeptAtHome === true) !== (other.isKeptAtHome === true);
  return isOtherCap || isOtherHold || one.workloads.length !== other.workloads.length;
}

export const domainKindNames = Object.keys(domainKinds) as readonly DomainKind[];
