import type { DoubtfulBound, HeldLimit } from '../../lib/facts/held-limit';
import { ms, type Seconds } from '../../lib/model/units';
import { holdAgainst } from '../../lib/rules/hold-against';

const doubtful = (value: number, because: DoubtfulBound<Seconds>['because']): DoubtfulBound<Seconds> => ({
  value: ms(value),
  row: {
    id: 'row',
    product: 'a product',
    version: '1',
    capability: 'live-migration',
    strength: 'requirement',
    limit: {},
    source: { title: 'a manual', url: 'https://vendor.example/manual' },
    status: because === 'secondary-source' ? 'secondary' : 'read',
  },
  because,
});

const limit = (certain?: number, open?: DoubtfulBound<Seconds>): HeldLimit<Seconds> => ({
  certain: certain === undefined ? undefined : { value: ms(certain) },
  doubtful: open,
  isPublished: true,
});

/** A round trip of so many milliseconds, or of that at least where it is not declared. */
const held = (against: HeldLimit<Seconds>, rtt: number, isDeclared = true) =>
  holdAgainst(against, (max) => ({
    standing: ms(rtt) > max ? 'beyond' : isDeclared ? 'within' : 'open',
  }));

const edition = doubtful(5, 'edition');
const secondary = doubtful(5, 'secondary-source');

test.each([
  ['beyond what is certain', limit(150), 151, 'beyond', 0.15],
  ['within what is certain', limit(150), 150, 'within', 0.15],
  ['within what another edition asks for', limit(10, edition), 5, 'within', 0.01],
  ['beyond what another edition asks for', limit(10, edition), 6, 'doubtful', 0.005],
  ['beyond both', limit(10, edition), 11, 'beyond', 0.01],
  ['beyond what a secondary source says', limit(10, secondary), 6, 'beyond', 0.005],
  ['beyond what a secondary source says, where nothing is certain', limit(undefined, secondary), 6, 'beyond', 0.005],
  [
    'beyond what another version asks for, where nothing is certain',
    limit(undefined, doubtful(5, 'version')),
    6,
    'doubtful',
    0.005,
  ],
])('%s', (_, against, rtt, outcome, value) => {
  expect(held(against, rtt)).toMatchObject({ outcome, bound: { value } });
});

test('what is not declared is open until even its minimum is beyond', () => {
  expect(held(limit(10), 9, false)?.outcome).toBe('open');
  expect(held(limit(10, edition), 9, false)).toMatchObject({ outcome: 'open', bound: { value: 0.01 } });
  expect(held(limit(10, secondary), 9, false)).toMatchObject({ outcome: 'beyond', bound: { value: 0.005 } });
  expect(held(limit(10), 11, false)?.outcome).toBe('beyond');
});

test('there is nothing to say without a number, or without a subject', () => {
  expect(held(limit(), 9)).toBeUndefined();
  expect(holdAgainst(limit(10), () => undefined)).toBeUndefined();
});
