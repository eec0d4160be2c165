import { readFacts } from '../../lib/declarations/read-facts';
import { sample } from './sample';

const known = (value: unknown, path: string, line: number, column: number) => ({
  known: true,
  value,
  origin: { kind: 'declaration', source: 'lightbound.yaml', path, line, column },
});

describe('a facts file', () => {
  const { declarations, errors } = readFacts(sample, 'lightbound.yaml');
  const [link] = declarations.links;
  const [erp] = declarations.workloads;

  test('is read without an error', () => {
    expect(errors).toEqual([]);
  });

  test('gives each quantity in its base unit, with the line and column where it stands', () => {
    expect(link).toMatchObject({
      between: ['vienna', 'dublin'],
      bandwidth: known(10e9, 'links[0].bandwidth', 15, 16),
      rtt: known(0.031, 'links[0].rtt', 16, 10),
      loss: known(0.0001, 'links[0].loss', 17, 11),
      mtu: known(1500, 'links[0].mtu', 18, 10),
      share: known(0.4, 'links[0].migrationShare', 19, 21),
      streams: known(4, 'links[0].streams', 20, 14),
      window: known(4 * 2 ** 20, 'links[0].window', 21, 13),
      measuredOn: known('2026-10-01', 'links[0].measuredOn', 22, 17),
    });
    expect(erp).toMatchObject({
      memory: known(64 * 2 ** 30, 'workloads.erp.memory', 25, 13),
      dirtyRate: known(200 * 2 ** 20, 'workloads.erp.dirtyRate', 27, 16),
    });
  });

  test('puts a site on the map by an airport, naming the reference row that the coordinates come from', () => {
    const [vienna] = declarations.sites;
    expect(vienna?.origin).toMatchObject({ path: 'sites.vienna', line: 3, column: 3 });
    expect(vienna?.position).toMatchObject({ known: true, origin: { kind: 'reference', id: 'iata:VIE' } });
    // Vienna lies at 48.2 north, 16.4 east.
    const position = vienna?.position.known === true ? vienna.position.value : undefined;
    expect(position?.latitude).toBeCloseTo(48.2, 1);
    expect(position?.longitude).toBeCloseTo(16.4, 1);
  });

  test('keeps every way to recognise a resource of a site', () => {
    expect(declarations.sites[0]?.match).toEqual([
      { kind: 'datacenter', name: 'Vienna' },
      { kind: 'region', provider: 'azure', code: 'austriaeast' },
      { kind: 'name', glob: 'esx-*.vie.*' },
      { kind: 'tag', key: 'site', value: 'vie' },
      { kind: 'cidr', cidr: '10.11.0.0/16' },
    ]);
    expect(erp?.match).toEqual([
      { kind: 'name', glob: 'erp-*' },
      { kind: 'tag', key: 'tier', value: 'db' },
    ]);
  });

  test('keeps levels and options of rules as they were written, with the place of each', () => {
    expect(declarations.rules.get('migration-rtt-budget')).toMatchObject({ level: 'warning', options: {} });
    expect(declarations.rules.get('broadcast-domain-single-site')).toMatchObject({
      level: 'error',
      options: { maxRtt: '5 ms' },
      optionOrigins: { maxRtt: { line: 34, column: 68 } },
      origin: { line: 34, column: 3 },
    });
  });

  test('keeps versions as text', () => {
    expect(declarations.platforms.get('vmotion')).toEqual(known('8.0', 'platforms.vmotion', 31, 23));
  });
});

describe('what a facts file leaves out', () => {
  const read = (text: string) => readFacts(text, 'f.yaml');

  test('is unknown, with words that say what to declare', () => {
    const { declarations, errors } = read('sites: {a: {}, b: {}}\nlinks: [{between: [a, b]}]\nworkloads: {w: {}}\n');
    expect(errors).toEqual([]);
    const gap = (text: string) => ({ known: false, reason: { kind: 'not-declared', text } });
    expect(declarations.sites[0]?.position).toEqual(gap('site a: its place ("at") is not declared'));
    expect(declarations.links[0]).toMatchObject({
      bandwidth: gap('link a - b: bandwidth not declared'),
      rtt: gap('link a - b: round trip not declared'),
    });
    expect(declarations.workloads[0]?.dirtyRate).toEqual(gap('workload w: dirty rate not declared'));
  });

  test.each([
    // Half of the last digit, 0.05 degrees, is 5.585 km (111.7 km per degree); both ways, times the square root of 2.
    ['48.2', '16.4', 7898],
    // Half of 0.0001 degrees is some metres: then a kilometre counts.
    ['48.2082', '16.3738', 1000],
    ['48.2082', '16.4', 7898],
  ])('of the digits of %s, %s makes the position uncertain by %d m', (latitude, longitude, tolerance) => {
    const { declarations } = read(`sites: {a: {at: {latitude: ${latitude}, longitude: ${longitude}}}}`);
    const position = declarations.sites[0]?.position;
    expect(position?.known === true ? Math.round(position.value.tolerance) : undefined).toBe(tolerance);
  });
});

describe('a facts file is also read', () => {
  test.each([
    ['with a byte-order mark', `\uFEFFsites: {a: {}}`],
    ['with Windows line ends', 'sites:\r\n  a:\r\n    at: VIE\r\n'],
    [
      'with an anchor and its alias',
      'sites: {a: {}, b: {}}\nlinks: [{between: [a, b], bandwidth: &g 1 Gbit/s, mtu: 1500}]\nrules: {x: {options: {y: *g}}}',
    ],
    ['with links to sites that another source declares', 'links: [{between: [elsewhere, far]}]'],
    ['with an MTU in bytes with their unit', 'sites: {a: {}, b: {}}\nlinks: [{between: [a, b], mtu: 9000 B}]'],
    ['with a region of a private cloud', 'sites: {a: {match: [{region: "openstack:RegionOne"}]}}'],
    [
      'with a region that is newer than the reference data, at given coordinates',
      'sites: {a: {at: {latitude: 1, longitude: 2}, match: [{region: "aws:eu-central-9"}]}}',
    ],
  ])('%s', (_, text) => {
    expect(readFacts(text, 'f.yaml', { knownSites: ['elsewhere', 'far'] }).errors).toEqual([]);
  });

  test('a zone stands for its region, as placing knows only regions', () => {
    const { declarations } = readFacts('sites: {a: {match: [{region: "aws:eu-central-1a"}]}}', 'f.yaml');
    expect(declarations.sites[0]?.match).toEqual([{ kind: 'region', provider: 'aws', code: 'eu-central-1' }]);
  });
});

test('an entry with an error is left out, and the others are kept', () => {
  const { declarations, errors } = readFacts('sites: {a: {at: VIE}, b: {at: 5}, c: {}}\nlinks: 7\n', 'f.yaml');
  expect(errors).toHaveLength(2);
  expect(declarations.sites.map(({ id }) => id)).toEqual(['a', 'c']);
  expect(declarations.links).toEqual([]);
});
