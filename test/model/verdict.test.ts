import { answer, isFeasible, VERDICTS, worseVerdict, type Reason, type Verdict } from '../../lib/model/verdict';
import { fc } from '../support/property';

const reason = (verdict: Verdict, id: string = verdict): Reason => ({
  verdict,
  id,
  kind: 'duration',
  value: undefined,
  limit: undefined,
});
const decide = (...verdicts: Verdict[]): Verdict => answer(verdicts.map((verdict) => reason(verdict))).verdict;

describe('of several verdicts', () => {
  test('the worst decides', () => {
    expect(decide('feasible', 'over-budget', 'does-not-converge')).toBe('does-not-converge');
    expect(decide('does-not-converge', 'unsupported', 'feasible')).toBe('unsupported');
    expect(decide('unsupported', 'impossible')).toBe('impossible');
    expect(decide('feasible', 'feasible-when-throttled')).toBe('feasible-when-throttled');
  });

  test('the unknown is never a pass', () => {
    expect(decide('feasible', 'undetermined')).toBe('undetermined');
    expect(decide('feasible-when-throttled', 'undetermined')).toBe('undetermined');
  });

  test.each(['impossible', 'unsupported', 'does-not-converge', 'over-budget'] as const)(
    '%s is certain whatever the unknown turns out to be',
    (failure) => {
      expect(decide('undetermined', 'feasible', failure)).toBe(failure);
    },
  );

  test('where nothing was looked at, nothing is known', () => {
    expect(answer([])).toEqual({ verdict: 'undetermined', reasons: [] });
  });
});

test('an answer holds all reasons, the worst first, equal ones as they came', () => {
  const late = { ...reason('over-budget', 'total-time'), value: 12, limit: 10 };
  const given = [reason('feasible'), late, reason('impossible'), reason('over-budget', 'downtime')];
  expect(answer(given).reasons.map(({ id }) => id)).toEqual(['impossible', 'total-time', 'downtime', 'feasible']);
  expect(answer(given).reasons[1]).toBe(late);
  expect(given[0]?.id).toBe('feasible');
});

test('only the two feasible verdicts are a pass', () => {
  expect(VERDICTS.filter(isFeasible)).toEqual(['feasible-when-throttled', 'feasible']);
});

test('the worse of two is what an answer of both comes to', () => {
  const verdict = fc.constantFrom(...VERDICTS);
  fc.assert(fc.property(verdict, verdict, (a, b) => expect(worseVerdict(a, b)).toBe(decide(a, b))));
});

test('more reasons never make it better', () => {
  const verdicts = fc.array(fc.constantFrom(...VERDICTS), { minLength: 1 });
  fc.assert(
    fc.property(verdicts, fc.constantFrom(...VERDICTS), (some, one) => {
      expect(worseVerdict(decide(...some), decide(...some, one))).toBe(decide(...some, one));
      if (isFeasible(decide(...some, one))) expect(isFeasible(decide(...some))).toBe(true);
    }),
  );
});
