import type { RawResource } from '../../lib/resources/raw-resource';
import { facts, graphOf, judgeResources, placeOf } from '../support/build';
import { later, terraform } from '../support/resources';
import { a1, b1, bySite, cluster, datacenter, found, host, hosts, mirrors } from './two-sites';

/* A cluster, and a switch, live in one datacenter object: what tells two sites apart is the hosts, their groups and their names. */

const halves = (preferred: readonly unknown[], secondary: readonly unknown[], names = ['site-a', 'site-b']) => ({
  vsan_stretched_cluster: [
    {
      preferred_fault_domain_name: names[0],
      preferred_fault_domain_host_ids: preferred,
      secondary_fault_domain_name: names[1],
      secondary_fault_domain_host_ids: secondary,
    },
  ],
});

const stretched = cluster(halves(['host-1', 'host-2'], ['host-3', 'host-4']));

describe('the halves of a stretched cluster', () => {
  test('are two places by themselves: a stretch until both are placed, one gap a half', () => {
    const { findings } = judgeResources([datacenter, ...hosts, stretched]);
    expect(findings).toMatchObject([
      {
        ruleId: 'stretched-cluster-rtt',
        confidence: 'by-construction',
        level: 'warning',
        evidence: {
          toDecide: [
            'where preferred fault domain site-a (esx-a1.vie.example, esx-a2.vie.example) stands',
            'where secondary fault domain site-b (esx-b1.dub.example, esx-b2.dub.example) stands',
          ],
        },
      },
    ]);
  });

  test('stand where their hosts do by name', () => {
    expect(found([datacenter, ...hosts, stretched], bySite)).toEqual([
      'violation certain stretched-cluster-rtt tooFar',
    ]);
  });

  test('stand where one of their hosts does by its address, its tag or the name of the fault domain', () => {
    const [byAddress, byTag] = [host(1, '10.11.0.5'), host(3, 'x', { tags: { site: 'dub' } })];
    const others = [host(2, 'y'), host(4, 'z')];
    expect(mirrors([datacenter, byAddress, byTag, ...others, stretched], bySite)).toEqual([['dublin', 'vienna']]);
    const plain = [1, 2, 3, 4].map((id) => host(id, `esx${id}`));
    const named = cluster(halves(['host-1', 'host-2'], ['host-3', 'host-4'], ['fd.vie.example', 'fd.dub.example']));
    expect(mirrors([datacenter, ...plain, named], bySite)).toEqual([['dublin', 'vienna']]);
  });

  test('that are called after cities stand there, by a guess', () => {
    const plain = [1, 2, 3, 4].map((id) => host(id, `esx${id}`));
    const cities = cluster(halves(['host-1', 'host-2'], ['host-3', 'host-4'], ['Wien', 'Dublin']));
    expect(found([datacenter, ...plain, cities])).toEqual(['violation guessed stretched-cluster-rtt tooFar']);
  });

  test('are not told by hosts that are not in the input, but by what is declared for their ids', () => {
    expect(mirrors([datacenter, stretched], bySite)).toEqual([['?']]);
    const byId = facts(
      'sites: { vienna: { at: VIE, match: [{ name: host-1 }] }, dublin: { at: DUB, match: [{ name: host-3 }] } }',
    );
    expect(mirrors([datacenter, stretched], byId)).toEqual([['dublin', 'vienna']]);
  });

  test('are not told by a declared datacenter object, which holds both', () => {
    const declared = facts('sites: { vienna: { at: VIE, match: [{ datacenter: production }] } }');
    expect(found([datacenter, ...hosts, stretched], declared)).toContain(
      'violation by-construction stretched-cluster-rtt byConstruction',
    );
  });

  test('in one declared site are a remark', () => {
    const metro = facts("sites: { vienna: { at: VIE, match: [{ name: 'esx-*' }] } }");
    expect(found([datacenter, ...hosts, stretched], metro)).toEqual(['remark stretched-cluster-rtt withinSite']);
  });

  test('have hosts that are to come: the names of their fault domains tell', () => {
    const toCome = cluster({
      ...halves([later()], [later()], ['fd.vie.example', 'fd.dub.example']),
      host_system_ids: [later()],
    });
    expect(mirrors([datacenter, toCome], bySite)).toEqual([['dublin', 'vienna']]);
  });

  test('have hosts that are to come: one gap each, never a pass', () => {
    const toCome = cluster({ ...halves([later()], [later()]), host_system_ids: [later()] });
    expect(found([datacenter, toCome])).toEqual(['violation by-construction stretched-cluster-rtt byConstruction']);
  });
});

