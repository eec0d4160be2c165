import { errorsOf, table } from './complaints';

const link = (field: string): string => `sites: {a: {}, b: {}}\nlinks:\n  - between: [a, b]\n    ${field}\n`;
const workload = (field: string): string => `workloads:\n  w:\n    ${field}\n`;
const matcher = (entry: string): string => `sites:\n  a:\n    match:\n      - ${entry}\n`;

describe('a text that is no facts file', () => {
  table([
    ['is empty', '', '1:1 ', 'is empty: declare something in it, such as `sites` or `waivers`, or delete the file'],
    ['holds only comments', '# later\n', '1:1 ', 'is empty'],
    ['holds an empty mapping', '{}', '1:1 ', 'is empty'],
    ['holds a list', '- a\n- b\n', '1:1 ', 'must be a mapping with version, extends'],
    ['holds a word', '\n\nhello\n', '3:1 ', 'must be a mapping'],
    ['holds two documents', 'sites: {a: {}}\n---\nsites: {b: {}}\n', '2:1 ', 'more than one YAML document'],
    ['was saved as UTF-16', 's\0i\0t\0e\0', '1:2 ', 'NUL character, as UTF-16 has'],
    ['was saved as Latin-1', 'sites:\n  k\uFFFDln: {}\n', '2:4 ', 'bytes that are not UTF-8'],
    ['ends inside a list', 'links: [a\n', '2:1 ', 'is not valid YAML'],
    ['is indented with tabs', 'sites:\n\ta: {}\n', '2:1 ', 'Tabs are not allowed as indentation'],
    ['has a tag of its own', 'sites: !include sites.yaml\n', '1:8 ', 'holds the YAML tag "!include"'],
    ['names an anchor that does not exist', 'sites: {a: *b}\n', '1:12 ', 'Unresolved alias'],
    ['is nested ten thousand deep in brackets', `a: ${'['.repeat(10_000)}`, '1:68 ', 'nested more than 64 levels deep'],
    [
      'is nested a hundred deep by indentation',
      Array.from({ length: 100 }, (_, level) => `${' '.repeat(level)}a:`).join('\n'),
      '66:66 ',
      'nested more than 64 levels deep',
    ],
    ['is of another version', 'version: 2\nsites: {a: {}}\n', '1:10 version', 'must be 1'],
  ]);

  test.each([
    ['a list of settings', 'TOKEN=S3CRET\nDB_PASSWORD=S3CRET\n'],
    ['keys of its own', 'S3CRET-1: x\nS3CRET-2: y\n'],
    ['lines with colons', 'root:S3CRET:0:0\nS3CRET:x:1:1:\n'],
    ['keys written twice', 'S3CRET: 1\nS3CRET: 2\n'],
    ['an alias', 'a: *S3CRET\n'],
    ['a tag', 'a: !S3CRET b\n'],
    ['a text in quotes and more behind it', '"S3CRET\\"" S3CRET\n'],
    ['a directive', '%S3CRET yes\n---\na: b\n'],
    ['a block of text with more in its head', 'a: | S3CRET\n  S3CRET\n'],
  ])('holds %s, of which no error shows a word', (_, text) => {
    const errors = errorsOf(text);
    expect(errors).toHaveLength(1);
    expect(errors.join()).not.toContain('S3CRET');
  });

  test('multiplies itself through aliases', () => {
    const level = (n: number): string =>
      `l${n}: &l${n} [${Array(12)
        .fill(`*l${n - 1}`)
        .join(', ')}]`;
    const [error, ...others] = errorsOf(['l0: &l0 [x]', ...[1, 2, 3, 4].map(level)].join('\n'));
    expect(others).toEqual([]);
    expect(error).toContain('Excessive alias count');
  });
});

