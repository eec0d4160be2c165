import type { Member } from '../../graph/domain';
import { withoutChance } from '../../graph/guess';
import type { Witness } from '../../graph/domain-kinds';
import { hiddenIn, unknown, type Known } from '../../graph/known';
import type { SiteId } from '../../graph/site';
import { refKey, type ResourceRef } from '../../graph/location';
import { memberKey } from '../../placing/domain-drafts';
import { displayName, type GraphBuilder } from '../../placing/graph-builder';
import type { Placer } from '../../placing/placer';
import { nowhere, type Located } from '../../placing/site-registry';
import { allOf, anyOf, doubtOf, whether } from '../../placing/whether';
import type { Attributes } from '../../resources/attributes';
import type { RawResource } from '../../resources/raw-resource';
import { hostMembers, ownPlace } from './host';
import { clusterTypes, hostTypes } from './host-groups';
import { vmotion } from './machine';
import { keepsAtHome } from './must-rules';

/** A cluster whose hosts stand in several sites stands in none of them, whatever its datacenter object is called. */
export function whereHostsStand(cluster: RawResource, placer: Placer): Located | undefined {
  if (cluster.attributes.has('vsan_stretched_cluster.preferred_fault_domain_host_ids')) {
    return nowhere('it is stretched over two places');
  }
  const members = hostMembers(cluster, 'host_system_ids', placer);
  const sites = [...new Set(members.flatMap(({ site }) => (site.known ? [site.value] : [])))].sort();
  if (sites.length > 1) return nowhere(`its hosts stand in ${sites.join(' and ')}`);
  const [first] = members;
  // Of hosts whose site is unknown the cluster's datacenter may.
  if (first === undefined || withoutChance(members).some(({ site }) => !site.known)) return undefined;
  return { site: first.site, because: `host ${first.resource.address}` };
}

/** A host that names its cluster counts as the cluster's member, as one that the cluster lists. */
export function readHost(host: RawResource, build: GraphBuilder): void {
  const { placer } = build;
  const part = { members: [placer.member(host)], resources: [] };
  const pointing = placer.pointing(host, 'cluster', clusterTypes);
  for (const kind of ['sync-replica', 'migration-domain'] as const) build.joinAny(kind, pointing, part);
}

export function readCluster(cluster: RawResource, build: GraphBuilder): void {
  const { attributes, ref } = cluster;
  const members = clusterMembers(cluster, build);
  const name = `cluster ${displayName(cluster)}`;
  const stretched = attributes.blocks('vsan_stretched_cluster');
  const isStretched = stretched.known && stretched.value.length > 0;
  const vsan = attributes.boolean('vsan_enabled');
  build.define('sync-replica', ref, {
    name,
    mechanism: 'vSAN',
    product: 'vsan',
    couples: 'mirrors every write between',
    members,
    resources: [{ ...ref, path: attributes.spell(isStretched ? 'vsan_stretched_cluster' : 'vsan_enabled') }],
    isBuiltToStretch: isStretched,
    witness: witnessOf(cluster, build.placer),
    exists: anyOf(
      whether(cluster, 'vsan_stretched_cluster', stretched, (blocks) => blocks.length > 0, { isBlock: true }),
      whether(cluster, 'vsan_enabled', vsan, isOn),
    ),
  });
  const level = attributes.string('drs_automation_level');
  const enabled = attributes.boolean('drs_enabled');
  const resources = [{ ...ref, path: attributes.spell('drs_automation_level') }];
  const isKept = keepsAtHome(cluster, build.placer);
  build.define('migration-domain', ref, {
    ...vmotion(name, 'DRS, fully automated', members, resources),
    ...(typeof isKept === 'boolean' ? { isKeptAtHome: isKept } : { mayBeKept: isKept }),
    exists: allOf(
      whether(cluster, 'drs_automation_level', level, (written) => written === 'fullyAutomated'),
      whether(cluster, 'drs_enabled', enabled, isOn, { unset: true }),
    ),
  });
}

const isOn = (value: boolean): boolean => value;

/** The data hosts of a cluster. The witness is none of them: it has limits of its own. */
function clusterMembers(cluster: RawResource, build: GraphBuilder): readonly Member[] {
  const { placer } = build;
  const stretched = bothHalves(cluster, placer);
  if (stretched.length > 0) return stretched;
  const listed = hostMembers(cluster, 'host_system_ids', placer);
  const domains = cluster.attributes.blocks('vsan_fault_domains.fault_domain');
  const inDomains = (domains.known ? domains.value : []).flatMap((domain) =>
    hostMembers(cluster, 'host_ids', placer, domain),
  );
  // Where ids are unknown and the input tells references only for the whole block, the cluster's own list is the exact one.
  const members = listed.length > 0 ? listed : inDomains;
  return members.length > 0 ? members : hostsElsewhere(cluster, domains, build);
}

