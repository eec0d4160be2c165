import { describeWith } from './engines';
import { TerraformSandbox } from './terraform';

jest.setTimeout(60_000);

const configuration = (name: string) => `
  terraform {
    required_providers {
      vsphere = {
        source  = "vmware/vsphere"
        version = "~> 2.0"
      }
    }
  }
  provider "vsphere" {
    vsphere_server = "127.0.0.1"
    user           = "nobody"
    password       = "none"
  }
  data "vsphere_datacenter" "porto" {
    name = "Porto"
  }
  data "vsphere_host" "first" {
    name          = "esx1"
    datacenter_id = data.vsphere_datacenter.porto.id
  }
  resource "vsphere_distributed_virtual_switch" "switch" {
    name          = "${name}"
    datacenter_id = data.vsphere_datacenter.porto.id
    host {
      host_system_id = data.vsphere_host.first.id
      devices        = ["vmnic0"]
    }
  }
  resource "vsphere_distributed_port_group" "group" {
    count                           = 2
    name                            = "group"
    vlan_id                         = 10
    distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.switch.id
  }
`;

interface PlanJson {
  errored: boolean;
  resource_changes: {
    address: string;
    change: { actions: string[]; after: Record<string, unknown>; after_unknown: Record<string, unknown> };
  }[];
  prior_state: { values: { root_module: { resources: { address: string; values: Record<string, unknown> }[] } } };
}

const actionsOf = (plan: PlanJson) => plan.resource_changes.map(({ address, change }) => [address, ...change.actions]);

for (const name of ['terraform', 'tofu'] as const) {
  describeWith(name, `${name} with the stand-in providers`, ({ path: binary }) => {
    let sandbox: TerraformSandbox;
    const plan = async () => (await sandbox.planJson()) as unknown as PlanJson;

    beforeAll(async () => {
      const fixtures = [{ type: 'vsphere_host', match: { name: 'esx1' }, values: { id: 'host-1' } }];
      sandbox = await TerraformSandbox.start({
        binary,
        files: configuration('wide'),
        providers: ['vsphere'],
        fixtures,
      });
    });
    afterAll(() => sandbox.stop());

    it('plans a creation with what is known, what is not, and what the data sources said', async () => {
      const { resource_changes, prior_state, errored } = await plan();
      const change = resource_changes.find(({ address }) => address.endsWith('.switch'))?.change;
      expect(errored).toBe(false);
      expect(change?.actions).toEqual(['create']);
      expect(change?.after).toMatchObject({ name: 'wide', host: [{ host_system_id: 'host-1', devices: ['vmnic0'] }] });
      expect(change?.after_unknown).toMatchObject({ id: true, max_mtu: true });
      const host = prior_state.values.root_module.resources.find(
        ({ address }) => address === 'data.vsphere_host.first',
      );
      expect(host?.values).toMatchObject({ id: 'host-1', datacenter_id: expect.stringMatching(/^id-/) as string });
    });

    it('applies, sees no change afterwards, plans an update in place, and destroys', async () => {
      await sandbox.apply();
      expect(actionsOf(await plan())).toEqual([
        ['vsphere_distributed_port_group.group[0]', 'no-op'],
        ['vsphere_distributed_port_group.group[1]', 'no-op'],
        ['vsphere_distributed_virtual_switch.switch', 'no-op'],
      ]);
      sandbox.write(configuration('wider'));
      expect(actionsOf(await plan())).toContainEqual(['vsphere_distributed_virtual_switch.switch', 'update']);
      expect(await sandbox.destroy()).toContain('3 destroyed');
    });

    it('gives two resources that are written alike different ids', async () => {
      await sandbox.apply();
      const state = JSON.stringify(await sandbox.stateJson());
      const ids = [...state.matchAll(/"group","index":\d.*?"id":"([^"]+)"/g)].map((match) => match[1]);
      expect(new Set(ids).size).toBe(2);
    });
  });
}

describeWith('terraform', 'terraform with every provider the stand-in knows', ({ path: binary }) => {
  it('accepts all schemas', async () => {
    const sources = {
      aws: 'hashicorp/aws',
      equinix: 'equinix/equinix',
      hcx: 'vmware/hcx',
      nsxt: 'vmware/nsxt',
      ovh: 'ovh/ovh',
      vsphere: 'vmware/vsphere',
    };
    const required = Object.entries(sources).map(([name, source]) => `${name} = { source = "${source}" }`);
    const files = `terraform {\n required_providers {\n${required.join('\n')}\n}\n}`;
    const sandbox = await TerraformSandbox.start({ binary, files });
    try {
      const { exitCode, stdout, stderr } = await sandbox.run('providers', 'schema', '-json');
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      const { provider_schemas } = JSON.parse(stdout) as { provider_schemas: object };
      expect(Object.keys(provider_schemas).sort()).toEqual(
        Object.values(sources)
          .map((s) => `registry.terraform.io/${s}`)
          .sort(),
      );
    } finally {
      sandbox.stop();
    }
  });
});

describeWith('terraform', 'terraform with the stand-in for AWS', ({ path: binary }) => {
  it('takes the region of a resource from its provider, alias by alias', async () => {
    const files = `
      terraform {
        required_providers {
          aws = { source = "hashicorp/aws" }
        }
      }
      provider "aws" {
        region = "eu-west-1"
      }
      provider "aws" {
        alias  = "far"
        region = "ap-southeast-2"
      }
      data "aws_region" "far" {
        provider = aws.far
      }
      resource "aws_vpc" "near" {
        cidr_block = "10.0.0.0/16"
      }
      resource "aws_vpc" "far" {
        provider   = aws.far
        cidr_block = "10.0.0.0/16"
      }
      resource "aws_vpc_peering_connection" "peering" {
        vpc_id      = aws_vpc.near.id
        peer_vpc_id = aws_vpc.far.id
        peer_region = data.aws_region.far.region
      }
      resource "aws_networkmanager_site" "site" {
        global_network_id = "global-1"
        location {
          latitude  = "53.35"
          longitude = "-6.26"
        }
      }
    `;
    const sandbox = await TerraformSandbox.start({ binary, files, providers: ['aws'] });
    try {
      const { resource_changes } = (await sandbox.planJson()) as unknown as PlanJson;
      const after = new Map(resource_changes.map(({ address, change }) => [address, change.after]));
      expect(after.get('aws_vpc.near')).toMatchObject({ region: 'eu-west-1' });
      expect(after.get('aws_vpc.far')).toMatchObject({ region: 'ap-southeast-2' });
      expect(after.get('aws_vpc_peering_connection.peering')).toMatchObject({ peer_region: 'ap-southeast-2' });
      expect(after.get('aws_networkmanager_site.site')).toMatchObject({ location: [{ latitude: '53.35' }] });
    } finally {
      sandbox.stop();
    }
  });
});