describe('a key', () => {
  table([
    ['is misspelt at the top', 'sties: {a: {}}\n', '1:1 sties', 'unknown key "sties"; did you mean sites?'],
    ['is misspelt in an entry', link('bandwith: 1 Gbit/s'), '4:5 links[0].bandwith', 'did you mean bandwidth?'],
    ['is unlike any known one', workload('colour: red'), '3:5 workloads.w.colour', 'known: memory, nonZeroShare'],
    ['is written twice', 'sites:\n  a: {}\n  b: {}\n  a: {}\n', '4:3 ', '"a" is declared twice'],
    ['reaches into JavaScript', 'sites:\n  __proto__: {at: VIE}\n', '2:3 sites.__proto__', 'cannot be a name'],
    ['holds nothing', 'sites:\n  a:\n', '2:3 sites.a', 'is empty: write a mapping with at, match'],
    ['names a site with a slash', 'sites:\n  a/b: {}\n', '2:3 sites["a/b"]', 'without slashes'],
    ['names a site with an escape', 'sites:\n  "a\\x1b[31m": {}\n', '2:3 sites["a [31m"]', 'control characters'],
    ['is a YAML merge', 'rules:\n  <<: {x: off}\n', '2:3 rules["<<"]', '"<<" cannot be a name'],
    [
      'holds a list where names are wanted',
      'sites:\n  - a\n',
      '2:3 sites',
      'must be a mapping of sites by name, not a list',
    ],
    ['holds names where a list is wanted', 'links:\n  a: {}\n', '2:3 links', 'must be a list'],
  ]);
});

describe('the place of a site', () => {
  table([
    ['is misspelt', 'sites:\n  a: {at: vienaa}\n', '2:11 sites.a.at', 'did you mean vienna'],
    [
      'is nowhere near a known one',
      'sites:\n  a: {at: qqqqqqqqqq}\n',
      '2:11 sites.a.at',
      'is not a known place: write a region',
    ],
    ['is a number', 'sites:\n  a: {at: 5}\n', '2:11 sites.a.at', 'must be a place such as VIE'],
    [
      'lies beyond the pole',
      'sites:\n  a: {at: {latitude: 91, longitude: 1}}\n',
      '2:22 sites.a.at.latitude',
      'from -90 to 90, not 91',
    ],
    [
      'lies once around the Earth',
      'sites:\n  a: {at: {latitude: 1, longitude: 361}}\n',
      '2:36 sites.a.at.longitude',
      'from -180 to 180',
    ],
    [
      'is infinitely far north',
      'sites:\n  a: {at: {latitude: .inf, longitude: 1}}\n',
      '2:22 sites.a.at.latitude',
      'not Infinity',
    ],
    [
      'has a latitude alone',
      'sites:\n  a: {at: {latitude: 1}}\n',
      '2:11 sites.a.at.longitude',
      'is missing: write degrees east',
    ],
    [
      'has a tolerance without unit',
      'sites:\n  a: {at: {latitude: 1, longitude: 1, tolerance: 5}}\n',
      '2:50 sites.a.at.tolerance',
      '"5" has no unit',
    ],
  ]);
});

describe('a matcher', () => {
  table([
    [
      'names a region that does not exist',
      matcher('region: aws:eu-centrl-1'),
      '4:17 sites.a.match[0].region',
      'did you mean aws:eu-central-1',
    ],
    [
      'names a region without its provider',
      matcher('region: eu-central-1'),
      '4:17 sites.a.match[0].region',
      'does not name its provider; did you mean aws:eu-central-1',
    ],
    [
      'names an airport as a region',
      matcher('region: VIE'),
      '4:17 sites.a.match[0].region',
      "is a place, not a provider's region",
    ],
    [
      'holds two conditions',
      matcher('{name: a, datacenter: b}'),
      '4:9 sites.a.match[0]',
      'must hold one of datacenter, region',
    ],
    ['holds nothing', matcher('{}'), '4:9 sites.a.match[0]', 'must hold one of datacenter, region'],
    ['holds two tags', matcher('tag: {a: b, c: d}'), '4:14 sites.a.match[0].tag', 'must hold one tag'],
    ['has a number for a tag', matcher('tag: {tier: 1}'), '4:21 sites.a.match[0].tag.tier', 'must be a text in quotes'],
    ['has an empty name', matcher('name: ""'), '4:15 sites.a.match[0].name', 'must be 1 to 256 characters'],
    ['has a short range', matcher('cidr: 10.11/16'), '4:15 sites.a.match[0].cidr', 'is not an address range'],
    ['has an octal range', matcher('cidr: 010.0.0.0/8'), '4:15 sites.a.match[0].cidr', 'is not an address range'],
    ['has a range of 33 bits', matcher('cidr: 10.0.0.0/33'), '4:15 sites.a.match[0].cidr', 'is not an address range'],
    ['has an address without bits', matcher('cidr: 10.0.0.1'), '4:15 sites.a.match[0].cidr', 'is not an address range'],
    [
      'has a range that begins inside its network',
      matcher('cidr: 10.11.0.5/16'),
      '4:15 sites.a.match[0].cidr',
      'write 10.11.0.0/16',
    ],
    [
      'stands alone where a list is wanted',
      'sites:\n  a:\n    match: {name: x}\n',
      '3:12 sites.a.match',
      'must be a list, such as - name',
    ],
    [
      'is the same in two sites',
      'sites:\n  a: {match: [{name: x-*}]}\n  b: {match: [{name: X-*}]}\n',
      '3:15 sites.b.match[0]',
      'matches the same resources as sites.a.match[0]',
    ],
    [
      'is the same region in two sites',
      'sites:\n  a: {match: [{region: "aws:eu-central-1"}]}\n  b: {match: [{region: "aws:eu-central-1"}]}\n',
      '3:15 sites.b.match[0]',
      'matches the same resources',
    ],
    [
      'is one zone of a region each in two sites',
      'sites:\n  a: {match: [{region: "aws:eu-central-1a"}]}\n  b: {match: [{region: "aws:eu-central-1b"}]}\n',
      '3:15 sites.b.match[0]',
      'matches the same resources',
    ],
  ]);
});

