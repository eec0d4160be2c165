import { readFacts } from '../../lib/declarations/read-facts';
import { readCondition } from '../../lib/declarations/read-condition';

const complaints = (yaml: string): readonly string[] =>
  readFacts(yaml, 'w.yaml').errors.map(({ path, message }) => `${path}: ${message}`);

const whole = {
  rule: 'migration-rtt-budget',
  subject: "'a.*'",
  stack: 'prod',
  outcome: 'violation',
  reason: 'r',
  owner: 'o',
  ticket: 't',
  until: '2027-03-31',
};

const waiver = (changes: Readonly<Record<string, string | undefined>> = {}): string =>
  `waivers:\n  -\n${Object.entries<string | undefined>({ ...whole, ...changes })
    .flatMap(([key, value]) => (value === undefined ? [] : [`    ${key}: ${value}\n`]))
    .join('')}`;

describe('a waiver', () => {
  it('that says everything is read, with its place', () => {
    const { declarations, errors } = readFacts(waiver({ while: 'rtt <= 12 ms' }), 'w.yaml');
    expect(errors).toEqual([]);
    expect(declarations.waivers).toMatchObject([
      {
        rule: 'migration-rtt-budget',
        findings: { subject: 'a.*' },
        until: '2027-03-31',
        conditions: [{ name: 'round trip', comparison: '<=', measure: { value: 0.012, unit: 's' } }],
        origin: { source: 'w.yaml', path: 'waivers[0]', line: 3 },
      },
    ]);
  });

  it.each(['rule', 'stack', 'outcome', 'reason', 'owner', 'ticket', 'until'])('without %s is an error', (key) => {
    expect(complaints(waiver({ [key]: undefined }))).toEqual([
      expect.stringMatching(new RegExp(`^waivers\\[0\\]\\.${key}: is missing`)),
    ]);
  });

  it.each([
    [{ subject: undefined }, 'waivers[0]: names no finding: write a subject, or a fingerprint'],
    [{ fingerprint: 'a'.repeat(32) }, 'waivers[0]: names its finding twice: keep the subject or the fingerprint'],
    [
      { subject: undefined, fingerprint: 'abc' },
      'waivers[0].fingerprint: must be a fingerprint: 32 digits of 0-9 and a-f',
    ],
    [{ until: '31.3.2027' }, 'waivers[0].until: "31.3.2027" is not a date: write YYYY-MM-DD, such as 2026-10-01'],
    [{ reason: '" "' }, 'waivers[0].reason: is empty: whoever reads the waiver needs it'],
    [{ while: '[]' }, undefined],
    [{ while: '12' }, 'waivers[0].while: must be a condition such as "rtt <= 12 ms", or a list of them, not 12'],
    [
      { while: '[rtt <= 5 ms, rtt >= 10 ms]' },
      'waivers[0].while: can never hold: "rtt >= 10 ms" and "rtt <= 5 ms" exclude each other',
    ],
    [{ while: '[rtt <= 5 ms, round trip >= 5 ms]' }, undefined],
    [
      { while: '[rtt < 5 ms, round trip >= 5 ms]' },
      'waivers[0].while: can never hold: "round trip >= 5 ms" and "rtt < 5 ms" exclude each other',
    ],
  ])('%j: %s', (changes, complaint) => {
    expect(complaints(waiver(changes))).toEqual(complaint === undefined ? [] : [complaint]);
  });
});

describe('a condition', () => {
  it.each([
    ['rtt <= 12 ms', 'round trip', 0.012, 's'],
    ['Round trip<12 ms', 'round trip', 0.012, 's'],
    ['dirtyRate <= 200 MiB/s', 'dirty rate', 200 * 2 ** 20, 'B/s'],
    ['migrationShare >= 40 %', 'migration share', 0.4, '1'],
    ['streams >= 4', 'number of streams', 4, '1'],
    ['rate of transfer needed < 2 Gbit/s', 'rate of transfer needed', 2e9, 'bit/s'],
    ['round 1 <= 15.5 min', 'round 1', 930, 's'],
  ])('%s', (text, name, value, unit) => {
    const read = readCondition(text);
    expect(read.ok && [read.value.name, read.value.measure.value, read.value.measure.unit]).toEqual([
      name,
      value,
      unit,
    ]);
  });

  it.each([
    ['rtt', /"rtt" is no condition: write a name, one of <= >= < > and a value/],
    ['rtt = 12 ms', /is no condition/],
    ['rtt <= 12 ms <= 14 ms', /is no condition/],
    ['rtt <= 12', /"12" has no unit/],
    ['rtt <= 12 Gbit\/s', /"Gbit\/s" is not a unit of/],
    ['rate of transfer <= fast', /"fast" does not begin with a number/],
    ['measuredOn <= 2026-01-01', /is not a number that could be compared/],
    ['streams <= many', /"many": number of streams is a plain number/],
  ])('%s is an error', (text, error) => {
    const read = readCondition(text);
    expect(read.ok ? '' : read.error).toMatch(error);
  });
});
