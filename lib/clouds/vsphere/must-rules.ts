import type { Doubt } from '../../graph/graph-node';
import { hiddenIn } from '../../graph/known';
import { OnceForLists } from '../../placing/once-for-lists';
import type { Placer } from '../../placing/placer';
import type { ResourceIndex } from '../../placing/resource-index';
import { allOf, anyOf, doubtOf, whether, type Whether } from '../../placing/whether';
import type { RawResource } from '../../resources/raw-resource';
import { hostMembers } from './host';

const ruleType = 'vsphere_compute_cluster_vm_host_rule';
const [machineGroupType, hostGroupType] = [
  'vsphere_compute_cluster_vm_group',
  'vsphere_compute_cluster_host_group',
] as const;
const machineType = 'vsphere_virtual_machine';
const ofCluster = 'compute_cluster_id';
const poolPath = 'resource_pool_id';
const clusterType = 'vsphere_compute_cluster';
const poolTypes = [clusterType, 'vsphere_resource_pool'];

/** What is found once for all clusters that the same resources name. */
interface Found {
  readonly machines: OnceForLists<readonly RawResource[]>;
  readonly kept: OnceForLists<Whether>;
  readonly hidden: OnceForLists<readonly Doubt[] | undefined>;
}

const foundIn = new WeakMap<ResourceIndex, Found>();

function foundOf({ index }: Placer): Found {
  let found = foundIn.get(index);
  if (found === undefined) {
    found = { machines: new OnceForLists(), kept: new OnceForLists(), hidden: new OnceForLists() };
    foundIn.set(index, found);
  }
  return found;
}

/** What names a cluster. */
interface Parts {
  readonly machines: readonly RawResource[];
  readonly rules: readonly RawResource[];
  readonly machineGroups: readonly RawResource[];
  readonly hostGroups: readonly RawResource[];
}

/**
 * Whether rules that must hold keep every machine of a cluster that the input shows on hosts of one site, so that DRS moves none of them
 * between sites. Where something of a rule is hidden they perhaps do; one whose groups the input does not show keeps nothing.
 */
export function keepsAtHome(cluster: RawResource, placer: Placer): Whether {
  const named = (type: string) => placer.index.referrers(cluster, type, ofCluster);
  const parts: Parts = {
    machines: machinesOf(cluster, placer),
    rules: named(ruleType),
    machineGroups: named(machineGroupType),
    hostGroups: named(hostGroupType),
  };
  const { kept, hidden } = foundOf(placer);
  const lists = [parts.machines, parts.rules, parts.machineGroups, parts.hostGroups];
  const isKept = kept.get(lists, () => isEachKept(parts, placer));
  if (isKept !== false) return isKept;
  const others = hidden.get(lists, () => hiddenOf(parts, placer));
  if (others === undefined) return false;
  const own = hiddenParts(placer).of.get(cluster);
  if (own !== undefined) return [own, ...others];
  return others.length > 0 && others;
}

/** By what can be read. */
function isEachKept({ machines, rules, machineGroups, hostGroups }: Parts, placer: Placer): Whether {
  if (machines.length === 0) return false;
  const [ofMachines, ofHosts] = [byName(machineGroups), byName(hostGroups)];
  const keptBy = new Map<RawResource, Whether>();
  for (const rule of rules) {
    const [machineGroup, hostGroup] = [
      rule.attributes.string('vm_group_name'),
      rule.attributes.string('affinity_host_group_name'),
    ];
    const hosts = hostGroup.known ? ofHosts.get(hostGroup.value) : undefined;
    const group = machineGroup.known ? ofMachines.get(machineGroup.value) : undefined;
    if (hosts === undefined || group === undefined) continue;
    const keeps = allOf(isMust(rule), isOneSite(hosts, placer));
    for (const machine of placer.targets(group, 'virtual_machine_ids', [machineType])) {
      keptBy.set(machine, anyOf(keptBy.get(machine) ?? false, keeps));
    }
  }
  const loose = machinesAnywhere(placer);
  // Each of them would have to be kept.
  if (loose.length > keptBy.size) return false;
  return allOf(...[...machines, ...loose].map((machine) => keptBy.get(machine) ?? false));
}

/** Why a rule that perhaps must hold may keep more than can be read; undefined where there is none. */
function hiddenOf({ rules: all, machineGroups, hostGroups }: Parts, placer: Placer): readonly Doubt[] | undefined {
  const { of, ofAny } = hiddenParts(placer);
  const rules = all.filter((rule) => isMust(rule) !== false);
  if (rules.length === 0 && !ofAny.has(ruleType)) return undefined;
  const parts = [...rules, ...machineGroups, ...hostGroups];
  return [...parts.flatMap((part) => of.get(part) ?? []), ...ofAny.values()];
}

