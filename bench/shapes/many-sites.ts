import { changesOf, valuesOf, type ModuleTree } from './module-tree';
import { planText, providerBlocks } from './plan-text';
import { created, dataRead, halves, racks, sampleOf, type ResourceInstance, type Type } from './resource-instance';
import { rowsOf, siteCall } from './site-call';
import { hostKeys, isFarEnd, metros, sites, stretchedTo, type Site } from './sites';

/** A plan of 260 sites in 110 module calls, with keys of `for_each` on modules and resources: always the same. */
export function manySites(): string {
  const root: ModuleTree = {
    address: '',
    resources: [],
    children: sites.map((site) => ({
      address: `module.${site.metro}["${site.id}"]`,
      resources: [...(site.manner === 'tag' ? [] : hostsOf(site)), ...resourcesOf(site)],
      children: [],
    })),
  };
  const calls = metros.map(
    (metro) =>
      [
        metro,
        siteCall(
          metro,
          sites.filter((site) => site.metro === metro),
        ),
      ] as const,
  );
  return planText({
    planned: valuesOf(root, ({ mode }) => mode === 'managed'),
    changes: changesOf(root),
    prior: valuesOf(root, ({ exists }) => exists === true),
    providers: providerBlocks(regions[0]),
    configuration: { module_calls: Object.fromEntries(calls) },
  });
}

const regions = ['eu-central-1', 'eu-west-1'] as const;

/** Hosts that were added to vCenter by address are resources themselves; others are looked up by name. */
function hostsOf({ id, manner, datacenter, hostIds, network }: Site): readonly ResourceInstance[] {
  const hosts = hostKeys.map((key, n): ResourceInstance => {
    const hostId = hostIds[n];
    if (manner !== 'cidr') {
      const values = { datacenter_id: datacenter.id, id: hostId, name: `${key}.${id}.tideway.example` };
      return dataRead('vsphere_host', 'here', values, key);
    }
    const values = { datacenter: datacenter.id, hostname: `${network}.${n + 11}`, id: hostId };
    return { ...created('vsphere_host', 'here', values, key), exists: true };
  });
  return [dataRead('vsphere_datacenter', 'here', datacenter), ...hosts];
}

const resourcesOf = (site: Site): readonly ResourceInstance[] =>
  rowsOf(site).flatMap(({ type, name, keys = [undefined] }) =>
    keys.map((key, n) => created(type, name, own(site, type, key ?? name, n), key)),
  );

/** What differs from the sample in one resource. */
function own(site: Site, type: Type, part: string, n: number): Readonly<Record<string, unknown>> {
  const { datacenter, hostIds, network } = site;
  const name = `${site.id}-${part}`;
  const region = regions[site.number % regions.length] ?? regions[0];
  const tags = { Name: name, environment: 'production', site: site.id };
  const inCloud = { region, tags, tags_all: { ...tags, team: 'platform', 'cost-centre': '4711' } };
  switch (type) {
    case 'aws_vpc':
      return { ...inCloud, cidr_block: `${network}.0/24` };
    case 'aws_security_group':
      return { ...inCloud, name };
    case 'aws_subnet':
      return { ...inCloud, availability_zone: `${region}a`, cidr_block: `${network}.${n * 8}/29` };
    case 'aws_instance':
      return { ...inCloud, availability_zone: `${region}a` };
    case 'vsphere_distributed_virtual_switch':
      return {
        name,
        datacenter_id: datacenter.id,
        host: membersOf(site).map((id) => ({ devices: ['vmnic1'], host_system_id: id })),
      };
    case 'vsphere_compute_cluster':
      return {
        name,
        datacenter_id: datacenter.id,
        host_system_ids: membersOf(site),
        ...(stretchedTo(site) === undefined ? racks(membersOf(site)) : halves(membersOf(site), hostIds.at(-1))),
      };
    case 'vsphere_vnic':
      return { host: hostIds[n] };
    case 'vsphere_virtual_machine':
      return { name, host_system_id: hostIds[0] };
    case 'equinix_fabric_connection':
      return { name, z_side: sampleOf(type).values['a_side'] };
    default:
      return { name };
  }
}

/** The hosts of a site's switch and cluster. A host is in one cluster only. */
function membersOf(site: Site): readonly string[] {
  const far = stretchedTo(site);
  if (far !== undefined) return [...site.hostIds.slice(0, 2), ...far.hostIds.slice(0, 2)];
  return isFarEnd(site) ? site.hostIds.slice(2) : site.hostIds;
}
