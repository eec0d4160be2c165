/* What some readers take for one thing and others for another is refused, with what to write. */
import { readFacts } from '../../lib/declarations/read-facts';
import { errorsOf, table, type Row } from './complaints';

const link = (field: string): string => `sites: {a: {}, b: {}}\nlinks:\n  - between: [a, b]\n    ${field}\n`;

describe('a number', () => {
  table([
    [
      'of thousands or decimals',
      link('bandwidth: 10.000 Mbit/s'),
      '4:16 links[0].bandwidth',
      'write 10 Mbit/s or 10,000 Mbit/s',
    ],
    ['of a size with three decimals', link('window: 1.500 MiB'), '4:13 links[0].window', 'write 1.5 MiB or 1,500 MiB'],
    [
      'of a distance with three decimals',
      'sites: {a: {at: {latitude: 1, longitude: 2, tolerance: 1.000 km}}}\n',
      '1:56 sites.a.at.tolerance',
      'write 1 km or 1,000 km',
    ],
    ['of a time with a comma', link('rtt: 1,500 ms'), '4:10 links[0].rtt', 'write 1.500 ms or 1500 ms'],
    ['of a share in quotes without a unit', link('loss: "0.01"'), '4:11 links[0].loss', 'write 1 % or 0.01 %'],
    ['that begins with a zero', link('bandwidth: 010 Gbit/s'), '4:16 links[0].bandwidth', 'write 10 Gbit/s'],
    ['that looks octal', 'sites: {a: {at: {latitude: 048, longitude: 2}}}\n', '1:28 ', '"048" is read as 48: write 48'],
    ['in hexadecimal', link('mtu: 0x5dc'), '4:10 ', '"0x5dc" is read as 1500: write 1500'],
    ['in octal', link('streams: 0o4'), '4:14 ', '"0o4" is read as 4: write 4'],
    ['with an exponent', link('mtu: 1e3'), '4:10 ', '"1e3" is read as 1000: write 1000'],
  ]);

  test.each(['rtt: 31.245 ms', 'rtt: 1 500 us', 'bandwidth: 0.125 Gbit/s', 'bandwidth: 10,000 Mbit/s', 'loss: 0.01 %'])(
    '%s is not ambiguous',
    (field) => expect(errorsOf(link(field))).toEqual([]),
  );
});

describe('a name', () => {
  table([
    ['as a number and as a text', 'sites:\n  1: {}\n  "1": {}\n', '3:3 ', '"1" is declared twice'],
    ['as another number than it looks', 'sites:\n  010: {}\n', '2:3 ', 'the key is read as 10: write it in quotes'],
    ['that is a list', 'sites:\n  ? [a, b]\n  : {}\n', '2:5 ', 'a key must be a word, not a list'],
    ['that is a mapping', 'sites:\n  ? {a: b}\n  : {}\n', '2:5 ', 'a key must be a word, not a mapping'],
    ['that is an alias', 'sites:\n  a: &x {}\n  *x : {}\n', '3:3 ', 'a key must be a word, not an alias'],
    [
      'that differs in case only',
      'sites: {Vienna: {}, vienna: {}}\n',
      '1:21 sites.vienna',
      '"vienna" differs from "Vienna" in case only',
    ],
    [
      'that differs in the form of Unicode only',
      'workloads: {"z\u00fcrich": {}, "zu\u0308rich": {}}\n',
      '1:27 workloads["zu\u0308rich"]',
      'in the form of Unicode only: choose another name',
    ],
  ]);

  test('that is declared elsewhere in another case is told, in the same case it is the same site', () => {
    const read = (name: string) => readFacts(`sites: {${name}: {}}\n`, 'f', { knownSites: ['Vienna'] }).errors;
    expect(read('Vienna')).toEqual([]);
    expect(read('vienna')).toMatchObject([{ message: expect.stringContaining('in case only') as string }]);
  });

  test('of a list makes Node say nothing of its own', () => {
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation();
    errorsOf('sites:\n  ? [a, b]\n  : {}\n');
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });
});

