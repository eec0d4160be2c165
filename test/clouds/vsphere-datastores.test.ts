import type { RawResource } from '../../lib/resources/raw-resource';
import { judgeResources } from '../support/build';
import { drawn, later, pulumi, terraform } from '../support/resources';
import { bySite, cluster, datacenter, found, hosts, mirrors } from './two-sites';

describe('a datastore', () => {
  const nas = (more: object = {}) =>
    terraform('vsphere_nas_datastore.d', {
      id: 'datastore-1',
      name: 'd',
      host_system_ids: ['host-1', 'host-3'],
      ...more,
    });

  test('that hosts of two sites mount takes writes over the link', () => {
    const { findings } = judgeResources([datacenter, ...hosts, nas()], bySite);
    expect(findings).toMatchObject([{ ruleId: 'stretched-cluster-rtt', messageId: 'tooFar', level: 'error' }]);
    expect(findings[0]?.message).toMatch(
      /^datastore d takes writes over the link between dublin and vienna: round trip 31 ms/u,
    );
  });

  test('that is mounted for reading, or within one site, is in order', () => {
    expect(found([datacenter, ...hosts, nas({ access_mode: 'readOnly' })], bySite)).toEqual([]);
    expect(found([datacenter, ...hosts, nas({ host_system_ids: ['host-1', 'host-2'] })], bySite)).toEqual([]);
  });

  test('of which it is hidden how it is mounted is open, and takes writes where nobody wrote it', () => {
    expect(found([datacenter, ...hosts, nas({ access_mode: later() })], bySite)).toEqual([
      'undetermined stretched-cluster-rtt tooFar',
    ]);
    expect(found([datacenter, ...hosts, nas({ access_mode: 'readWrite' })], bySite)).toEqual([
      'violation certain stretched-cluster-rtt tooFar',
    ]);
    const inPulumi = pulumi('vsphere:index/nasDatastore:NasDatastore', 'd', {
      name: 'd',
      hostSystemIds: ['host-1', 'host-3'],
      accessMode: later(),
    });
    expect(found([datacenter, ...hosts, inPulumi], bySite)).toEqual(['undetermined stretched-cluster-rtt tooFar']);
  });

  test('that only a guess puts into one site is open', () => {
    const hostOf = (name: string, variable: string) =>
      terraform(
        `vsphere_host.${name}`,
        { id: `host-${name}`, hostname: name },
        { alias: name, provider: { vsphere_server: drawn('vc.vie.example', `var.${variable}`) } },
      );
    const mounted = nas({ host_system_ids: ['host-x', 'host-y'] });
    const judged = (...resources: readonly RawResource[]) =>
      judgeResources([datacenter, ...resources, mounted], bySite).findings.map(({ outcome }) => outcome);
    expect(judged(hostOf('x', 'one'), hostOf('y', 'two'))).toEqual(['undetermined']);
    expect(judged(hostOf('x', 'one'))).toEqual(['undetermined']);
  });

  test('of which a host is to come is open', () => {
    const { findings } = judgeResources([datacenter, ...hosts, nas({ host_system_ids: [later()] })], bySite);
    expect(findings).toMatchObject([{ outcome: 'undetermined' }]);
  });

  test('that machines on hosts of two sites use is shared between them', () => {
    const vmfs = terraform('vsphere_vmfs_datastore.d', { id: 'datastore-1', name: 'd', host_system_id: 'host-1' });
    const machine = terraform('vsphere_virtual_machine.m', {
      name: 'm',
      host_system_id: 'host-3',
      datastore_id: 'datastore-1',
    });
    expect(mirrors([datacenter, ...hosts, vmfs, machine], bySite)).toEqual([['dublin', 'vienna']]);
    const seen = terraform('data.vsphere_datastore.d', { id: 'datastore-1', name: 'd', datacenter_id: 'datacenter-1' });
    const near = terraform('vsphere_virtual_machine.n', {
      name: 'n',
      host_system_id: 'host-1',
      datastore_id: 'datastore-1',
    });
    expect(mirrors([datacenter, ...hosts, seen, machine, near], bySite)).toEqual([['dublin', 'vienna']]);
  });
});

