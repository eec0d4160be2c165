// A vSAN stretched cluster, a distributed switch and a vMotion network over two sites. Which two sites, and what lies
// between them, is in the facts file: examples/facts/far.yaml is blocked, examples/facts/metro.yaml passes.
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

const near = ['host-1001', 'host-1002'];
const far = ['host-2001', 'host-2002'];
const hosts = [...near, ...far];

new ComputeCluster('stretched', {
  name: 'stretched',
  datacenterId: 'datacenter-2',
  hostSystemIds: hosts,
  drsEnabled: true,
  drsAutomationLevel: 'fullyAutomated',
  vsanEnabled: true,
  vsanStretchedCluster: {
    preferredFaultDomainHostIds: near,
    secondaryFaultDomainHostIds: far,
    witnessNode: 'host-3001',
  },
});

const wide = new DistributedVirtualSwitch('wide', {
  name: 'wide',
  datacenterId: 'datacenter-2',
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
  });
}
