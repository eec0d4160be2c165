/* Twice the input takes at most 2.5 times the work. Work is what V8 counts: how often each function and block runs. */
import { countSteps } from './support/count-steps';
import { check, readForQuestions } from '../lib/check';
import { noDeclarations } from '../lib/declarations/declarations';
import { readFacts } from '../lib/declarations/read-facts';
import { draftFacts } from '../lib/questions/draft-facts';
import { writeFacts } from '../lib/declarations/write-facts';
import { rules } from '../policies';

const times = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

type Values = Readonly<Record<string, unknown>>;

interface Planned {
  readonly address: string;
  readonly values: Values;
  /** Attributes known after apply, with what they draw from. */
  readonly drawn?: Readonly<Record<string, readonly string[]>>;
}

/** The text of a plan that creates these. */
function plan(resources: readonly Planned[], more: object = {}): string {
  const split = (address: string): readonly string[] => address.replace(/\[\d+\]$/, '').split('.');
  return JSON.stringify({
    format_version: '1.2',
    planned_values: { root_module: {} },
    resource_changes: resources.map(({ address, values, drawn = {} }) => {
      const [type = '', name = ''] = split(address);
      const unknown = Object.fromEntries(Object.keys(drawn).map((attribute) => [attribute, true]));
      const change = { actions: ['create'], before: null, after: values, after_unknown: unknown, after_sensitive: {} };
      return {
        address,
        mode: 'managed',
        type,
        name,
        provider_name: `registry.terraform.io/x/${type.replace(/_.*/, '')}`,
        change,
      };
    }),
    configuration: {
      root_module: {
        resources: resources.map(({ address, drawn = {} }) => {
          const [type, name] = split(address);
          const expressions = Object.fromEntries(
            Object.entries(drawn).map(([attribute, references]) => [attribute, { references }]),
          );
          return { address: `${type}.${name}`, mode: 'managed', type, name, expressions };
        }),
      },
    },
    ...more,
  });
}

const host = (index: number, values: Values): Planned => ({ address: `vsphere_host.h${index}`, values });

const port = (index: number, values: Values, drawn?: Planned['drawn']): Planned => ({
  address: `vsphere_vnic.v${index}`,
  values: { netstack: 'vmotion', distributed_port_group: 'pg', ...values },
  ...(drawn !== undefined && { drawn }),
});

