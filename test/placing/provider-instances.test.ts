import { check } from '../../lib/check';
import { rules } from '../../policies';
import { facts } from '../support/build';

/* Two vCenters of one run, each configured by a module of its own: both count their hosts from host-10. */

const declarations = facts(`
sites:
  vienna: { at: vienna, match: [{ name: '*.vie.example' }] }
  madrid: { at: madrid, match: [{ name: '*.mad.example' }] }
`);

const FULL_NAME = 'registry.terraform.io/vmware/vsphere';
const cities = ['vie', 'mad'] as const;

const valuesOf = (city: string) => [
  { type: 'vsphere_host', name: 'one', values: { id: 'host-10', hostname: `a.${city}.example` } },
  { type: 'vsphere_host', name: 'two', values: { id: 'host-11', hostname: `b.${city}.example` } },
  {
    type: 'vsphere_compute_cluster',
    name: 'c',
    values: { id: 'domain-c8', name: 'c', vsan_enabled: true, host_system_ids: ['host-10', 'host-11'] },
  },
];

/** @param block the module in which the block of each city's provider stands */
const stateOf = (block: (city: string) => string) => ({
  version: 4,
  terraform_version: '1.11.4',
  serial: 1,
  lineage: 'l',
  outputs: {},
  resources: cities.flatMap((city) =>
    valuesOf(city).map(({ type, name, values }) => ({
      module: `module.${city}`,
      mode: 'managed',
      type,
      name,
      provider: `${block(city)}provider["${FULL_NAME}"]`,
      instances: [{ attributes: values }],
    })),
  ),
});

const planOf = (hasBlocks: boolean) => ({
  format_version: '1.2',
  terraform_version: '1.11.4',
  planned_values: { root_module: {} },
  resource_changes: cities.flatMap((city) =>
    valuesOf(city).map(({ type, name, values }) => ({
      address: `module.${city}.${type}.${name}`,
      module_address: `module.${city}`,
      mode: 'managed',
      type,
      name,
      provider_name: FULL_NAME,
      change: { actions: ['no-op'], before: values, after: values, after_unknown: {}, after_sensitive: {} },
    })),
  ),
  configuration: {
    provider_config: hasBlocks
      ? Object.fromEntries(
          cities.map((city) => [
            `module.${city}:vsphere`,
            { name: 'vsphere', full_name: FULL_NAME, module_address: `module.${city}`, expressions: {} },
          ]),
        )
      : {},
    root_module: {
      module_calls: Object.fromEntries(
        cities.map((city) => [
          city,
          {
            source: './site',
            module: {
              resources: valuesOf(city).map(({ type, name }) => ({
                address: `${type}.${name}`,
                mode: 'managed',
                type,
                name,
                provider_config_key: `module.${city}:vsphere`,
                expressions: {},
              })),
            },
          },
        ]),
      ),
    },
  },
});

const told = (document: object) =>
  check({
    documents: [{ path: 'd.json', bytes: Buffer.from(JSON.stringify(document)) }],
    declarations,
    rules,
    version: 'test',
    today: '2026-01-01',
  }).findings.map(({ ruleId, level, outcome }) => [ruleId, level, outcome]);

/** Which of the hosts of one id each cluster has, nobody can tell. */
const open = ['stretched-cluster-rtt', 'warning', 'undetermined'];

test.each([
  ['a state', (isApart: boolean) => stateOf((city) => (isApart ? `module.${city}.` : ''))],
  ['a plan', planOf],
])('of %s the blocks of two modules are two managers, and one that both inherit is one', (_, documentOf) => {
  expect(told(documentOf(true))).toEqual([]);
  expect(told(documentOf(false))).toEqual([open, open]);
});
