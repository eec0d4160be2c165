import type { DataFixture } from './stand-in/terraform/data-fixture';

/** What vCenter would answer to the data sources of `examples/terraform`. */
export const exampleFixtures: readonly DataFixture[] = [
  ...['Vienna', 'Second'].map((name) => ({
    type: 'vsphere_datacenter',
    match: { name },
    values: { id: `datacenter-${name.toLowerCase()}` },
  })),
  ...['vie', 'far'].flatMap((site, index) =>
    [1, 2].map((n) => ({
      type: 'vsphere_host',
      match: { name: `esx-${n}.${site}.example.com` },
      values: { id: `host-${index + 1}00${n}` },
    })),
  ),
];
