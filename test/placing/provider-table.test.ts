import { providerTables } from '../../lib/clouds/provider-tables';
import { TypeCatalogue } from '../../lib/placing/provider-table';

const catalogue = new TypeCatalogue(providerTables);

test.each([
  ['ovh:index/cloudProjectNetworkPrivate:CloudProjectNetworkPrivate', 'ovh_cloud_project_network_private'],
  ['equinix:index/fabricConnection:FabricConnection', 'equinix_fabric_connection'],
  ['nsxt:index/policyL2VpnSession:PolicyL2VpnSession', 'nsxt_policy_l2_vpn_session'],
  ['ovh:CloudProject/networkPrivate:NetworkPrivate', 'ovh_cloud_project_network_private'],
  ['vsphere_host', 'vsphere_host'],
  ['ovh:index/cloudProjectNetworkPrivate:Network', undefined],
])('%s is the type %s', (name, terraform) => {
  expect(catalogue.find(name)?.terraform).toBe(terraform);
});

test('of providers whose tokens are in the index the rule gives the published ones', () => {
  const published = providerTables
    .filter(({ name }) => name === 'vsphere' || name === 'nsxt')
    .flatMap(({ types }) => Object.entries(types).flatMap(([type, { pulumi }]) => pulumi.map((token) => [type, token])))
    .filter(([, token]) => /^\w+:index\/\w+:[A-Z]/.test(token ?? ''));
  expect(published.length).toBeGreaterThan(10);
  const byRule = new TypeCatalogue([
    { name: 'x', types: Object.fromEntries(published.map(([type]) => [type, { pulumi: [] }])) },
  ]);
  expect(published.map(([, token]) => byRule.find(token ?? '')?.terraform)).toEqual(published.map(([type]) => type));
});
