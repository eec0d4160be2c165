import type { Change } from '../../lib/resources/raw-resource';
import { facts, graphOf, meaningOf } from '../support/build';
import { later, pulumi, terraform } from '../support/resources';

const declared = facts(`
sites:
  vienna: { at: { latitude: 48.2, longitude: 16.4 }, match: [{ name: 'host-1?' }, { name: 'datastore-1?' }] }
  graz: { at: { latitude: 47.07, longitude: 15.44 }, match: [{ name: 'host-2?' }, { name: 'datastore-2?' }] }
workloads:
  database: { dirtyRate: 100 MiB/s, workingSet: 8 GiB, match: [{ name: 'erp-*' }] }
`);

const MACHINE = 'vsphere:index/virtualMachine:VirtualMachine';

const move = (sites: readonly string[]) => [
  {
    name: 'move of erp-1',
    mechanism: 'update in place',
    product: 'vmotion',
    sites,
    from: ['erp'],
    cap: '<absent>',
  },
];

interface Step {
  readonly change?: Change;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

const inTerraform = ({ change = 'update', before, after }: Step) =>
  graphOf(
    [
      terraform(
        'vsphere_virtual_machine.erp',
        { name: 'erp-1', memory: 4096, disk: [{ size: 10 }, { size: 20 }], ...after },
        { change, before: { name: 'erp-1', ...before } },
      ),
    ],
    declared,
  );

const inPulumi = ({ change = 'update', before, after }: Step) =>
  graphOf(
    [
      pulumi(
        MACHINE,
        'erp',
        { name: 'erp-1', memory: 4096, disks: [{ size: 10 }, { size: 20 }], ...after },
        { change, before: { name: 'erp-1', ...before } },
      ),
    ],
    declared,
  );

const host = (id: unknown) => [{ host_system_id: id }, { hostSystemId: id }] as const;
const store = (id: unknown) => [{ datastore_id: id }, { datastoreId: id }] as const;

test.each([
  {
    name: 'to a host of another site is a move between them',
    from: host('host-11'),
    to: host('host-21'),
    sites: ['graz', 'vienna'],
  },
  {
    name: 'to another host of the same site is a move within it',
    from: host('host-11'),
    to: host('host-12'),
    sites: ['vienna'],
  },
  {
    name: 'to a datastore of another site is a move between them',
    from: store('datastore-11'),
    to: store('datastore-21'),
    sites: ['graz', 'vienna'],
  },
  {
    name: 'from a host that nothing places leaves the old place open',
    from: host('host-91'),
    to: host('host-21'),
    sites: ['?', 'graz'],
  },
  {
    name: 'to a host that is known only after apply leaves the new place open',
    from: host('host-11'),
    to: host(later()),
    sites: ['?', 'vienna'],
  },
])('an update in place $name', ({ from, to, sites }) => {
  expect(meaningOf(inTerraform({ before: from[0], after: to[0] })).moves).toEqual(move(sites));
  expect(meaningOf(inPulumi({ before: from[1], after: to[1] })).moves).toEqual(move(sites));
});

test.each<{ name: string; change: Change }>([
  { name: 'a replacement is a cold move', change: 'replace' },
  { name: 'a new machine moves nowhere', change: 'create' },
  { name: 'a machine that the plan leaves alone moves nowhere', change: 'no-op' },
  { name: 'a deleted machine moves nowhere', change: 'delete' },
])('$name', ({ change }) => {
  const step = (index: 0 | 1) => ({ change, before: host('host-11')[index], after: host('host-21')[index] });
  expect(meaningOf(inTerraform(step(0))).moves).toEqual([]);
  expect(meaningOf(inPulumi(step(1))).moves).toEqual([]);
});

test('an update that changes no place is no move', () => {
  expect(
    meaningOf(inTerraform({ before: { ...host('host-11')[0], memory: 2048 }, after: host('host-11')[0] })).moves,
  ).toEqual([]);
  expect(
    meaningOf(inPulumi({ before: { ...host('host-11')[1], memory: 2048 }, after: host('host-11')[1] })).moves,
  ).toEqual([]);
});

test('a machine whose host stays moves its disks at most', () => {
  const step = {
    before: { ...host('host-11')[0], ...store('datastore-11')[0] },
    after: { ...host('host-11')[0], ...store('datastore-21')[0] },
  };
  expect(meaningOf(inTerraform(step)).moves).toEqual([]);
});

test('a machine that had no host of its own before is not moved by getting one', () => {
  expect(meaningOf(inTerraform({ before: {}, after: host('host-21')[0] })).moves).toEqual([]);
});

test('a host without place is made up for by the datastore: one known place is enough for a side', () => {
  const step = {
    before: { host_system_id: 'host-91', datastore_id: 'datastore-11' },
    after: { host_system_id: 'host-21', datastore_id: 'datastore-21' },
  };
  expect(meaningOf(inTerraform(step)).moves).toEqual(move(['graz', 'vienna']));
});

test('a machine is a workload with its memory in MiB and the sum of its disks in GiB, in either tool', () => {
  const step = { before: {}, after: {} };
  for (const graph of [inTerraform(step), inPulumi(step)]) {
    const machine = graph.workloads.find(({ name }) => name === 'erp-1');
    expect(machine?.memory).toMatchObject({ known: true, value: 4096 * 2 ** 20 });
    expect(machine?.disk).toMatchObject({ known: true, value: 30 * 2 ** 30 });
    // From the declared class that its name matches.
    expect(machine?.dirtyRate).toMatchObject({ known: true, value: 100 * 2 ** 20 });
    expect(machine?.workingSet).toMatchObject({ known: true, value: 8 * 2 ** 30 });
  }
});

test('a machine without a class has no dirty rate', () => {
  const { workloads } = graphOf([terraform('vsphere_virtual_machine.web', { name: 'web-1', memory: 1024 })], declared);
  expect(workloads.find(({ name }) => name === 'web-1')?.dirtyRate.known).toBe(false);
});

describe('a machine of which a place cannot be read', () => {
  const moves = (step: Omit<Step, 'change'>) =>
    meaningOf(inTerraform(step)).moves.map(({ sites, perhaps }) => ({ sites, perhaps }));

  test.each<{ name: string; before: unknown; after: unknown }>([
    { name: 'the new one', before: 'host-11', after: ['host-21'] },
    { name: 'the old one', before: { of: 'another type' }, after: 'host-21' },
  ])('perhaps moves: $name', ({ before, after }) => {
    const found = moves({ before: { host_system_id: before }, after: { host_system_id: after } });
    expect(found).toMatchObject([{ perhaps: ['erp host_system_id'] }]);
  });

  test('surely moves where another of its places changes', () => {
    const found = moves({
      before: { host_system_id: ['host-11'], datastore_id: 'datastore-11' },
      after: { host_system_id: ['host-11'], datastore_id: 'datastore-21' },
    });
    expect(found).toMatchObject([{ perhaps: undefined }]);
  });
});