/** Documents by what is large in them; each kind was once quadratic, or worse. */
const documents: Readonly<Record<string, (size: number) => string>> = {
  'hosts of one id, and ports that name it': (size) =>
    plan([
      ...times(size, (index) => host(index, { id: 'host-1', hostname: `h${index}` })),
      ...times(size, (index) => port(index, { host: 'host-1' })),
    ]),
  'ports that draw from all instances of a host': (size) =>
    plan([
      ...times(size, (index) => ({
        address: `vsphere_host.h[${index}]`,
        values: { hostname: `h${index}` },
        drawn: { id: [] },
      })),
      ...times(size, (index) => port(index, {}, { host: ['vsphere_host.h'] })),
    ]),
  'clusters that name one host, which stands in the plan very often': (size) =>
    plan([
      ...times(size, (index) => host(index, { id: 'host-1', hostname: `h${index}` })),
      ...times(size, (index) => ({
        address: `vsphere_compute_cluster.c${index}`,
        values: { name: `c${index}`, vsan_enabled: true, host_system_ids: ['host-1'] },
      })),
    ]),
  'clusters of one id, with rules that must hold': (size) =>
    plan([
      ...times(size, (index) => ({
        address: `vsphere_compute_cluster.c${index}`,
        values: { id: 'domain-c', name: `c${index}`, drs_automation_level: 'fullyAutomated', resource_pool_id: 'pool' },
      })),
      ...times(size, (index) => ({
        address: `vsphere_compute_cluster_host_group.h${index}`,
        values: { name: `h${index}`, compute_cluster_id: 'domain-c', host_system_ids: [`host-${index}`] },
      })),
      ...times(size, (index) => ({
        address: `vsphere_virtual_machine.m${index}`,
        values: { id: `m${index}`, name: `m${index}`, resource_pool_id: 'pool' },
      })),
      ...times(size, (index) => ({
        address: `vsphere_compute_cluster_vm_group.g${index}`,
        values: { name: `g${index}`, compute_cluster_id: 'domain-c', virtual_machine_ids: [`m${index}`] },
      })),
      ...times(size, (index) => ({
        address: `vsphere_compute_cluster_vm_host_rule.r${index}`,
        values: {
          name: `r${index}`,
          compute_cluster_id: 'domain-c',
          vm_group_name: `g${index}`,
          affinity_host_group_name: `h${index}`,
          mandatory: true,
        },
      })),
    ]),
  'datacenters of one id, and the clusters and hosts that name it': (size) =>
    plan([
      ...times(size, (index) => ({
        address: `vsphere_datacenter.d${index}`,
        values: { moid: 'datacenter-1', name: `d${index}` },
      })),
      ...times(size, (index) =>
        host(index, { id: `host-${index}`, hostname: `h${index}`, datacenter: 'datacenter-1' }),
      ),
      ...times(size, (index) => ({
        address: `vsphere_compute_cluster.c${index}`,
        values: {
          name: `c${index}`,
          datacenter_id: 'datacenter-1',
          vsan_enabled: true,
          host_system_ids: [`host-${index}`, `host-${(index + 1) % size}`],
        },
      })),
    ]),
  'a switch over as many datacenters': (size) =>
    plan([
      ...times(size, (index) => ({
        address: `vsphere_datacenter.d${index}`,
        values: { name: `d${index}`, moid: `datacenter-${index}` },
      })),
      ...times(size, (index) => host(index, { id: `host-${index}`, datacenter: `datacenter-${index}` })),
      {
        address: 'vsphere_distributed_virtual_switch.s',
        values: { name: 's', host: times(size, (index) => ({ host_system_id: `host-${index}` })) },
      },
    ]),
  'a gateway with as many SiteLink interfaces': (size) =>
    plan([
      { address: 'aws_dx_gateway.g', values: { id: 'g' } },
      ...times(size, (index) => ({
        address: `aws_dx_private_virtual_interface.v${index}`,
        values: { dx_gateway_id: 'g', sitelink_enabled: true, connection_id: `c${index}`, vlan: 1 },
      })),
      ...times(size, (index) => ({
        address: `aws_dx_connection.c${index}`,
        values: { id: `c${index}`, location: `L${index % 9}`, bandwidth: '1Gbps' },
      })),
    ]),
  'networks of which half know the project and half the VLAN': (size) =>
    plan(
      times(size, (index) => ({
        address: `ovh_cloud_project_region_network.n${index}`,
        values: {
          name: `n${index}`,
          region_name: index % 4 < 2 ? 'GRA11' : 'BHS5',
          ...(index % 2 === 0 ? { service_name: `s${index}` } : { vlan_id: index }),
        },
        drawn: { [index % 2 === 0 ? 'vlan_id' : 'service_name']: [] },
      })),
    ),
  'subnets of a loop that draw from all networks of another': (size) =>
    plan([
      ...times(size, (index) => ({
        address: `ovh_cloud_project_network_private.n[${index}]`,
        values: { name: `n${index}`, service_name: 's', regions: ['GRA11'] },
        drawn: { id: [] },
      })),
      ...times(size, (index) => ({
        address: `ovh_cloud_project_network_private_subnet.s[${index}]`,
        values: { region: 'GRA11' },
        drawn: { network_id: ['ovh_cloud_project_network_private.n'] },
      })),
    ]),
  'machines that draw from all port groups of a loop, none of which is their kin': (size) =>
    plan([
      ...times(size, (index) => host(index, { id: `host-${index}`, hostname: `h${index}` })),
      ...times(size, (index) => ({
        address: `vsphere_distributed_port_group.p[${index}]`,
        values: { name: `p${index}`, distributed_virtual_switch_uuid: `dvs-${index}` },
        drawn: { id: [] },
      })),
      ...times(size, (index) => ({
        address: `vsphere_distributed_virtual_switch.s[${index}]`,
        values: { id: `dvs-${index}`, name: `s${index}` },
      })),
      ...times(size, (index) => ({
        address: `vsphere_vnic.v${index}`,
        values: { host: `host-${index}`, services: ['management'] },
        drawn: { distributed_port_group: ['vsphere_distributed_port_group.p'] },
      })),
    ]),
  'machines and datastores of which nobody knows which is on which': (size) =>
    plan([
      ...times(size, (index) => host(index, { id: `host-${index}`, hostname: `h${index}` })),
      ...times(size, (index) => ({
        address: `vsphere_vmfs_datastore.d${index}`,
        values: { id: `d${index}`, name: `d${index}`, host_system_id: `host-${index}` },
      })),
      ...times(size, (index) => ({
        address: `vsphere_virtual_machine.m${index}`,
        values: { name: `m${index}`, host_system_id: `host-${index}` },
        drawn: { datastore_id: [] },
      })),
    ]),
  'OpenStack networks of as many VLANs, of which half have their own tenant': (size) =>
    plan(
      times(size, (index) => ({
        address: `openstack_networking_network_v2.n${index}`,
        values: {
          name: `n${index}`,
          region: index % 4 < 2 ? 'GRA11' : 'BHS5',
          ...(index % 2 === 0 && { tenant_id: 'p' }),
          value_specs: { 'provider:network_type': 'vrack', 'provider:segmentation_id': String(index >> 1) },
        },
      })),
    ),
  'machines on one datastore in a cluster of as many hosts': (size) =>
    plan([
      ...times(size, (index) => host(index, { id: `host-${index}`, hostname: `h${index}` })),
      {
        address: 'vsphere_compute_cluster.c',
        values: {
          name: 'c',
          vsan_enabled: false,
          resource_pool_id: 'pool',
          host_system_ids: times(size, (index) => `host-${index}`),
        },
      },
      { address: 'vsphere_nas_datastore.d', values: { id: 'store', name: 'd', host_system_ids: [] } },
      ...times(size, (index) => ({
        address: `vsphere_virtual_machine.m${index}`,
        values: { name: `m${index}`, resource_pool_id: 'pool', datastore_id: 'store' },
      })),
    ]),
  'a network over as many regions that nobody lists': (size) =>
    plan([
      {
        address: 'ovh_cloud_project_network_private.n',
        values: { name: 'n', service_name: 's', regions: times(size, (index) => `X${index}`) },
      },
    ]),
  "pools that may be each other's parents": (size) =>
    plan(
      times(size, (index) => ({
        address: `vsphere_resource_pool.p[${index}]`,
        values: { name: `p${index}` },
        drawn: { parent_resource_pool_id: times(3, (n) => `vsphere_resource_pool.p[${(index * 7 + n) % size}]`) },
      })),
    ),
  'pools nested in each other': (size) =>
    plan(
      times(size, (index) => ({
        address: `vsphere_resource_pool.p${index}`,
        values: { id: `id${index}`, parent_resource_pool_id: `id${index + 1}` },
      })),
    ),
  'a document of one object on each line': (size) => `${plan([])}\n`.repeat(size),
  'a file of broken lines': (size) => '{}\n'.repeat(size),
  'a CDKTF stack of locals that each name ten others': (size) =>
    JSON.stringify({
      terraform: {},
      locals: Object.fromEntries(times(size, (index) => [`l${index}`, times(10, () => `\${local.l${index + 1}}`)])),
      resource: { ovh_cloud_project_network_private: { n: { service_name: 's', name: 'n', regions: '${local.l0}' } } },
    }),
  'a CDKTF stack with an expression of open brackets': (size) =>
    JSON.stringify({
      terraform: {},
      resource: { ovh_cloud_project_network_private: { n: { name: 'n', regions: [`\${${'a.b['.repeat(size)}}`] } } },
    }),
};

