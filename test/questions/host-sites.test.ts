import { hostSites } from '../../lib/questions/host-sites';
import { graphOf } from '../support/build';
import { terraform } from '../support/resources';

const datacenter = terraform('data.vsphere_datacenter.production', { id: 'datacenter-1', name: 'production' });
const hosts = (names: readonly string[]) =>
  names.map((name, index) =>
    terraform(`data.vsphere_host.h${index + 1}`, { id: `host-${index + 1}`, name, datacenter_id: 'datacenter-1' }),
  );
const cluster = (stretched: boolean) =>
  terraform('vsphere_compute_cluster.c', {
    name: 'c',
    datacenter_id: 'datacenter-1',
    host_system_ids: ['host-1', 'host-2', 'host-3', 'host-4'],
    vsan_enabled: true,
    ...(stretched && {
      vsan_stretched_cluster: [
        {
          preferred_fault_domain_name: 'Hall 1',
          preferred_fault_domain_host_ids: ['host-1', 'host-2'],
          secondary_fault_domain_name: 'Hall 2',
          secondary_fault_domain_host_ids: ['host-3', 'host-4'],
        },
      ],
    }),
  });

const found = (names: readonly string[], stretched = true) =>
  hostSites(graphOf([datacenter, ...hosts(names), cluster(stretched)]));

const globs = (sites: ReturnType<typeof hostSites>) => sites.map((one) => one.globs);

test('hosts whose names tell two sites apart are sites by patterns', () => {
  expect(found(['a1.vie.example', 'a2.vie.example', 'b1.dub.example', 'b2.dub.example'])).toEqual([
    { id: 'dub', globs: ['*.dub.*'], names: new Set(['b1.dub.example', 'b2.dub.example']) },
    { id: 'vie', globs: ['*.vie.*'], names: new Set(['a1.vie.example', 'a2.vie.example']) },
  ]);
});

test('of a cluster that nobody stretches they are as well, since only people know', () => {
  const sites = found(['a1.vie.example', 'a2.vie.example', 'b1.dub.example', 'b2.dub.example'], false);
  expect(sites.map(({ id }) => id)).toEqual(['dub', 'vie']);
});

test('the halves of a stretched cluster are told by prefixes', () => {
  expect(globs(found(['esx-a1', 'esx-a2', 'esx-b1', 'esx-b2']))).toEqual([['esx-a*'], ['esx-b*']]);
  expect(found(['esx-a1', 'esx-a2', 'esx-b1', 'esx-b2'], false)).toEqual([]);
});

test('a witness that stands apart does not make one site of both halves', () => {
  const names = [
    'vienna-esx1.corp.example',
    'vienna-esx2.corp.example',
    'dublin-esx1.corp.example',
    'dublin-esx2.corp.example',
  ];
  const witness = terraform('data.vsphere_host.w', {
    id: 'host-9',
    name: 'witness1.fra.example',
    datacenter_id: 'datacenter-1',
  });
  const sites = hostSites(graphOf([datacenter, ...hosts(names), witness, cluster(true)]));
  expect(globs(sites).slice(0, 2)).toEqual([['dublin-esx*'], ['vienna-esx*']]);
});

test('else host by host, under the names of the fault domains', () => {
  expect(found(['esx1', 'esx2', 'esx3', 'esx4'])).toMatchObject([
    { id: 'Hall 1', globs: ['esx1', 'esx2'] },
    { id: 'Hall 2', globs: ['esx3', 'esx4'] },
  ]);
});

test('hosts of a half whose names share a part of their domain are told by it', () => {
  const many = Array.from({ length: 9 }, (_, index) =>
    terraform(`data.vsphere_host.o${index}`, {
      id: `host-o${index}`,
      name: `esx1.site${index}.example`,
      datacenter_id: 'datacenter-1',
    }),
  );
  const names = ['esx1.vie-1.example', 'esx2.vie-1.example', 'esx1.dub-2.example', 'esx2.dub-2.example'];
  const sites = hostSites(graphOf([datacenter, ...hosts(names), ...many, cluster(true)]));
  expect(sites.map(({ id, globs: [glob] }) => [id, glob])).toEqual([
    ['vie-1', '*.vie-1.*'],
    ['dub-2', '*.dub-2.*'],
  ]);
});

test('two clusters whose fault domains have the same names make no site of both', () => {
  const other = terraform('vsphere_compute_cluster.other', {
    name: 'other',
    datacenter_id: 'datacenter-1',
    vsan_enabled: true,
    vsan_stretched_cluster: [
      {
        preferred_fault_domain_name: 'Hall 1',
        preferred_fault_domain_host_ids: ['host-5', 'host-6'],
        secondary_fault_domain_name: 'Hall 2',
        secondary_fault_domain_host_ids: ['host-7', 'host-8'],
      },
    ],
  });
  const all = hosts(['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight']);
  expect(globs(hostSites(graphOf([datacenter, ...all, cluster(true), other])))).toEqual([
    ['one', 'two'],
    ['three', 'four'],
    ['five', 'six'],
    ['seven', 'eight'],
  ]);
});

test('hosts that the city of their datacenter places together are no site of their own', () => {
  const madrid = terraform('data.vsphere_datacenter.madrid', { id: 'datacenter-2', name: 'Madrid' });
  const there = ['m1.mad.example', 'm2.mad.example'].map((name, index) =>
    terraform(`data.vsphere_host.m${index}`, { id: `host-m${index}`, name, datacenter_id: 'datacenter-2' }),
  );
  const here = hosts(['a1.vie.example', 'a2.vie.example', 'b1.dub.example', 'b2.dub.example']);
  const sites = hostSites(graphOf([datacenter, madrid, ...here, ...there, cluster(true)]));
  expect(sites.map(({ id }) => id)).toEqual(['dub', 'vie']);
});
