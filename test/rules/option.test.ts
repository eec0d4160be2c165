import { readOptions, type OptionSpec } from '../../lib/rules/option';

const specs = {
  maxRtt: { kind: 'duration', default: 0.005, description: 'a limit' },
  minBandwidth: { kind: 'bandwidth', default: 250e6, description: 'a floor' },
  moves: { kind: 'count', default: 1, description: 'a number' },
  strict: { kind: 'switch', default: false, description: 'a switch' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

test('options that are not written take their default', () => {
  expect(readOptions(specs, {})).toEqual({ maxRtt: 0.005, minBandwidth: 250e6, moves: 1, strict: false });
});

test('quantities are read as people write them, in SI units', () => {
  const { maxRtt, minBandwidth } = readOptions(specs, { maxRtt: '12 ms', minBandwidth: '1 Gbit/s' });
  expect(maxRtt).toBeCloseTo(0.012, 12);
  expect(minBandwidth).toBe(1e9);
});

test('counts and switches are read', () => {
  expect(readOptions(specs, { moves: 4, strict: true })).toMatchObject({ moves: 4, strict: true });
});

test.each([
  ['an option that does not exist', { maxRTT: '5 ms' }, /unknown option "maxRTT".*maxRtt/],
  ['a number without unit', { maxRtt: 5 }, /"maxRtt".*quotes/],
  ['a quantity of another kind', { maxRtt: '5 Gbit/s' }, /"maxRtt"/],
  ['a quantity below zero', { maxRtt: '-5 ms' }, /"maxRtt"/],
  ['a word', { minBandwidth: 'fast' }, /"minBandwidth"/],
  ['a count of zero', { moves: 0 }, /"moves".*whole number/],
  ['half a count', { moves: 1.5 }, /"moves".*whole number/],
  ['a count in quotes', { moves: '2' }, /"moves".*whole number/],
  ['a switch in quotes', { strict: 'true' }, /"strict".*true or false/],
  ['a null', { maxRtt: null }, /"maxRtt"/],
  ['a name that every object has', { constructor: '5 ms' }, /unknown option "constructor"/],
])("%s is refused with the option's name", (_, written, line) => {
  expect(() => readOptions(specs, written)).toThrow(line);
});

test('a rule without options says so', () => {
  expect(() => readOptions({}, { maxRtt: '5 ms' })).toThrow(/no options/);
});
