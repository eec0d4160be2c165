import { facts, judgeResources } from '../support/build';
import { later, terraform } from '../support/resources';
import { bySite, cluster, datacenter, hosts } from './two-sites';

describe('a live move', () => {
  const moved = (from: object, to: object) =>
    terraform(
      'vsphere_virtual_machine.erp',
      { name: 'erp-1', resource_pool_id: 'resgroup-1', disk: [{ size: 200 }], ...to },
      {
        change: 'update',
        before: { name: 'erp-1', resource_pool_id: 'resgroup-1', ...from },
      },
    );
  const pool = cluster({ vsan_enabled: false, resource_pool_id: 'resgroup-1' });
  const text = (from: object, to: object) =>
    judgeResources([datacenter, ...hosts, pool, moved(from, to)], bySite).findings.find(
      ({ ruleId }) => ruleId === 'migration-rtt-budget',
    );

  test('from a host that the input lacks has an old place that nobody knows', () => {
    const finding = text({ host_system_id: 'host-77' }, { host_system_id: 'host-3' });
    expect(finding).toMatchObject({ outcome: 'undetermined', evidence: { toDecide: ['where host-77 stands'] } });
  });

  test('says what becomes of the disks', () => {
    const hostOnly = text(
      { host_system_id: 'host-1', datastore_id: 'ds-a' },
      { host_system_id: 'host-3', datastore_id: 'ds-a' },
    );
    expect(hostOnly?.message).toMatch(/; its disks \(200 GiB\) stay on ds-a\.$/u);
    const both = text(
      { host_system_id: 'host-1', datastore_id: 'ds-a' },
      { host_system_id: 'host-3', datastore_id: 'ds-b' },
    );
    expect(both?.message).toMatch(/; its disks \(200 GiB\) are copied to ds-b over the same link\.$/u);
  });

  describe('says of each disk what the plan says', () => {
    const disk = (label: string, datastore_id?: unknown) => ({
      label,
      size: 100,
      ...(datastore_id !== undefined && { datastore_id }),
    });
    const onto = (disks: readonly object[], was: readonly object[], datastore = 'ds-1') =>
      text(
        { host_system_id: 'host-1', datastore_id: 'ds-1', disk: was },
        { host_system_id: 'host-3', datastore_id: datastore, disk: disks },
      )?.message.replace(/^.* to 150 ms; /u, '');

    test.each([
      [
        'one whose datastore changes is copied',
        [disk('a', 'ds-2')],
        'ds-1',
        'its disks (100 GiB) are copied to ds-2 over the same link.',
      ],
      [
        "one that is on the machine's own follows it",
        [disk('a')],
        'ds-2',
        'its disks (100 GiB) are copied to ds-2 over the same link.',
      ],
      ['one that stays is left', [disk('a', 'ds-1')], 'ds-1', 'its disks (100 GiB) stay on ds-1.'],
      [
        'one whose datastore nobody can tell is unknown',
        [disk('a', later())],
        'ds-1',
        'where its disks (100 GiB) go is unknown: known after apply.',
      ],
    ])('%s', (_, disks, datastore, expected) => {
      expect(onto(disks, [disk('a', 'ds-1')], datastore)).toBe(expected);
    });

    test('by their labels, whatever order they are in; one that is new moves nowhere', () => {
      const was = [disk('a', 'ds-1'), disk('b', 'ds-9')];
      expect(onto([disk('b', 'ds-9'), disk('c', 'ds-2'), disk('a', 'ds-2')], was, 'ds-2')).toBe(
        'its disk b (100 GiB) stays on ds-9; its disk a (100 GiB) is copied to ds-2 over the same link.',
      );
    });

    test('and counts those that are copied', () => {
      const { findings } = judgeResources(
        [
          datacenter,
          ...hosts,
          moved(
            { host_system_id: 'host-1', datastore_id: 'ds-1', disk: [disk('a', 'ds-1'), disk('b', 'ds-9')] },
            {
              host_system_id: 'host-3',
              datastore_id: 'ds-2',
              disk: [disk('a', 'ds-2'), disk('b', 'ds-9')],
              memory: 65536,
            },
          ),
        ],
        facts(`
sites:
  vienna: { at: VIE, match: [{ name: '*.vie.example' }] }
  dublin: { at: DUB, match: [{ name: '*.dub.example' }] }
links: [{ between: [vienna, dublin], rtt: 31 ms, bandwidth: 200 Mbit/s }]
workloads: { erp: { dirtyRate: 1 GiB/s, match: [{ name: 'erp-*' }] } }
`),
      );
      const slow = findings.find(({ ruleId }) => ruleId === 'migration-converges');
      expect(JSON.stringify(slow)).toMatch(/100 GiB/u);
      expect(JSON.stringify(slow)).not.toMatch(/200 GiB/u);
    });
  });
});