describe('a link', () => {
  const two = 'sites: {vienna: {}, dublin: {}}\nlinks:\n';
  table([
    [
      'ends at a site that nobody declares',
      `${two}  - between: [vienna, dubln]\n`,
      '3:23 links[0].between[1]',
      'site "dubln" is not declared; did you mean dublin?',
    ],
    [
      'leads from a site to itself',
      `${two}  - between: [dublin, dublin]\n`,
      '3:14 links[0].between',
      'links "dublin" to itself',
    ],
    [
      'is declared twice, the other way round',
      `${two}  - between: [dublin, vienna]\n  - between: [vienna, dublin]\n`,
      '4:14 links[1].between',
      'declared twice, first as links[0]',
    ],
    [
      'has one end',
      `${two}  - between: [dublin]\n`,
      '3:14 links[0].between',
      'must be two sites, such as [vienna, dublin], not 1',
    ],
    ['has three ends', `${two}  - between: [dublin, vienna, dublin]\n`, '3:14 links[0].between', 'not 3'],
    ['has no ends', `${two}  - rtt: 1 ms\n`, '3:5 links[0].between', 'is missing: write two sites'],
    [
      'has a bandwidth in bytes',
      link('bandwidth: 10 GB/s'),
      '4:16 links[0].bandwidth',
      'a bandwidth counts bits: 80 Gbit/s',
    ],
    ['has a negative bandwidth', link('bandwidth: -1 Gbit/s'), '4:16 links[0].bandwidth', 'is negative'],
    ['has no bandwidth at all', link('bandwidth: 0 Gbit/s'), '4:16 links[0].bandwidth', 'must be above zero'],
    [
      'has more bandwidth than a submarine cable',
      link('bandwidth: 5000 Tbit/s'),
      '4:16 links[0].bandwidth',
      'must be at most',
    ],
    ['has an infinite bandwidth', link('bandwidth: .inf'), '4:16 links[0].bandwidth', 'does not begin with a number'],
    ['has a round trip without unit', link('rtt: 31'), '4:10 links[0].rtt', '"31" has no unit'],
    ['has a round trip in metres', link('rtt: 31 m'), '4:10 links[0].rtt', 'm is metres'],
    ['answers after a minute and more', link('rtt: 61 s'), '4:10 links[0].rtt', 'must be at most 60 s'],
    ['loses everything', link('loss: 100 %'), '4:11 links[0].loss', 'must be below 100 %'],
    ['loses more than everything', link('loss: 101 %'), '4:11 links[0].loss', 'must be at most 100 %'],
    ['has a loss that is a bare number', link('loss: 0.01'), '4:11 links[0].loss', 'has no unit'],
    ['has an MTU below that of IPv4', link('mtu: 575'), '4:10 links[0].mtu', 'from 576 to 65535'],
    ['has an MTU above that of IP', link('mtu: 65536'), '4:10 links[0].mtu', 'from 576 to 65535'],
    ['has half a byte of MTU', link('mtu: 1500.5'), '4:10 links[0].mtu', 'must be a whole number of bytes'],
    ['has an MTU of 64 KiB', link('mtu: 64 KiB'), '4:10 links[0].mtu', 'from 576 to 65535'],
    [
      'reserves nothing for migration',
      link('migrationShare: 0 %'),
      '4:21 links[0].migrationShare',
      'must be above zero',
    ],
    ['has no streams', link('streams: 0'), '4:14 links[0].streams', 'from 1 to 1024, not 0'],
    ['has too many streams', link('streams: 1025'), '4:14 links[0].streams', 'from 1 to 1024'],
    ['has a number of streams in words', link('streams: four'), '4:14 links[0].streams', 'not the text "four"'],
    ['has a window larger than TCP can have', link('window: 2 GiB'), '4:13 links[0].window', 'RFC 7323'],
    [
      'was measured on a day that does not exist',
      link('measuredOn: 2026-02-29'),
      '4:17 links[0].measuredOn',
      'is not a date of the calendar',
    ],
    [
      'was measured on a day written backwards',
      link('measuredOn: 1.10.2026'),
      '4:17 links[0].measuredOn',
      'write YYYY-MM-DD',
    ],
    ['was measured in a year', link('measuredOn: 2026'), '4:17 links[0].measuredOn', 'in quotes, not a bare number'],
    [
      'leaves a field empty',
      link('rtt:'),
      '4:5 links[0].rtt',
      'is empty: write a text such as "31 ms", or leave it out',
    ],
    ['is a tunnel nobody knows', link('overlay: vxlam'), '4:14 links[0].overlay', 'did you mean vxlan?'],
    ['has a queue in milliseconds', link('queue: 25 ms'), '4:12 links[0].queue', 'is not a unit of size'],
    [
      'reacts to loss in a way nobody knows',
      link('congestionControl: cubic'),
      '4:24 links[0].congestionControl',
      'must be one of loss-based, bbr',
    ],
    ['has a list for a quantity', link('rtt: [1 ms]'), '4:10 links[0].rtt', 'not a list'],
  ]);

  test.each([
    'bandwidth: 1 bit/s',
    'rtt: 60 s',
    'loss: 0 %',
    'loss: 99.9 %',
    'mtu: 576',
    'mtu: 65535',
    'streams: 1',
    'streams: 1024',
    'window: 1 GiB',
    'migrationShare: 100 %',
    'measuredOn: 2028-02-29',
    'overlay: wireguard-ipv6',
    'congestionControl: bbr',
    'queue: 1 MiB',
  ])('may just have %s', (field) => {
    expect(errorsOf(link(field))).toEqual([]);
  });
});

