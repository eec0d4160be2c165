// A vSAN stretched cluster, a distributed switch and a vMotion network over two sites. As vCenter wants it, one datacenter
// object holds them all; the ids of the hosts tell the sites apart. Where the sites are, and what lies between them, is in
// the facts file: examples/facts/far.yaml is blocked, examples/facts/metro.yaml passes.
const pulumi = require('@pulumi/pulumi');

// vSphere has no Pulumi SDK on npm: `pulumi package add terraform-provider vmware/vsphere` generates one with these tokens.
const vsphere = (type) =>
  class extends pulumi.CustomResource {
    constructor(name, args) {
      super(`vsphere:index/${type[0].toLowerCase()}${type.slice(1)}:${type}`, name, args);
    }
  };
const ComputeCluster = vsphere('ComputeCluster');
const DistributedVirtualSwitch = vsphere('DistributedVirtualSwitch');
const DistributedPortGroup = vsphere('DistributedPortGroup');
const Vnic = vsphere('Vnic');

// Ids that vCenter gave. The policy pack sees them as they are, and not what a data source would say of them.
const datacenterId = 'datacenter-2';
const siteA = ['host-1001', 'host-1002'];
const siteB = ['host-2001', 'host-2002'];
const hosts = [...siteA, ...siteB];

new ComputeCluster('stretched', {
  name: 'stretched',
  datacenterId,
  hostSystemIds: hosts,
  drsEnabled: true,
  drsAutomationLevel: 'fullyAutomated',
  vsanEnabled: true,
  vsanStretchedCluster: {
    preferredFaultDomainName: 'site-a',
    preferredFaultDomainHostIds: siteA,
    secondaryFaultDomainName: 'site-b',
    secondaryFaultDomainHostIds: siteB,
    // In a third place, outside the cluster.
    witnessNode: 'host-3001',
  },
});

const wide = new DistributedVirtualSwitch('wide', {
  name: 'wide',
  datacenterId,
  hosts: hosts.map((hostSystemId) => ({ hostSystemId, devices: ['vmnic1'] })),
});

const vmotion = new DistributedPortGroup('vmotion', {
  name: 'vmotion-1410',
  distributedVirtualSwitchUuid: wide.id,
  vlanId: 1410,
});

for (const host of hosts) {
  new Vnic(`vmotion-${host}`, {
    host,
    distributedSwitchPort: wide.id,
    distributedPortGroup: vmotion.id,
    netstack: 'vmotion',
    ipv4: { dhcp: true },
  });
}