describe('a datastore of machines that nobody pins to a host', () => {
  const seen = terraform('data.vsphere_datastore.d', { id: 'datastore-1', name: 'd', datacenter_id: 'datacenter-1' });
  const plain = (more: object = {}) => cluster({ vsan_enabled: false, resource_pool_id: 'resgroup-1', ...more });
  const machine = (more: object = {}) =>
    terraform('vsphere_virtual_machine.m', {
      name: 'm',
      resource_pool_id: 'resgroup-1',
      datastore_id: 'datastore-1',
      ...more,
    });

  test('is used from every host of their cluster, by pool or by disk', () => {
    expect(mirrors([datacenter, ...hosts, plain(), seen, machine()], bySite)).toEqual([['dublin', 'vienna']]);
    const byDisk = machine({ datastore_id: 'datastore-9', disk: [{ datastore_id: 'datastore-1' }] });
    expect(mirrors([datacenter, ...hosts, plain(), seen, byDisk], bySite)).toEqual([['dublin', 'vienna']]);
    const bySecond = machine({
      datastore_id: 'datastore-9',
      disk: [{ datastore_id: 'datastore-9' }, { datastore_id: 'datastore-1' }],
    });
    expect(mirrors([datacenter, ...hosts, plain(), seen, bySecond], bySite)).toEqual([['dublin', 'vienna']]);
  });

  test('is not told twice where it is what their vSAN cluster mirrors itself', () => {
    const vsan = plain({ vsan_enabled: true });
    expect(mirrors([datacenter, ...hosts, vsan, seen, machine()], bySite)).toHaveLength(1);
  });
});

describe('a datastore that a machine perhaps uses', () => {
  const vmfs = terraform('vsphere_vmfs_datastore.d', { id: 'datastore-1', name: 'd', host_system_id: 'host-1' });
  const machine = (more: object) =>
    terraform('vsphere_virtual_machine.m', { name: 'm', host_system_id: 'host-3', ...more });
  const coupled = (...more: readonly RawResource[]) =>
    found([datacenter, ...hosts, vmfs, ...more], bySite).filter((one) => one.includes('stretched-cluster-rtt'));

  test('from another site is undetermined, and says what decides', () => {
    const all = [datacenter, ...hosts, vmfs, machine({ datastore_id: later() })];
    expect(judgeResources(all, bySite).findings).toMatchObject([
      {
        outcome: 'undetermined',
        evidence: { toDecide: [expect.stringContaining('the value of datastore_id of')] },
      },
    ]);
  });

  test('by any of its disks is undetermined', () => {
    const open = ['undetermined stretched-cluster-rtt tooFar'];
    const own = { datastore_id: 'datastore-9' };
    expect(coupled(machine({ ...own, disk: [own, { datastore_id: later() }] }))).toEqual(open);
    expect(coupled(machine({ ...own, disk: later() }))).toEqual(open);
    expect(coupled(machine({ ...own, disk: [own, { label: 'disk1' }] }))).toEqual([]);
  });

  test('from its own site is no finding', () => {
    expect(coupled(machine({ datastore_id: later(), host_system_id: 'host-2' }))).toEqual([]);
  });

  test('is none where the machine draws on what is no datastore, or nobody wrote one', () => {
    const group = terraform('vsphere_datastore_cluster.g', { name: 'g', datacenter_id: 'datacenter-1' });
    expect(coupled(group, machine({ datastore_id: later('vsphere_datastore_cluster.g') }))).toEqual([]);
    expect(coupled(machine({}))).toEqual([]);
  });

  test('is undetermined where the pool of one that nobody pins to a host is unknown', () => {
    const loose = machine({ datastore_id: 'datastore-1', host_system_id: undefined, resource_pool_id: later() });
    expect(coupled(loose)).toEqual(['undetermined stretched-cluster-rtt open']);
  });

  test('with those of very many other datastores is told once', () => {
    const many = Array.from({ length: 100 }, (_, index) =>
      terraform(`vsphere_vmfs_datastore.d${index}`, { id: `d${index}`, name: `d${index}`, host_system_id: 'host-1' }),
    );
    expect(coupled(...many, machine({ datastore_id: later() }))).toEqual(['undetermined stretched-cluster-rtt tooFar']);
  });
});