/** The witness of a stretched cluster, and the hosts of its larger half; a half that is unknown may be the larger one. */
function witnessOf(cluster: RawResource, placer: Placer): Witness | undefined {
  const [member] = placer.oneMember(cluster, 'vsan_stretched_cluster.witness_node', hostTypes);
  if (member === undefined) return undefined;
  const halves = ['preferred', 'secondary'].map((half) => {
    const path = `vsan_stretched_cluster.${half}_fault_domain_host_ids`;
    const hosts = cluster.attributes.strings(path);
    return hosts.known ? { size: hosts.value.length } : { size: 0, doubt: doubtOf(cluster, path, hosts) };
  });
  const [mayBeMore] = halves.flatMap(({ doubt }) => doubt ?? []);
  return { member, hostsPerSite: Math.max(...halves.map(({ size }) => size)), mayBeMore };
}

/** A host of a half as whatever holds it places it, with the place that it has of its own. */
interface HalfHost {
  readonly member: Member;
  readonly own: Located | undefined;
}

/** A half of a stretched cluster: one place by itself. */
interface Half {
  readonly name: string;
  /** The name of its fault domain. */
  readonly part: string;
  readonly hosts: readonly HalfHost[];
  /** Its list of hosts. */
  readonly at: ResourceRef;
  /** What the name of its fault domain tells, where its hosts tell nothing. */
  readonly byName: Known<SiteId> | undefined;
}

/**
 * The hosts of both halves, which are two places: what holds both tells where they stand only where it tells them apart. Where some
 * hosts of a half have a place of their own, the others stand there.
 */
function bothHalves(cluster: RawResource, placer: Placer): readonly Member[] {
  const halves = ['preferred', 'secondary'].map((half) => halfOf(cluster, half, placer));
  if (halves.every(({ hosts }) => hosts.length === 0)) return [];
  const [a, b] = halves.map(({ hosts }) => new Set(hosts.map(({ member }) => memberKey(member))));
  if (a !== undefined && b !== undefined && [...a].some((host) => b.has(host)))
    return mixedHalves(cluster, halves, placer);
  return halves.flatMap(({ name, part, hosts, byName }) => {
    const [known] = hosts.flatMap(({ own }) => (own?.site.known === true ? [own.site] : []));
    return hosts.map(({ member, own }) => {
      if (member.site.known) return member;
      const site = own?.site.known === true ? own.site : (known ?? byName ?? notApart);
      return { ...member, name, part, site };
    });
  });
}

const notApart = unknown('not-placed', 'nothing tells the halves of a stretched cluster apart');

/** Where the input tells only what both lists draw on, the witness included, the cluster's own list is the exact one. */
function mixedHalves(cluster: RawResource, halves: readonly Half[], placer: Placer): readonly Member[] {
  const listed = hostMembers(cluster, 'host_system_ids', placer);
  const sites = new Set(listed.flatMap(({ site }) => (site.known ? [site.value] : [])));
  if (sites.size > 1) return listed;
  return halves.map(({ name, part, at, byName }) => ({ resource: at, name, part, site: byName ?? notApart }));
}

function halfOf(cluster: RawResource, half: string, placer: Placer): Half {
  const at = `vsan_stretched_cluster.${half}_fault_domain`;
  const path = `${at}_host_ids`;
  const found = new Map(placer.targets(cluster, path, hostTypes).map((host) => [refKey(host.ref), host]));
  const hosts = hostMembers(cluster, path, placer).map((member) => {
    const host = member.id ?? (member.resource.path === undefined ? found.get(refKey(member.resource)) : undefined);
    return { member, own: host === undefined ? undefined : ownPlace(host, placer) };
  });
  const { attributes, ref } = cluster;
  const name = attributes.string(`${at}_name`);
  const called = [`${half} fault domain`, ...(name.known ? [name.value] : [])].join(' ');
  const names = listed(hosts.flatMap(({ member }) => member.name ?? []));
  const part = name.known ? name.value : half;
  const place = placer.registry.named(part) ?? placer.registry.city(part, 'fault domain');
  const byName = place?.site.known === true ? place.site : undefined;
  return {
    name: names === '' ? called : `${called} (${names})`,
    part,
    hosts,
    byName,
    at: { ...ref, path: attributes.spell(path) },
  };
}

function listed(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}

/**
 * With `host_managed` it is the hosts that name their cluster. Those that are not in the input stand, perhaps, with the cluster; so do
 * those of fault domains that are unknown.
 */
function hostsElsewhere(
  cluster: RawResource,
  domains: Known<readonly Attributes[]>,
  build: GraphBuilder,
): readonly Member[] {
  const isElsewhere = whether(cluster, 'host_managed', cluster.attributes.boolean('host_managed'), isOn);
  const hosts = build.placer.index.referrers(cluster, 'vsphere_host', 'cluster');
  const areHidden = hiddenIn(domains) !== undefined;
  // Its datacenter object may hold hosts of several sites.
  const site =
    build.placer.ownPlace(cluster)?.site ??
    unknown('not-placed', `the input shows no host of ${displayName(cluster)}`, () => [displayName(cluster)]);
  const path = cluster.attributes.spell('host_system_ids');
  const none = (isElsewhere === false && !areHidden) || hosts.length > 0;
  return none ? [] : [{ resource: { ...cluster.ref, path }, site: hiddenIn(domains) ?? site, isSeveral: true }];
}
