import {
  configEntry,
  configured,
  dataConfigEntry,
  drawingFrom,
  expressionsOf,
  idOf,
  type ConfigEntry,
} from './config-entry';
import type { Type } from './resource-instance';
import { hostKeys, stretchedTo, type Site } from './sites';

interface Row {
  readonly type: Type;
  readonly name: string;
  /** Of the instances that `for_each` makes. */
  readonly keys?: readonly string[];
}

const tiers = ['app', 'data', 'edge', 'mesh', 'ops'];

const inCloud = (zones: readonly string[]): readonly Row[] => [
  { type: 'aws_vpc', name: 'network', keys: ['apps', 'ops'] },
  { type: 'aws_subnet', name: 'subnet', keys: zones },
  { type: 'aws_security_group', name: 'group', keys: zones.slice(0, zones.length / 2) },
  { type: 'aws_instance', name: 'instance', keys: zones.slice(0, zones.length / 3) },
];

const onHosts: readonly Row[] = [
  { type: 'vsphere_distributed_virtual_switch', name: 'wide' },
  { type: 'vsphere_distributed_port_group', name: 'vmotion' },
  { type: 'vsphere_distributed_port_group', name: 'lan', keys: ['apps', 'ops'] },
  { type: 'vsphere_vnic', name: 'vmotion', keys: hostKeys.slice(0, 2) },
  { type: 'vsphere_compute_cluster', name: 'cluster' },
  { type: 'vsphere_virtual_machine', name: 'machine', keys: ['erp'] },
  { type: 'equinix_fabric_connection', name: 'uplink' },
];

const cloudSite = inCloud(tiers.flatMap((tier) => ['a', 'b', 'c', 'd', 'e', 'f'].map((zone) => `${tier}-${zone}`)));
const hostSite = [...inCloud(tiers.flatMap((tier) => ['a', 'b', 'c'].map((zone) => `${tier}-${zone}`))), ...onHosts];

/** The resources of a site by type and name. */
export const rowsOf = ({ manner }: Site): readonly Row[] => (manner === 'tag' ? cloudSite : hostSite);

const forEach = (...references: readonly string[]): object => ({ for_each_expression: drawingFrom(...references) });

/** The call of the module that makes the sites of a metro. */
export function siteCall(metro: string, sites: readonly Site[]): object {
  const far = sites.flatMap((site) => stretchedTo(site) ?? []);
  const farHosts = far.flatMap(({ id, metro: farMetro }) => {
    const module = `module.${farMetro}["${id}"]`;
    return [`${module}.host_ids`, module];
  });
  return {
    source: './modules/site',
    expressions: {
      ...(far.length > 0 && { far_hosts: drawingFrom(...farHosts) }),
      hosts: drawingFrom('each.value.hosts', 'each.value'),
      site: drawingFrom('each.key'),
    },
    ...forEach(`local.sites.${metro}`, 'local.sites'),
    module: { ...contents(sites), variables: { far_hosts: { default: [] }, hosts: {}, site: {} } },
  };
}

/** Hosts that were added to vCenter by address are resources themselves; others are looked up by name. */
function contents([site]: readonly Site[]): object {
  if (site === undefined || site.manner === 'tag') return configured(managed(cloudSite, ''), []);
  const isAdded = site.manner === 'cidr';
  const host = isAdded ? addedHost : foundHost;
  return {
    outputs: { host_ids: { expression: drawingFrom(host) } },
    ...(isAdded
      ? configured([...managed(hostSite, host), added], [datacenter])
      : configured(managed(hostSite, host), [datacenter, found])),
  };
}

const addedHost = 'vsphere_host.here';
const foundHost = 'data.vsphere_host.here';
const here = 'data.vsphere_datacenter.here';

const datacenter = dataConfigEntry('vsphere_datacenter', 'here', { name: drawingFrom('var.site') });
const found = dataConfigEntry(
  'vsphere_host',
  'here',
  { datacenter_id: idOf(here), name: drawingFrom('each.key', 'var.site') },
  forEach('var.hosts'),
);
const added = configEntry(
  'vsphere_host',
  'here',
  expressionsOf('vsphere_host', { datacenter: idOf(here), hostname: drawingFrom('each.value') }),
  forEach('var.hosts'),
);

const managed = (rows: readonly Row[], host: string): readonly ConfigEntry[] =>
  rows.map(({ type, name, keys }) =>
    configEntry(
      type,
      name,
      expressionsOf(type, drawn(type, host)),
      keys === undefined ? {} : forEach(`local.${name}s`),
    ),
  );

/** Where the configuration of a site draws from other places than the sample's. */
function drawn(type: Type, host: string): object {
  const members = drawingFrom('var.far_hosts', host);
  const named = { name: drawingFrom('var.site', 'each.key') };
  switch (type) {
    case 'aws_vpc':
      return { cidr_block: drawingFrom('each.value') };
    case 'aws_security_group':
      return { ...named, vpc_id: idOf('aws_vpc.network["apps"]') };
    case 'aws_subnet':
      return { cidr_block: drawingFrom('each.value'), vpc_id: idOf('aws_vpc.network["apps"]') };
    case 'aws_instance':
      return {
        subnet_id: drawingFrom('aws_subnet.subnet'),
        vpc_security_group_ids: drawingFrom('aws_security_group.group'),
      };
    case 'vsphere_distributed_virtual_switch':
      // A dynamic block has no expressions at all.
      return { name: drawingFrom('var.site'), datacenter_id: idOf(here), host: undefined };
    case 'vsphere_compute_cluster':
      return {
        name: drawingFrom('var.site'),
        datacenter_id: idOf(here),
        host_system_ids: members,
        // Dynamic too: a cluster of one site has racks instead of halves.
        vsan_stretched_cluster: undefined,
      };
    case 'vsphere_vnic':
      return { host: drawingFrom(host, 'each.key') };
    case 'vsphere_virtual_machine':
      return { ...named, host_system_id: drawingFrom(host) };
    case 'equinix_fabric_connection':
      return { name: drawingFrom('var.site') };
    default:
      return named;
  }
}
