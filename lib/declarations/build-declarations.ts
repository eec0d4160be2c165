import type { Position } from '../graph/graph';
import { known, unknown, type Known } from '../graph/known';
import type { Origin } from '../graph/location';
import { parseQuantity, type QuantityKind, type QuantityOf } from '../model/quantity';
import { bytes, km, metres, type Bytes, type Metres } from '../model/units';
import { findPlace } from '../reference/find-place';
import type {
  DeclaredLink,
  DeclaredSite,
  RuleSetting,
  SiteMatcher,
  WorkloadClass,
  WorkloadMatcher,
} from './declarations';
import type { FactPath } from './fact-error';
import type { WrittenFacts } from './facts-schema';
import { networkOf } from './place-fields';

type Written<Group extends 'sites' | 'workloads' | 'rules'> = NonNullable<WrittenFacts[Group]>[string];
type WrittenLink = NonNullable<WrittenFacts['links']>[number];
type WrittenMatcher = NonNullable<Written<'sites'>['match']>[number];
type Coordinates = Exclude<Written<'sites'>['at'], string | undefined>;

/** Tells where the value at a path, or its key, was written. */
export type OriginOf = (path: FactPath, at?: 'key' | 'value') => Origin;

export function buildSite(id: string, site: Written<'sites'>, path: FactPath, originOf: OriginOf): DeclaredSite {
  return {
    id,
    position: positionOf(id, site.at, originOf([...path, 'at'])),
    match: (site.match ?? []).map(siteMatcher),
    origin: originOf(path, 'key'),
  };
}

export function buildLink(link: WrittenLink, path: FactPath, originOf: OriginOf): DeclaredLink {
  const [a, b] = link.between;
  const read = reader(`link ${a} - ${b}`, path, originOf);
  return {
    between: [a, b],
    bandwidth: read.quantity('bandwidth', 'bandwidth', 'bandwidth', link.bandwidth),
    rtt: read.quantity('rtt', 'round-trip time', 'duration', link.rtt),
    loss: read.quantity('loss', 'loss', 'share', link.loss),
    mtu: read.value('mtu', 'MTU', link.mtu, mtuOf),
    migrationShare: read.quantity('migrationShare', 'share for migration', 'share', link.migrationShare),
    streams: read.value('streams', 'number of streams', link.streams, (streams) => streams),
    window: read.quantity('window', 'window', 'size', link.window),
    measuredOn: read.value('measuredOn', 'day of measurement', link.measuredOn, (day) => day),
    origin: originOf(path, 'key'),
  };
}

export function buildWorkload(
  id: string,
  workload: Written<'workloads'>,
  path: FactPath,
  originOf: OriginOf,
): WorkloadClass {
  const read = reader(`workload ${id}`, path, originOf);
  return {
    id,
    memory: read.quantity('memory', 'memory', 'size', workload.memory),
    nonZeroShare: read.quantity('nonZeroShare', 'non-zero share', 'share', workload.nonZeroShare),
    dirtyRate: read.quantity('dirtyRate', 'dirty rate', 'data-rate', workload.dirtyRate),
    workingSet: read.quantity('workingSet', 'working set', 'size', workload.workingSet),
    disk: read.quantity('disk', 'disk', 'size', workload.disk),
    match: (workload.match ?? []).map(nameOrTag),
    origin: originOf(path, 'key'),
  };
}

export function buildRule(rule: Written<'rules'>, path: FactPath, originOf: OriginOf): RuleSetting {
  const origin = originOf(path, 'key');
  if (typeof rule === 'string') return { level: rule, options: {}, origin };
  const options = rule.options ?? {};
  const names = Object.keys(options);
  return {
    ...(rule.level === undefined ? {} : { level: rule.level }),
    options,
    optionOrigins: Object.fromEntries(names.map((name) => [name, originOf([...path, 'options', name])])),
    origin,
  };
}

function reader(owner: string, path: FactPath, originOf: OriginOf) {
  const value = <W, T>(key: string, noun: string, written: W | undefined, read: (written: W) => T): Known<T> =>
    written === undefined
      ? unknown('not-declared', `${owner}: ${noun} not declared`)
      : known(read(written), originOf([...path, key]));
  const quantity = <K extends QuantityKind>(
    key: string,
    noun: string,
    kind: K,
    written: string | undefined,
  ): Known<QuantityOf<K>> => value(key, noun, written, (text) => parsed(kind, text));
  return { value, quantity };
}

function parsed<K extends QuantityKind>(kind: K, text: string): QuantityOf<K> {
  const result = parseQuantity(kind, text);
  if (!result.ok) throw new Error(`${text} passed the check of facts and cannot be read: ${result.error}`);
  return result.value;
}

const mtuOf = (mtu: number | string): Bytes => (typeof mtu === 'number' ? bytes(mtu) : parsed('size', mtu));

function positionOf(id: string, at: string | Coordinates | undefined, origin: Origin): Known<Position> {
  if (at === undefined) return unknown('not-declared', `site ${id}: its place ("at") is not declared`);
  if (typeof at !== 'string') {
    const { latitude, longitude, tolerance } = at;
    const off = tolerance === undefined ? openByDigits(latitude, longitude) : parsed('distance', tolerance);
    return known({ latitude, longitude, tolerance: off }, origin);
  }
  const place = findPlace(at);
  if (place === undefined) throw new Error(`${at} passed the check of facts and is no place`);
  const reference: Origin = { kind: 'reference', id: `${place.provider}:${place.code}`, source: place.source };
  return known(place.position, reference);
}

/**
 * 48.2 may be anything from 48.15 to 48.25, in both directions; a degree is at most 111.7 km. A kilometre is the least,
 * since a site is larger than a point.
 */
function openByDigits(latitude: number, longitude: number): Metres {
  const digits = Math.min(...[latitude, longitude].map((degrees) => String(degrees).split('.')[1]?.length ?? 0));
  return metres(Math.max(km(1), Math.SQRT2 * 0.5 * 10 ** -digits * km(111.7)));
}

function siteMatcher(written: WrittenMatcher): SiteMatcher {
  if (written.datacenter !== undefined) return { kind: 'datacenter', name: written.datacenter };
  if (written.cidr !== undefined) return { kind: 'cidr', cidr: networkOf(written.cidr) };
  if (written.region === undefined) return nameOrTag(written);
  const place = findPlace(written.region);
  const colon = written.region.indexOf(':');
  const provider = place?.provider ?? written.region.slice(0, colon).trim().toLowerCase();
  return { kind: 'region', provider, code: place?.code ?? written.region.slice(colon + 1).trim() };
}

function nameOrTag({ name, tag }: Pick<WrittenMatcher, 'name' | 'tag'>): WorkloadMatcher {
  if (name !== undefined) return { kind: 'name', glob: name };
  const [[key, value] = ['', '']] = Object.entries(tag ?? {});
  return { kind: 'tag', key, value };
}
