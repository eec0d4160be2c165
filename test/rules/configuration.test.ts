import { configureRules, settingErrors } from '../../lib/rules/configuration';
import { rules } from '../../policies';
import { broadcastDomainSingleSite } from '../../policies/broadcast-domain-single-site';
import { declared } from '../support/graph';

const errors = (set: NonNullable<Parameters<typeof declared>[0]['rules']>) =>
  settingErrors(declared({ rules: set }), rules).map(({ where, message }) => `${where}: ${message}`);

test('settings of rules and options that exist are no error', () => {
  expect(
    errors({
      'broadcast-domain-single-site': { level: 'warning', options: { maxRtt: '10 ms' } },
      'migration-bandwidth-floor': { options: { minBandwidth: '1 Gbit/s', concurrentMoves: 4 } },
      'declared-rtt-possible': { level: 'off' },
      'facts-declared': { level: 'error' },
    }),
  ).toEqual([]);
});

test('nothing declared is no error', () => expect(errors({})).toEqual([]));

test.each([
  ['a rule that does not exist', { 'broadcast-domain-one-site': {} }, /unknown rule "broadcast-domain-one-site"/],
  [
    'an option that does not exist',
    { 'migration-rtt-budget': { options: { limit: '5 ms' } } },
    /migration-rtt-budget.*"limit"/,
  ],
  [
    'a value of the wrong kind',
    { 'migration-rtt-budget': { options: { maxRtt: '5 km' } } },
    /migration-rtt-budget.*"maxRtt"/,
  ],
  [
    'an option of a rule without options',
    { 'declared-rtt-possible': { options: { x: 1 } } },
    /declared-rtt-possible.*no options/,
  ],
  ['an option of facts-declared', { 'facts-declared': { options: { x: 1 } } }, /facts-declared/],
])('%s is one clear line', (_, set, line) => {
  const found = errors(set);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(line);
});

test('each wrong setting has a line of its own, with where it was written', () => {
  const found = errors({ nonsense: {}, 'migration-rtt-budget': { options: { maxRtt: 5 } } });
  expect(found).toHaveLength(2);
  for (const line of found) expect(line).toContain('test here');
});

test('a rule runs at its own level and options unless somebody set others', () => {
  const own = configureRules(declared({})).of(broadcastDomainSingleSite);
  expect(own.level).toBe('error');
  expect(own.options['maxRtt']).toBeCloseTo(0.005, 12);
  const set = { 'broadcast-domain-single-site': { level: 'note' as const, options: { maxRtt: '7 ms' } } };
  const other = configureRules(declared({ rules: set })).of(broadcastDomainSingleSite);
  expect(other.level).toBe('note');
  expect(other.options['maxRtt']).toBeCloseTo(0.007, 12);
});