describe('a platform or rule', () => {
  table([
    [
      'is a product that nobody knows',
      'platforms: {vmotoin: "8.0"}\n',
      '1:13 platforms.vmotoin',
      'did you mean vmotion?',
    ],
    [
      'has a version that YAML reads as a number',
      'platforms: {vmotion: 8.0}\n',
      '1:22 platforms.vmotion',
      'must be a version in quotes, not a bare number',
    ],
    ['has a version in words', 'platforms: {vsan: latest}\n', '1:19 platforms.vsan', 'must begin with a number'],
    ['has a level that is none', 'rules:\n  x: warn\n', '2:6 rules.x', 'did you mean warning?'],
    [
      'has a level that is none, among options',
      'rules:\n  x: {level: fatal}\n',
      '2:14 rules.x.level',
      'must be one of error, warning, note, off',
    ],
    [
      'is switched off by a boolean',
      'rules:\n  x: false\n',
      '2:6 rules.x',
      'must be one of error, warning, note, off, not false',
    ],
    ['has options beside "options"', 'rules:\n  x: {maxRtt: 5 ms}\n', '2:7 rules.x.maxRtt', 'unknown key "maxRtt"'],
    [
      'has a list of options',
      'rules:\n  x: {options: [5 ms]}\n',
      '2:16 rules.x.options',
      'must be a mapping of options, not a list',
    ],
  ]);
});

test('a link where there are no sites says so of both its ends', () => {
  expect(errorsOf('links:\n  - between: [a, b]\n')).toEqual([
    '2:15 links[0].between[0]: site "a" is not declared; there are none to choose from',
    '2:18 links[0].between[1]: site "b" is not declared; there are none to choose from',
  ]);
});

test('all errors of a file come at once, in the order of its lines', () => {
  const text =
    'rules: {x: warn}\nlinks:\n  - {between: [a, b], rtt: 5}\nsites:\n  a: {at: vienaa, match: [{name: 5}, {cidr: x}]}\n';
  const places = errorsOf(text).map((line) => line.slice(0, line.indexOf(': ')));
  expect(places).toEqual([
    '1:12 rules.x',
    '3:19 links[0].between[1]',
    '3:28 links[0].rtt',
    '5:11 sites.a.at',
    '5:34 sites.a.match[0].name',
    '5:45 sites.a.match[1].cidr',
  ]);
});