test('a host stands where its vSphere tag says, which is an id: of a category and a name', () => {
  const category = terraform('vsphere_tag_category.site', { id: 'cat-1', name: 'site', cardinality: 'SINGLE' });
  const tag = terraform('vsphere_tag.dub', { id: later(), name: 'dub', category_id: 'cat-1' });
  const read = terraform('data.vsphere_tag.vie', { id: 'tag-vie', name: 'vie', category_id: 'cat-1' });
  const made = (name: string, tags: unknown) =>
    terraform(`vsphere_host.${name}`, { hostname: name, datacenter: 'datacenter-1', tags });
  const graph = graphOf(
    [datacenter, category, tag, read, made('x', [later('vsphere_tag.dub')]), made('y', ['tag-vie']), made('z', [])],
    bySite,
  );
  expect(['x', 'y'].map((name) => placeOf(graph, `vsphere_host.${name}`))).toEqual(['dublin', 'vienna']);
  expect(placeOf(graph, 'vsphere_host.z')).toBe('<not-placed>');
});

describe('other fault domains, and host groups,', () => {
  const domains = (names: readonly string[]) =>
    cluster({
      vsan_fault_domains: [
        {
          fault_domain: names.map((name, index) => ({
            name,
            host_ids: [`host-${2 * index + 1}`, `host-${2 * index + 2}`],
          })),
        },
      ],
    });
  const plain = [1, 2, 3, 4].map((id) => host(id, `esx${id}.example`));

  test('are racks where nothing tells sites apart', () => {
    expect(found([datacenter, ...plain, domains(['rack-1', 'rack-2'])])).toEqual([]);
    expect(found([datacenter, ...plain, domains(['rack-1', 'rack-2'])], bySite)).toEqual([]);
  });

  test('are places where a pattern tells their names, or their hosts', () => {
    const tooFar = ['violation certain stretched-cluster-rtt tooFar'];
    expect(found([datacenter, ...plain, domains(['1.vie.example', '2.dub.example'])], bySite)).toEqual(tooFar);
    expect(found([datacenter, ...hosts, domains(['rack-1', 'rack-2'])], bySite)).toEqual(tooFar);
  });

  test('leave open where their hosts stand, whatever the datacenter object is, where a name is unknown', () => {
    const graph = graphOf(
      [
        datacenter,
        ...plain,
        cluster({
          vsan_fault_domains: [
            {
              fault_domain: [
                { name: later(), host_ids: ['host-1', 'host-2'] },
                { name: 'rack-2', host_ids: ['host-3', 'host-4'] },
              ],
            },
          ],
        }),
      ],
      facts('sites: { vienna: { at: VIE, match: [{ datacenter: production }] } }'),
    );
    expect([1, 2, 3, 4].map((id) => placeOf(graph, `data.vsphere_host.h${id}`))).toEqual([
      '<not-placed>',
      '<not-placed>',
      'vienna',
      'vienna',
    ]);
    const all = graphOf(
      [datacenter, ...plain, cluster({ vsan_fault_domains: later() })],
      facts('sites: { vienna: { at: VIE, match: [{ datacenter: production }] } }'),
    );
    expect([1, 4].map((id) => placeOf(all, `data.vsphere_host.h${id}`))).toEqual(['<not-placed>', '<not-placed>']);
  });

  test('of which a name is unknown leave a mirror undetermined that spans sites by names that are known', () => {
    const hidden = cluster({
      vsan_fault_domains: [
        {
          fault_domain: [
            { name: '1.vie.example', host_ids: ['host-1', 'host-2'] },
            { name: later(), host_ids: ['host-3', 'host-4'] },
          ],
        },
      ],
    });
    expect(found([datacenter, ...plain, hidden], bySite)).toEqual(['undetermined stretched-cluster-rtt open']);
  });

  test('are places, by a guess, where they are called after cities', () => {
    expect(found([datacenter, ...plain, domains(['Madrid', 'Oslo'])])).toEqual([
      'violation guessed stretched-cluster-rtt tooFar',
    ]);
    const group = (name: string, ids: readonly string[]) =>
      terraform(`vsphere_compute_cluster_host_group.${name}`, {
        name,
        compute_cluster_id: 'domain-c',
        host_system_ids: ids,
      });
    expect(
      found([
        datacenter,
        ...plain,
        cluster({}),
        group('Madrid', ['host-1', 'host-2']),
        group('Oslo', ['host-3', 'host-4']),
      ]),
    ).toEqual(['violation guessed stretched-cluster-rtt tooFar']);
  });

  test('that are unknown as a whole leave a cluster open that lists no hosts', () => {
    const hidden = cluster({ host_system_ids: [], vsan_fault_domains: later('x.y') });
    expect(found([datacenter, ...hosts, hidden], bySite)).toEqual(['undetermined stretched-cluster-rtt open']);
  });

  test('hold the members of a cluster that lists none', () => {
    const members = cluster({
      host_system_ids: [],
      vsan_fault_domains: [
        {
          fault_domain: [
            { name: 'a', host_ids: ['host-1'] },
            { name: 'b', host_ids: ['host-3'] },
          ],
        },
      ],
    });
    expect(mirrors([datacenter, ...hosts, members], bySite)).toEqual([['dublin', 'vienna']]);
  });
});

