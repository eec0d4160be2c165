import { draftFacts } from '../../lib/inventory/draft-facts';
import { readFacts } from '../../lib/declarations/read-facts';
import { writeFacts } from '../../lib/declarations/write-facts';
import type { Member } from '../../lib/graph/domain';
import type { Graph } from '../../lib/graph/graph';
import type { Link } from '../../lib/graph/link';
import type { Site } from '../../lib/graph/site';
import { known, unknown } from '../../lib/graph/known';
import { knownInputs } from '../../lib/graph/known-inputs';
import type { Origin } from '../../lib/graph/location';
import { graphWith, moves, segment } from '../support/graph';
import { gbps, gib, metres, type BitsPerSecond } from '../../lib/model/units';

const here: Origin = { kind: 'default', reason: 'test' };
const gap = unknown('not-declared', 'not declared');
const ref = (address: string) => ({ address, type: 'test' });

const placed = (id: string, name: string): Site => ({
  id,
  name,
  position: known({ latitude: 1, longitude: 2, tolerance: metres(1000) }, here),
  origin: here,
});
const member = (site?: string): Member => ({ resource: ref('m'), site: site === undefined ? gap : known(site, here) });
const broadcast = (id: string, ...sites: readonly (string | undefined)[]) => segment(id, sites.map(member));
const link = (id: string, a: string, b: string | undefined, bandwidth?: BitsPerSecond): Link => ({
  kind: 'link',
  id,
  identity: id,
  name: id,
  ends: [known(a, here), b === undefined ? gap : known(b, here)],
  ...knownInputs('link', () => gap),
  ...(bandwidth === undefined ? {} : { bandwidth: known(bandwidth, here) }),
  layer: known(2, here),
  resources: [ref(id)],
  origin: here,
});

const graph = (sites: readonly Site[], parts: Omit<Parameters<typeof graphWith>[0], 'sites'> = {}): Graph =>
  graphWith({ sites, ...parts });

const three = [placed('city:vienna', 'Vienna'), placed('aws:eu-west-1', 'Ireland'), placed('city:madrid', 'Madrid')];

describe('a site', () => {
  it('of a city is known by the datacenter of that name', () => {
    const [site] = draftFacts(graph([placed('city:vienna', 'Vienna')])).sites;
    expect(site).toEqual({
      id: 'vienna',
      name: 'Vienna',
      guess: { at: 'vienna', from: 'datacenter Vienna' },
      match: [{ kind: 'datacenter', name: 'Vienna' }],
    });
  });

  it('of a provider is known by its region', () => {
    const [site] = draftFacts(graph([placed('aws:eu-west-1', 'Ireland')])).sites;
    expect(site).toMatchObject({
      id: 'aws-eu-west-1',
      at: 'aws:eu-west-1',
      match: [{ kind: 'region', provider: 'aws', code: 'eu-west-1' }],
    });
  });

  it('of a datacenter that stands nobody knows where has a gap', () => {
    const [site] = draftFacts(
      graph([{ id: 'datacenter:DC0', name: 'datacenter DC0', position: gap, origin: here }]),
    ).sites;
    expect(site).toEqual({ id: 'DC0', name: 'datacenter DC0', match: [{ kind: 'datacenter', name: 'DC0' }] });
  });

  it('that a resource states by coordinates keeps them', () => {
    const origin: Origin = { kind: 'resource', address: 'x.y', path: 'latitude' };
    const [site] = draftFacts(graph([{ ...placed('x.y', 'hall-1'), origin }])).sites;
    expect(site).toMatchObject({
      id: 'hall-1',
      position: { latitude: 1, longitude: 2 },
      match: [{ kind: 'name', glob: 'hall-1' }],
    });
  });

  it('keeps its own name where another has the same', () => {
    const ids = draftFacts(graph([placed('city:x', 'X'), placed('datacenter:x', 'x')])).sites.map(({ id }) => id);
    expect(ids).toEqual(['x', 'datacenter:x']);
  });
});

describe('links', () => {
  it('join every pair of sites that share a domain, once', () => {
    const draft = draftFacts(
      graph(three, {
        domains: [
          broadcast('vds', 'city:vienna', 'city:madrid', 'aws:eu-west-1', 'city:vienna', undefined),
          broadcast('hcx', 'city:madrid', 'city:vienna'),
        ],
      }),
    );
    expect(draft.links).toEqual([
      { between: ['aws-eu-west-1', 'madrid'], foundAs: 'vds.made' },
      { between: ['aws-eu-west-1', 'vienna'], foundAs: 'vds.made' },
      { between: ['madrid', 'vienna'], foundAs: 'vds.made, hcx.made' },
    ]);
  });

  it('hold the bandwidth of the interconnect seen, the lowest of parallel ones', () => {
    const links = [
      link('a', 'city:vienna', 'city:madrid', gbps(10)),
      link('b', 'city:madrid', 'city:vienna', gbps(1)),
      link('c', 'city:madrid', 'city:vienna'),
      link('half', 'city:madrid', undefined, gbps(1)),
      link('loop', 'city:madrid', 'city:madrid', gbps(1)),
    ];
    expect(draftFacts(graph(three, { links })).links).toEqual([
      { between: ['madrid', 'vienna'], bandwidth: '1 Gbit/s', foundAs: 'a, b, c' },
    ]);
  });

  it('of a network over very many sites are left out', () => {
    const sites = Array.from({ length: 9 }, (_, i) => placed(`aws:r${i}`, `r${i}`));
    const draft = draftFacts(graph(sites, { domains: [broadcast('wide', ...sites.map(({ id }) => id))] }));
    expect([draft.sites.length, draft.links.length]).toEqual([9, 0]);
  });
});

it('machines that move make one class for each size', () => {
  const machine = (name: string, memory: number) => ({
    id: name,
    identity: name,
    name,
    ...knownInputs('workload', () => gap),
    memory: known(gib(memory), here),
  });
  const machines = [machine('b', 64), machine('a', 64), machine('c', 8)];
  const migration = moves('cluster', [member('city:vienna')], { workloads: machines });
  const draft = draftFacts(graph(three, { domains: [migration] }));
  expect(draft.platforms).toEqual(['vmotion']);
  expect(draft.workloads).toEqual([
    {
      id: 'machines-64 GiB',
      memory: '64 GiB',
      match: [
        { kind: 'name', glob: 'a' },
        { kind: 'name', glob: 'b' },
      ],
    },
    { id: 'machines-8 GiB', memory: '8 GiB', match: [{ kind: 'name', glob: 'c' }] },
  ]);
});

it('resources without a site are named, with the reason', () => {
  const placements = [{ resource: ref('lost'), site: gap, because: 'its site is unknown' }];
  expect(draftFacts(graph([], { placements })).unplaced).toEqual([{ address: 'lost', because: 'its site is unknown' }]);
});

it('the file written from it is read again without an error', () => {
  const links = [link('a', 'city:vienna', 'city:madrid', gbps(10))];
  const draft = draftFacts(graph(three, { links, domains: [broadcast('vds', 'city:vienna', 'aws:eu-west-1')] }));
  const { declarations, errors } = readFacts(writeFacts(draft), 'lightbound.yaml');
  expect(errors).toEqual([]);
  expect(declarations.sites.map(({ id }) => id)).toEqual(['vienna', 'aws-eu-west-1', 'madrid']);
  expect(declarations.links.map(({ between }) => between)).toEqual([
    ['madrid', 'vienna'],
    ['aws-eu-west-1', 'vienna'],
  ]);
});
