import { draftFacts } from '../../lib/inventory/draft-facts';
import { readFacts } from '../../lib/declarations/read-facts';
import { writeFacts } from '../../lib/declarations/write-facts';
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

const drafted = (names: readonly string[], stretched = true) =>
  draftFacts(graphOf([datacenter, ...hosts(names), cluster(stretched)]));

test('hosts whose names tell two sites apart are sites by patterns, and the datacenter object is none', () => {
  const { sites, links } = drafted(['a1.vie.example', 'a2.vie.example', 'b1.dub.example', 'b2.dub.example']);
  expect(sites).toEqual([
    { id: 'dub', name: 'dub', match: [{ kind: 'name', glob: '*.dub.*' }] },
    { id: 'vie', name: 'vie', match: [{ kind: 'name', glob: '*.vie.*' }] },
  ]);
  expect(links).toMatchObject([{ between: ['dub', 'vie'] }]);
});

test('of a cluster that nobody stretches they are as well, since only people know', () => {
  const { sites } = drafted(['a1.vie.example', 'a2.vie.example', 'b1.dub.example', 'b2.dub.example'], false);
  expect(sites.map(({ id }) => id)).toEqual(['dub', 'vie']);
});

test('the halves of a stretched cluster are told by prefixes', () => {
  expect(drafted(['esx-a1', 'esx-a2', 'esx-b1', 'esx-b2']).sites.map(({ match }) => match)).toEqual([
    [{ kind: 'name', glob: 'esx-a*' }],
    [{ kind: 'name', glob: 'esx-b*' }],
  ]);
  expect(drafted(['esx-a1', 'esx-a2', 'esx-b1', 'esx-b2'], false).sites).toEqual([
    expect.objectContaining({ match: [{ kind: 'datacenter', name: 'production' }] }),
  ]);
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
  const { sites } = draftFacts(graphOf([datacenter, ...hosts(names), witness, cluster(true)]));
  expect(sites.slice(0, 2).map(({ match }) => match)).toEqual([
    [{ kind: 'name', glob: 'dublin-esx*' }],
    [{ kind: 'name', glob: 'vienna-esx*' }],
  ]);
});

test('else host by host, under the names of the fault domains', () => {
  const draft = drafted(['esx1', 'esx2', 'esx3', 'esx4']);
  expect(draft.sites).toMatchObject([
    { id: 'Hall 1', match: [{ glob: 'esx1' }, { glob: 'esx2' }] },
    { id: 'Hall 2', match: [{ glob: 'esx3' }, { glob: 'esx4' }] },
  ]);
  const { declarations, errors } = readFacts(writeFacts(draft), 'lightbound.yaml');
  expect(errors).toEqual([]);
  expect(declarations.sites.map(({ id }) => id)).toEqual(['Hall-1', 'Hall-2']);
});

test('a guess is written down as what it is about: a fault domain by its name, a datacenter as one', () => {
  const plain = hosts(['esx1', 'esx2', 'esx3', 'esx4']);
  const cities = terraform('vsphere_compute_cluster.c', {
    name: 'c',
    datacenter_id: 'datacenter-1',
    vsan_enabled: true,
    vsan_fault_domains: [
      {
        fault_domain: [
          { name: 'Wien', host_ids: ['host-1', 'host-2'] },
          { name: 'Dublin', host_ids: ['host-3', 'host-4'] },
        ],
      },
    ],
  });
  const { sites } = draftFacts(graphOf([datacenter, ...plain, cities]));
  const guess = (at: string, name: string) => ({ at, from: `what is called ${name}` });
  expect(sites.filter((one) => one.guess !== undefined)).toEqual([
    { id: 'dublin', name: 'Dublin', guess: guess('dublin', 'Dublin'), match: [{ kind: 'name', glob: 'Dublin' }] },
    { id: 'vienna', name: 'Vienna', guess: guess('vienna', 'Wien'), match: [{ kind: 'name', glob: 'Wien' }] },
  ]);
});