const judged = (text: string) =>
  check({
    documents: [{ path: 'plan.json', bytes: Buffer.from(text) }],
    declarations: noDeclarations,
    rules,
    version: 'test',
    today: '2026-01-01',
  });

describe('a check of', () => {
  test.each(Object.entries(documents))('%s', (_, textOf) => {
    const once = countSteps(() => judged(textOf(400)));
    const twice = countSteps(() => judged(textOf(800)));
    expect(once).toBeGreaterThan(400);
    expect(twice / once).toBeLessThanOrEqual(2.5);
  });
});

const facts: Readonly<Record<string, (size: number) => string>> = {
  'unknown keys': (size) => `version: 1\n${times(size, (index) => `k${index}: 1\n`).join('')}`,
  sites: (size) => `sites:\n${times(size, (index) => `  s${index}: { match: [{ name: 'x${index}' }] }\n`).join('')}`,
  'matchers of one site': (size) =>
    `sites:\n  a:\n    match:\n${times(size, (index) => `      - { name: 'x${index}' }\n`).join('')}`,
  'links with an unknown key': (size) =>
    `sites: { a: {}, b: {} }\nlinks:\n${'  - { between: [a, b], k: 1 }\n'.repeat(size)}`,
  'links between sites': (size) =>
    `sites:\n${times(size + 1, (index) => `  s${index}: {}\n`).join('')}links:\n${times(size, (index) => `  - { between: [s${index}, s${index + 1}], rtt: 1 ms }\n`).join('')}`,
  'keys that no name may be': (size) =>
    `workloads:\n${times(size, (index) => `  a${index}: { constructor: 1, z: 1 }\n`).join('')}`,
  'keys that are doubled': (size) => `sites:\n${'  a: {}\n'.repeat(size)}`,
};

