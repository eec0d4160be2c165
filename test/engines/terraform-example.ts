import type { DataFixture } from './stand-in/terraform/data-fixture';

/** What vCenter would answer to the data sources of `examples/terraform`. */
export const exampleFixtures: readonly DataFixture[] = [
  ...['production', 'witness'].map((name) => ({
    type: 'vsphere_datacenter',
    match: { name },
    values: { id: `datacenter-of-${name}` },
  })),
  ...['a1', 'a2', 'b1', 'b2', 'w1'].map((host, index) => ({
    type: 'vsphere_host',
    match: { name: `esx-${host}.example.com` },
    values: { id: `host-5${index}` },
  })),
];