describe('a datacenter object', () => {
  const vds = terraform('vsphere_distributed_virtual_switch.s', {
    name: 's',
    datacenter_id: 'datacenter-1',
    host: [{ host_system_id: 'host-1' }, { host_system_id: 'host-5' }],
  });

  test('is one place where nothing tells its hosts apart', () => {
    expect(found([datacenter, a1, host(5, 'other'), vds])).toEqual([]);
  });

  test('of which some hosts have places of their own does not tell where the others stand', () => {
    const graph = graphOf([datacenter, a1, host(5, 'other'), vds], bySite);
    expect(placeOf(graph, 'data.vsphere_datacenter.production')).toBe('<not-placed>');
    expect(placeOf(graph, 'data.vsphere_host.h5')).toBe('<not-placed>');
    const { findings } = judgeResources([datacenter, a1, host(5, 'other'), vds], bySite);
    expect(findings).toMatchObject([{ outcome: 'undetermined', evidence: { toDecide: ['where other stands'] } }]);
  });

  test('that is declared does', () => {
    const declared = facts(`
sites:
  vienna: { at: VIE, match: [{ datacenter: production }] }
  dublin: { at: DUB, match: [{ name: '*.dub.example' }] }
`);
    const graph = graphOf([datacenter, a1, b1], declared);
    expect(placeOf(graph, 'data.vsphere_host.h1')).toBe('vienna');
    expect(placeOf(graph, 'data.vsphere_host.h3')).toBe('dublin');
  });
});

describe('the witness of a stretched cluster', () => {
  const [block] = halves(['host-1', 'host-2'], ['host-3', 'host-4']).vsan_stretched_cluster;
  const withWitness = cluster({ vsan_stretched_cluster: [{ ...block, witness_node: 'host-9' }] });
  const about = (resources: readonly RawResource[], declarations = bySite) =>
    judgeResources(resources, declarations).findings.filter(({ ruleId }) => ruleId === 'cluster-witness-rtt');

  test('is no data site, and is asked for where nothing places it', () => {
    const resources = [datacenter, ...hosts, host(9, 'esx-w1.fra.example'), withWitness];
    expect(mirrors(resources, bySite)).toEqual([['dublin', 'vienna']]);
    expect(about(resources)).toMatchObject([
      { outcome: 'undetermined', evidence: { toDecide: expect.arrayContaining(['where esx-w1.fra.example stands']) } },
    ]);
  });

  test('is in order within its own limit of 200 ms, which Frankfurt is of both sites', () => {
    const declared = facts(`
sites:
  vienna: { at: VIE, match: [{ name: '*.vie.example' }] }
  dublin: { at: DUB, match: [{ name: '*.dub.example' }] }
  frankfurt: { at: FRA, match: [{ name: '*.fra.example' }] }
`);
    expect(about([datacenter, ...hosts, host(9, 'esx-w1.fra.example'), withWitness], declared)).toEqual([]);
  });

  test('is asked for where the hosts of a half are unknown', () => {
    const half = { ...block, secondary_fault_domain_host_ids: later(), witness_node: 'host-9' };
    const resources = [datacenter, ...hosts, host(9, 'x.vie.example'), cluster({ vsan_stretched_cluster: [half] })];
    expect(about(resources)).toMatchObject([
      {
        outcome: 'undetermined',
        evidence: { toDecide: expect.arrayContaining([expect.stringContaining('secondary_fault_domain_host_ids')]) },
      },
    ]);
  });
});