describe('reading a facts file of', () => {
  test.each(Object.entries(facts))('%s', (_, textOf) => {
    const once = countSteps(() => readFacts(textOf(400), 'facts'));
    const twice = countSteps(() => readFacts(textOf(800), 'facts'));
    expect(once).toBeGreaterThan(400);
    expect(twice / once).toBeLessThanOrEqual(2.5);
  });
});

const drafted: Readonly<Record<string, (size: number) => readonly Planned[]>> = {
  'datacenters whose names become the same': (size) =>
    times(size, (index) => ({
      address: `vsphere_datacenter.d${index}`,
      values: { name: `a/${' '.repeat(index % 3)}b`, moid: `d${index}` },
    })),
  'switches over hosts that stand nowhere': (size) =>
    times(size, (index) => ({
      address: `vsphere_distributed_virtual_switch.s${index}`,
      values: { name: `s${index}`, host: [{ host_system_id: `host-a${index}` }, { host_system_id: `host-b${index}` }] },
    })),
  'a switch over hosts with nothing in common': (size) => [
    {
      address: 'vsphere_distributed_virtual_switch.s',
      values: { name: 's', host: times(size, (index) => ({ host_system_id: `${index * 7919}-x` })) },
    },
  ],
};

describe('drafting a facts file of', () => {
  test.each(Object.entries(drafted))('%s', (_, planned) => {
    const draft = (size: number): string => {
      const documents = [{ path: 'p', bytes: Buffer.from(plan(planned(size))) }];
      return writeFacts(draftFacts(readForQuestions({ documents, rules, today: '2026-01-01' }).open));
    };
    expect(countSteps(() => draft(400)) / countSteps(() => draft(200))).toBeLessThanOrEqual(2.5);
  });
});

test('steps are counted: the square of the work takes four times as many', () => {
  const all = times(20, (index) => index);
  const work = (size: number): number =>
    countSteps(() => all.slice(0, size).map(() => readFacts(facts['sites']!(size), 'facts')));
  expect(work(20) / work(10)).toBeGreaterThan(3.5);
});