describe('a tag of YAML is refused,', () => {
  table([
    ['of a set', 'sites: !!set {a}\n', '1:14 ', 'holds the YAML tag "!!set", which is not supported: remove it'],
    ['of binary data', 'sites: !!binary aGVsbG8=\n', '1:17 ', 'holds the YAML tag "!!binary"'],
    ['of a text', 'sites:\n  a: {at: !!str VIE}\n', '2:17 ', 'holds the YAML tag "!!str"'],
    ['of nothing', 'sites:\n  a: {at: ! VIE}\n', '2:13 ', 'holds the YAML tag "!"'],
  ]);
});

describe('an alias that stands within what it stands for is refused,', () => {
  table([
    ['in a list', 'sites: &x [*x, a]\n', '1:12 ', 'the alias "x" stands within what it stands for'],
    [
      'deeper down',
      'sites:\n  a: &a\n    match: [{ tag: *a }]\n',
      '3:20 ',
      'the alias "a" stands within what it stands for',
    ],
  ]);
});

describe('a version', () => {
  table([
    [
      'that nobody has seen',
      'platforms: {vmotion: "99"}\n',
      '1:22 platforms.vmotion',
      '"99" is no version that exists; the newest known is 9',
    ],
    [
      'that vSAN has jumped over',
      'platforms: {vsan: "6.9"}\n',
      '1:19 platforms.vsan',
      '"6.9" is no version that exists; there are 6.0, 6.1, 6.2, 6.5, 6.6, 6.7',
    ],
    ...(
      [
        ['8.5', '8.0'],
        ['8.5.1', '8.0'],
        ['7.7', '7.0'],
        ['6.9', '6.0, 6.5, 6.7'],
        ['5.4', '5.0, 5.1, 5.5'],
      ] as const
    ).map(([version, there]): Row => [
      `that vSphere has jumped over, ${version}`,
      `platforms: {vmotion: "${version}"}\n`,
      '1:22 platforms.vmotion',
      `"${version}" is no version that exists; there are ${there}`,
    ]),
    ['before the first', 'platforms: {vsan: "0"}\n', '1:19 platforms.vsan', '"0" is no version that exists'],
    [
      'with a comma',
      'platforms: {vsan: "8,0"}\n',
      '1:19 platforms.vsan',
      '"8,0" is not a version; write one such as 8.0',
    ],
    [
      'of any update',
      'platforms: {vsan: "8.x"}\n',
      '1:19 platforms.vsan',
      '"8.x" is not a version; write 8 for any of them',
    ],
    ['with words behind it', 'platforms: {vsan: "8 or so"}\n', '1:19 platforms.vsan', 'is not a version'],
  ]);

  test.each([
    '2.5',
    '3.5',
    '4.1',
    '5.5',
    '6',
    '6.7 U3',
    '9.1',
    '10',
    '8',
    '8.0',
    'v8',
    '8.0.3',
    '8.0 U3',
    '7.0 U3c',
    '8.0u2',
    '9.0',
  ])('%s may exist', (version) => expect(errorsOf(`platforms: {vmotion: "${version}"}\n`)).toEqual([]));
});

describe('the day of a measurement', () => {
  const errorsOn = (today: string | undefined, day: string) =>
    readFacts(link(`measuredOn: ${day}`), 'f', { today }).errors.map(({ line, message }) => [line, message]);

  test('lies in the future from the day after tomorrow, since east of UTC it may be tomorrow', () => {
    expect(errorsOn('2026-02-28', '2026-03-01')).toEqual([]);
    expect(errorsOn('2026-02-28', '2026-03-02')).toEqual([[4, '"2026-03-02" lies in the future; today is 2026-02-28']]);
    expect(errorsOn('2026-02-28', '9999-01-01')).toHaveLength(1);
  });

  test('is not held against a day that nobody gave', () => expect(errorsOn(undefined, '9999-01-01')).toEqual([]));

  test.each(['0000-01-01', '1969-12-31'])('%s is before anybody measured', (day) =>
    expect(errorsOn(undefined, day)).toEqual([[4, `"${day}" is before 1970-01-01, when nothing was measured`]]),
  );
});
