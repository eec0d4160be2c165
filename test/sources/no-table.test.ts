import { judgeResources } from '../support/build';
import { terraform } from '../support/resources';

/* Clouds without a table yet: nothing that nobody understood may become a finding. */
test.each([
  'aws_globalaccelerator_accelerator',
  'aws_cloudfront_distribution',
  'aws_rds_global_cluster',
  'aws_dynamodb_table',
  'aws_dsql_cluster',
  'aws_s3_bucket_replication_configuration',
  'aws_ebs_volume',
  'aws_fsx_ontap_file_system',
  'aws_networkmanager_core_network',
  'aws_drs_replication_configuration_template',
  'azurerm_virtual_network_peering',
  'azurerm_subnet',
  'azurerm_frontdoor',
  'azurerm_site_recovery_replicated_vm',
  'azurerm_netapp_volume',
  'azurerm_cosmosdb_account',
  'azapi_resource',
  'google_compute_network',
  'google_compute_network_peering',
  'google_compute_instance',
  'google_compute_global_forwarding_rule',
  'google_vmwareengine_private_cloud',
  'google_spanner_instance',
  'oci_core_remote_peering_connection',
  'oci_core_vlan',
  'hcloud_network',
  'megaport_mcr',
  'megaport_vxc',
  'packetfabric_cloud_router',
  'packetfabric_cs_aws_dedicated_connection',
  'nxos_nve_vni',
  'apstra_datacenter_external_gateway',
  'mso_schema_template_bd',
  'netapp_ontap_snapmirror',
  'proxmox_replication',
  'proxmox_virtual_environment_vm',
  'xenorchestra_vm',
  'openstack_compute_instance_v2',
  'vmc_sddc',
  'kubernetes_manifest',
  'cloudflare_load_balancer',
])('%s, of which no table tells yet, gives no finding', (type) => {
  const resources = ['eu-west-1', 'us-east-1'].map((region, index) =>
    terraform(`${type}.r${index}`, {
      name: 'web',
      region,
      location: region,
      regions: ['eu-west-1', 'us-east-1'],
      vlan: 20,
      layer2_stretch: true,
    }),
  );
  expect(judgeResources(resources).findings).toEqual([]);
});
