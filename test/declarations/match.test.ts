import { compileMatchers } from '../../lib/declarations/match';
import { readFacts } from '../../lib/declarations/read-facts';

const matchersOf = (text: string) => {
  const { declarations, errors } = readFacts(text, 'f');
  expect(errors).toEqual([]);
  return compileMatchers(declarations);
};

const matchers = matchersOf(`
sites:
  vienna:
    match:
      - datacenter: Vienna
      - region: aws:eu-central-1
      - name: "esx-*.vie.*"
      - name: "{gw,fw}-vie-?"
      - tag: { site: vie }
      - cidr: 10.0.0.0/8
      - cidr: fd00:11::/32
  dublin:
    match:
      - name: "*-dub"
      - name: "!backup"
      - name: "esx-old.*"
      - tag: { Site: DUB }
      - cidr: 10.11.0.0/16
`);
const siteOf = (match: ReturnType<typeof matchers.byName>) =>
  match === undefined ? undefined : 'site' in match ? match.site : match.ambiguous;

describe('a name', () => {
  test.each([
    ['with dots under a star', 'esx-01.rack.vie.example.net', 'vienna'],
    ['in capitals', 'ESX-01.VIE.EXAMPLE.NET', 'vienna'],
    ['with a slash under a star', 'esx-01/a.vie.x', 'vienna'],
    ['that is one of several words', 'fw-vie-2', 'vienna'],
    ['with too many letters for a question mark', 'fw-vie-22', undefined],
    ['that only contains a match', 'my-esx-01.vie.x', undefined],
    ['that begins with a dot', '.hidden-dub', 'dublin'],
    ['that a glob with an exclamation mark spells', '!backup', 'dublin'],
    ['that such a glob would exclude', 'anything', undefined],
    ['of no letters', '', undefined],
    ['that two sites claim', 'esx-old.vie.x', ['vienna', 'dublin']],
  ])('%s', (_, name, site) => {
    expect(siteOf(matchers.byName(name))).toEqual(site);
  });

  test('tells why it matches, and the same when asked again', () => {
    const match = { site: 'vienna', because: 'name "esx-1.vie.x" matches esx-*.vie.*' };
    expect(matchers.byName('esx-1.vie.x')).toEqual(match);
    expect(matchers.byName('esx-1.vie.x')).toEqual(match);
  });
});

describe('an address', () => {
  test.each([
    ['in the wider range', '10.200.0.1', 'vienna'],
    ['in the narrower of two ranges', '10.11.0.1', 'dublin'],
    ['at the end of the narrower range', '10.11.255.255', 'dublin'],
    ['just after it', '10.12.0.0', 'vienna'],
    ['with its prefix length', '10.11.0.1/24', 'dublin'],
    ['with a port', '10.11.0.1:443', 'dublin'],
    ['in a URL', 'https://10.11.0.1:8443/sdk?x=1', 'dublin'],
    ['in a URL with a user', 'https://admin@10.11.0.1/', 'dublin'],
    ['of IPv6', 'fd00:11::5', 'vienna'],
    ['of IPv6 in a URL', 'https://[fd00:11::5]:443/', 'vienna'],
    ['of IPv4 in the clothes of IPv6', '::ffff:10.11.0.1', 'dublin'],
    ['in no range', '192.168.0.1', undefined],
    ['of IPv6 in no range', 'fd00:12::1', undefined],
    ['in short form, which is none', '10.11', undefined],
    ['that is a host name', 'vcenter-dub', 'dublin'],
    ['that is the host of a URL', 'https://esx-01.vie.example/ui', 'vienna'],
    ['that is a host name with a port', 'esx-01.vie.example:443', 'vienna'],
    ['of nothing', '', undefined],
  ])('%s', (_, address, site) => {
    expect(siteOf(matchers.byAddress(address))).toEqual(site);
  });
});

describe('a region, datacenter or tag', () => {
  test.each([
    ['region of the provider', matchers.byRegion('aws', 'eu-central-1'), 'vienna'],
    ['region of the same code elsewhere', matchers.byRegion('alibaba', 'eu-central-1'), undefined],
    ['datacenter in capitals', matchers.byDatacenter('VIENNA'), 'vienna'],
    ['datacenter of another name', matchers.byDatacenter('Vienna 2'), undefined],
    ['tag with its value', matchers.byTag(new Map([['site', 'vie']])), 'vienna'],
    ['tag with another value', matchers.byTag(new Map([['site', 'dub']])), undefined],
    [
      'tag among others',
      matchers.byTag(
        new Map([
          ['a', 'b'],
          ['Site', 'DUB'],
        ]),
      ),
      'dublin',
    ],
    [
      'tags of two sites',
      matchers.byTag(
        new Map([
          ['site', 'vie'],
          ['Site', 'DUB'],
        ]),
      ),
      ['vienna', 'dublin'],
    ],
  ])('%s', (_, match, site) => {
    expect(siteOf(match)).toEqual(site);
  });
});

describe('the class of a machine', () => {
  const { workloadFor } = matchersOf(`
workloads:
  erp: { memory: 64 GiB, dirtyRate: 200 MiB/s, match: [{ name: "erp-*" }] }
  database: { memory: 64 GiB, dirtyRate: 300 MiB/s, match: [{ tag: { tier: db } }] }
`);
  const noTags = new Map<string, string>();

  test('is found by name or by tag', () => {
    expect(workloadFor('ERP-1', noTags)?.id).toBe('erp');
    expect(workloadFor('x', new Map([['tier', 'db']]))?.id).toBe('database');
    expect(workloadFor('x', noTags)).toBeUndefined();
  });

  test('is known only in what two matching classes agree on', () => {
    const both = workloadFor('erp-1', new Map([['tier', 'db']]));
    expect(both?.id).toBe('erp+database');
    expect(both?.memory).toMatchObject({ known: true, value: 64 * 2 ** 30 });
    expect(both?.dirtyRate).toEqual({
      known: false,
      reason: { kind: 'not-declared', text: 'workloads erp and database both match, and differ in dirty rate' },
    });
    expect(both?.workingSet).toMatchObject({
      known: false,
      reason: { text: 'workload erp: writable working set not declared' },
    });
  });
});

test('without declarations nothing matches', () => {
  const { byAddress, byDatacenter, byName, byRegion, byTag, workloadFor } = matchersOf('rules: { x: off }');
  const none = new Map<string, string>();
  expect([
    byAddress('10.0.0.1'),
    byDatacenter('a'),
    byName('a'),
    byRegion('aws', 'a'),
    byTag(none),
    workloadFor('a', none),
  ]).toEqual(Array(6).fill(undefined));
});