/** Of which something is hidden that nothing else tells. */
interface HiddenParts {
  readonly of: ReadonlyMap<RawResource, Doubt>;
  /** By their type, one of those that may be parts of any cluster. */
  readonly ofAny: ReadonlyMap<string, Doubt>;
}

const hiddenFound = new WeakMap<ResourceIndex, HiddenParts>();

/** Found once for all clusters. */
function hiddenParts(placer: Placer): HiddenParts {
  const { index } = placer;
  const before = hiddenFound.get(index);
  if (before !== undefined) return before;
  const of = new Map<RawResource, Doubt>();
  const ofAny = new Map<string, Doubt>();
  for (const [type, paths] of Object.entries(deciding)) {
    for (const resource of index.ofTypes([type])) {
      if (type === ruleType && isMust(resource) === false) continue;
      for (const [nth, path] of paths.entries()) {
        const doubt = hiddenAt(resource, path, placer);
        if (doubt === undefined) continue;
        if (!of.has(resource)) of.set(resource, doubt);
        if (nth === 0 && type !== clusterType && !ofAny.has(type)) ofAny.set(type, doubt);
      }
    }
  }
  const parts = { of, ofAny };
  hiddenFound.set(index, parts);
  return parts;
}

/** What tells the cluster of a part first, and what decides besides. */
const deciding: Readonly<Record<string, readonly string[]>> = {
  [clusterType]: [poolPath],
  [machineType]: [poolPath],
  [ruleType]: [ofCluster, 'vm_group_name', 'affinity_host_group_name'],
  [machineGroupType]: [ofCluster, 'name', 'virtual_machine_ids'],
  [hostGroupType]: [ofCluster, 'name', 'host_system_ids'],
};

/** What hides the ids of an attribute that nothing else tells. */
function hiddenAt(resource: RawResource, path: string, { index }: Placer): Doubt | undefined {
  const list = resource.attributes.strings(path);
  const [hidden] = (list.known ? list.value : [list]).flatMap((one) => hiddenIn(one) ?? []);
  if (hidden === undefined || resource.attributes.written(path) === false) return undefined;
  const isDrawn = resource.attributes.references(path).some((from) => index.referredTo(from, resource, []).length > 0);
  return isDrawn ? undefined : doubtOf(resource, path, hidden);
}

const found = new WeakMap<ResourceIndex, readonly RawResource[]>();

/** Those of which the input does not show the cluster, found once. */
function machinesAnywhere({ index }: Placer): readonly RawResource[] {
  const before = found.get(index);
  if (before !== undefined) return before;
  const all = index.ofTypes([machineType]);
  const loose = all.filter((machine) => index.targets(machine, poolPath, poolTypes).length === 0);
  found.set(index, loose);
  return loose;
}

/** Why it is unknown which pool a machine is in, where nothing else tells. */
export const hiddenPool = (machine: RawResource, placer: Placer): Doubt | undefined =>
  hiddenAt(machine, poolPath, placer);

/** Those in the cluster's own pool, and in pools of it, however deep. */
export function machinesOf(cluster: RawResource, placer: Placer): readonly RawResource[] {
  const { index } = placer;
  const poolsIn = (pool: RawResource) => index.referrers(pool, 'vsphere_resource_pool', 'parent_resource_pool_id');
  const machinesIn = (pool: RawResource) => index.referrers(pool, machineType, poolPath);
  const first = [poolsIn(cluster), machinesIn(cluster)] as const;
  return foundOf(placer).machines.get(first, () => {
    const [pools, machines] = [new Set([first[0]]), new Set([first[1]])];
    // A set goes on to what is added while it is walked, and holds each list once.
    for (const inner of pools) {
      for (const pool of inner) {
        pools.add(poolsIn(pool));
        machines.add(machinesIn(pool));
      }
    }
    return [...new Set([...machines].flat())];
  });
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

function isOneSite(group: RawResource, placer: Placer): Whether {
  const path = 'host_system_ids';
  const members = hostMembers(group, path, placer);
  const certain = members.flatMap(({ site }) => (site.known && site.origin.kind !== 'guess' ? [site.value] : []));
  if (members.length === 0 || new Set(certain).size > 1) return false;
  if (certain.length === members.length) return true;
  return [
    {
      resource: { ...group.ref, path: group.attributes.spell(path) },
      because: 'it is unknown where all of its hosts stand',
    },
  ];
}

function byName(groups: readonly RawResource[]): ReadonlyMap<string, RawResource> {
  return new Map(
    groups.flatMap((group) => {
      const name = group.attributes.string('name');
      return name.known ? [[name.value, group] as const] : [];
    }),
  );
}
