/**
 * Two AWS regions joined by routed peering, and an OVHcloud private network. As it stands it passes; with `--stretched` the
 * network spans two countries as one layer-2 segment, and the guard fails the synthesis.
 */
import { DxConnection } from '@cdktf/provider-aws/lib/dx-connection';
import { Ec2TransitGateway } from '@cdktf/provider-aws/lib/ec2-transit-gateway';
import { Ec2TransitGatewayPeeringAttachment } from '@cdktf/provider-aws/lib/ec2-transit-gateway-peering-attachment';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { App, TerraformProvider, TerraformResource, TerraformStack } from 'cdktf';
import { guard } from '../../cdktf';

const stretched = process.argv.includes('--stretched');

const app = new App();
const cloud = new TerraformStack(app, 'cloud');
new AwsProvider(cloud, 'frankfurt', { region: 'eu-central-1' });
const dublin = new AwsProvider(cloud, 'dublin', { region: 'eu-west-1', alias: 'dublin' });

new Vpc(cloud, 'near', { cidrBlock: '10.1.0.0/16' });
new Vpc(cloud, 'far', { cidrBlock: '10.2.0.0/16', provider: dublin });
const nearGateway = new Ec2TransitGateway(cloud, 'near-gateway');
const farGateway = new Ec2TransitGateway(cloud, 'far-gateway', { provider: dublin });
new Ec2TransitGatewayPeeringAttachment(cloud, 'peering', {
  transitGatewayId: nearGateway.id,
  peerTransitGatewayId: farGateway.id,
  peerRegion: 'eu-west-1',
});
new DxConnection(cloud, 'circuit', { name: 'circuit', bandwidth: '10Gbps', location: 'EqFA5' });

// `cdktf get` generates such classes for providers without a published package.
class OvhProvider extends TerraformProvider {}

const edge = new TerraformStack(app, 'edge');
new OvhProvider(edge, 'ovh', {
  terraformResourceType: 'ovh',
  terraformGeneratorMetadata: { providerName: 'ovh' },
  terraformProviderSource: 'ovh/ovh',
});
const payments = new TerraformResource(edge, 'payments', {
  terraformResourceType: 'ovh_cloud_project_network_private',
  terraformGeneratorMetadata: { providerName: 'ovh' },
});
payments.addOverride('service_name', 'project-1');
payments.addOverride('name', 'payments');
payments.addOverride('regions', stretched ? ['GRA11', 'WAW1'] : ['GRA11']);

guard(app);
app.synth();
