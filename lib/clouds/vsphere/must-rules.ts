import type { Placer } from '../../placing/placer';
import type { ResourceIndex } from '../../placing/resource-index';
import { allOf, anyOf, whether, type Whether } from '../../placing/whether';
import type { RawResource } from '../../resources/raw-resource';
import { hostMembers } from './host';

/**
 * Whether rules that must hold keep every machine of a cluster that the input shows on hosts of one site, so that DRS moves none of them
 * between sites. A rule of which it is hidden whether it must hold perhaps does; one with groups that are unknown keeps nothing.
 */
export function keepsAtHome(cluster: RawResource, placer: Placer): Whether {
  const { index } = placer;
  const own = machinesOf(cluster, placer);
  if (own.length === 0) return false;
  const machines = [...own, ...machinesAnywhere(placer)];
  const groups = (type: string) => byName(index.referrers(cluster, type, 'compute_cluster_id'));
  const all = index.referrers(cluster, 'vsphere_compute_cluster_vm_host_rule', 'compute_cluster_id');
  const rules = all.map((rule) => ({ rule, must: isMust(rule) })).filter(({ must }) => must !== false);
  if (rules.length === 0) return false;
  const [ofMachines, ofHosts] = [
    groups('vsphere_compute_cluster_vm_group'),
    groups('vsphere_compute_cluster_host_group'),
  ];
  const keptBy = new Map<RawResource, Whether>();
  for (const { rule, must } of rules) {
    const { attributes } = rule;
    const [machineGroup, hostGroup] = [
      attributes.string('vm_group_name'),
      attributes.string('affinity_host_group_name'),
    ];
    const hosts = hostGroup.known ? ofHosts.get(hostGroup.value) : undefined;
    const group = machineGroup.known ? ofMachines.get(machineGroup.value) : undefined;
    if (hosts === undefined || group === undefined || !isOneSite(hosts, placer)) continue;
    for (const machine of placer.targets(group, 'virtual_machine_ids', ['vsphere_virtual_machine'])) {
      keptBy.set(machine, anyOf(keptBy.get(machine) ?? false, must));
    }
  }
  return allOf(...machines.map((machine) => keptBy.get(machine) ?? false));
}

const found = new WeakMap<ResourceIndex, readonly RawResource[]>();

/** Those of which the input does not show the cluster, found once. */
function machinesAnywhere({ index }: Placer): readonly RawResource[] {
  const before = found.get(index);
  if (before !== undefined) return before;
  const types = ['vsphere_compute_cluster', 'vsphere_resource_pool'];
  const all = index.ofTypes(['vsphere_virtual_machine']);
  const loose = all.filter((machine) => index.targets(machine, 'resource_pool_id', types).length === 0);
  found.set(index, loose);
  return loose;
}

/** Those in the cluster's own pool, and in pools of it, however deep. */
export function machinesOf(cluster: RawResource, { index }: Placer): readonly RawResource[] {
  const pools = new Set([cluster]);
  // A set goes on to what is added while it is walked, and holds each pool once.
  for (const pool of pools) {
    for (const inner of index.referrers(pool, 'vsphere_resource_pool', 'parent_resource_pool_id')) pools.add(inner);
  }
  return [...pools].flatMap((pool) => index.referrers(pool, 'vsphere_virtual_machine', 'resource_pool_id'));
}

/** A rule should hold unless it is mandatory, and is on unless it is switched off. */
function isMust(rule: RawResource): Whether {
  const { attributes } = rule;
  return allOf(
    whether(rule, 'mandatory', attributes.boolean('mandatory'), isOn),
    whether(rule, 'enabled', attributes.boolean('enabled'), isOn, { unset: true }),
  );
}

const isOn = (value: boolean): boolean => value;

function isOneSite(group: RawResource, placer: Placer): boolean {
  const sites = hostMembers(group, 'host_system_ids', placer).map(({ site }) =>
    site.known && site.origin.kind !== 'guess' ? site.value : undefined,
  );
  return sites[0] !== undefined && sites.every((site) => site === sites[0]);
}

function byName(groups: readonly RawResource[]): ReadonlyMap<string, RawResource> {
  return new Map(
    groups.flatMap((group) => {
      const name = group.attributes.string('name');
      return name.known ? [[name.value, group] as const] : [];
    }),
  );
}
