import { flipPoint, type FlipPoint, type FlipRange } from '../../lib/model/flip-point';
import { gbps, ms, type Seconds } from '../../lib/model/units';
import { fc } from '../support/property';

/** From a nanosecond or a bit to more than any quantity: 27 decades. */
const wide = { low: 1e-9, high: 1e18 };

function counted<R>(judge: (x: number) => R): { readonly judge: (x: number) => R; readonly count: () => number } {
  let count = 0;
  return { judge: (x) => (count++, judge(x)), count: () => count };
}

const edge = fc.double({ min: -8.9, max: 17.9, noNaN: true }).map((decade) => 10 ** decade);
const kind = fc.constantFrom<'at-most' | 'at-least'>('at-most', 'at-least');
/** No more than a verdict. */
const verdictAt = (sort: 'at-most' | 'at-least', flip: number) => (x: number) =>
  (sort === 'at-most' ? x <= flip : x >= flip) ? 1 : -1;

/** As the model's margins: the logarithm of a number over its limit, of a number that is a power of the input. */
const logarithm = (sort: 'at-most' | 'at-least', flip: number, power: number) => (x: number) =>
  power * Math.log(sort === 'at-most' ? flip / x : x / flip);

describe('where a verdict flips that tells no more than itself', () => {
  test('it passes at the value, and fails as far outside as the tolerance', () => {
    fc.assert(
      fc.property(edge, kind, fc.double({ min: -12, max: -1, noNaN: true }), (flip, sort, decade) => {
        const tolerance = 10 ** decade;
        const { judge, count } = counted(verdictAt(sort, flip));
        const { kind: found, value } = flipPoint(judge, { ...wide, tolerance }) as { kind: string; value: number };
        expect(found).toBe(sort);
        expect(judge(value)).toBe(1);
        expect(
          judge(sort === 'at-most' ? value * (1 + tolerance) * (1 + 1e-15) : (value / (1 + tolerance)) * (1 - 1e-15)),
        ).toBe(-1);
        expect(count()).toBeLessThanOrEqual(2 + 2 + 7 + 6 + Math.ceil(-Math.log2(tolerance)));
      }),
    );
  });

  test('no value of the range changes it', () => {
    expect(flipPoint(() => 1, wide)).toBe('always');
    expect(flipPoint(() => -1, wide)).toBe('never');
    expect(flipPoint(verdictAt('at-most', 1), { low: 2, high: 3 })).toBe('never');
    expect(flipPoint(verdictAt('at-most', 4), { low: 2, high: 3 })).toBe('always');
    const only: FlipRange = { low: 3, high: 3 };
    expect(flipPoint(verdictAt('at-most', 4), only)).toBe('always');
  });

  test('at the very ends of the range', () => {
    const at = (sort: 'at-most' | 'at-least', flip: number, low: number, high: number) =>
      flipPoint(verdictAt(sort, flip), { low, high });
    expect(at('at-most', 2, 2, 3)).toEqual({ kind: 'at-most', value: 2 });
    expect(at('at-least', 3, 2, 3)).toEqual({ kind: 'at-least', value: 3 });
    expect(at('at-most', 5e-324, 5e-324, Number.MAX_VALUE)).toEqual({ kind: 'at-most', value: 5e-324 });
    expect(at('at-least', Number.MAX_VALUE, 1e-300, Number.MAX_VALUE)).toEqual({
      kind: 'at-least',
      value: Number.MAX_VALUE,
    });
  });

  test('of two neighbouring numbers, the one that passes', () => {
    // 2^-1074, the least number there is, and the next one.
    const [least, next] = [5e-324, 1e-323];
    const at = (sort: 'at-most' | 'at-least', flip: number) =>
      flipPoint(verdictAt(sort, flip), { low: least, high: 1 });
    expect(at('at-most', least)).toEqual({ kind: 'at-most', value: least });
    expect(at('at-least', next)).toEqual({ kind: 'at-least', value: next });
  });

  test('it keeps the unit', () => {
    const flip: FlipPoint<Seconds> = flipPoint((rtt) => ms(12.4) - rtt, { low: ms(0.001), high: ms(10_000) });
    expect(flip).toEqual({ kind: 'at-most', value: expect.closeTo(ms(12.4), 12) });
  });

  test.each([
    [0, 1],
    [-1, 1],
    [2, 1],
    [1, Infinity],
    [NaN, 1],
    [1, NaN],
  ])('%d to %d is no range of a positive quantity', (low, high) => {
    expect(() => flipPoint(() => 1, { low, high })).toThrow(RangeError);
    expect(() => flipPoint(() => 1, { low, high })).toThrow(`${low} to ${high} is not a range`);
  });

  test('never outside the range, wherever a hint points', () => {
    const judgeOf = (sort: 'at-most' | 'at-least', flip: number, power: number) => (x: number) => {
      expect(x).toBeGreaterThanOrEqual(1);
      expect(x).toBeLessThanOrEqual(2);
      return power === 0 ? verdictAt(sort, flip)(x) : logarithm(sort, flip, power)(x);
    };
    const inRange = fc.double({ min: 1, max: 2, noNaN: true });
    const hint = fc.oneof(
      fc.double({ min: 0, max: 3, noNaN: true }),
      fc.constantFrom(1 + 1e-12, 2 - 1e-12, 1.005, 1.99),
    );
    fc.assert(
      fc.property(inRange, hint, kind, fc.constantFrom(0, 0.3, 1, 3), (flip, near, sort, power) => {
        fc.pre(sort === 'at-most' ? flip < 2 : flip > 1);
        const found = flipPoint(judgeOf(sort, flip, power), { low: 1, high: 2, near });
        expect(found).toEqual({ kind: sort, value: expect.closeTo(flip, 12) });
      }),
    );
  });
});

describe('how often it asks', () => {
  const factor = fc.double({ min: -2, max: 2, noNaN: true }).map((decade) => 10 ** decade);

  test('8 times at most where a closed form says where', () => {
    fc.assert(
      fc.property(edge, kind, fc.integer({ min: -3, max: 3 }), (flip, sort, bits) => {
        const { judge, count } = counted(logarithm(sort, flip, 1));
        const { value } = flipPoint(judge, { ...wide, near: flip * (1 + bits * 2 ** -52) }) as { value: number };
        expect(Math.abs(value / flip - 1)).toBeLessThan(2 ** -45);
        expect(count()).toBeLessThanOrEqual(8);
      }),
    );
  });

  test('10 times at most from within a factor of 100, where the margin is the logarithm of a power', () => {
    fc.assert(
      fc.property(edge, kind, factor, fc.double({ min: 0.3, max: 3, noNaN: true }), (flip, sort, away, power) => {
        const { judge, count } = counted(logarithm(sort, flip, power));
        const { value } = flipPoint(judge, { ...wide, near: flip * away, tolerance: 1e-9 }) as { value: number };
        expect(Math.abs(value / flip - 1)).toBeLessThanOrEqual(1e-9);
        expect(count()).toBeLessThanOrEqual(10);
      }),
    );
  });

  test('as often as without a hint, where that is outside of the range', () => {
    const asked = (near?: number): number => {
      const { judge, count } = counted(logarithm('at-most', 1000, 1));
      expect(flipPoint(judge, { ...wide, near })).toMatchObject({ kind: 'at-most' });
      return count();
    };
    for (const near of [1e-10, 1e19, NaN]) expect(asked(near)).toBe(asked());
  });
});

describe('where a margin changes its sign', () => {
  /** Margins as the model has them, each with the place of its zero by hand. */
  const margins: readonly (readonly [string, (x: number) => number, number])[] = [
    ['a rate above a need, 4.2 Gbit/s', (x) => x - gbps(4.2), 4.2e9],
    ['a round trip below a limit, 12.4 ms', (x) => ms(12.4) - x, 0.0124],
    ['a time within a window: 8e9 / x <= 30', (x) => 30 - 8e9 / x, 8e9 / 30],
    [
      'random writers: x against W (1 - exp(-r L / W)) / L',
      (x) => x - 2e9 * -Math.expm1(-0.05),
      2e9 * -Math.expm1(-0.05),
    ],
    ['a square root: sqrt(x) = 77', (x) => Math.sqrt(x) - 77, 5929],
    ['a logarithm: ln x = 3', (x) => Math.log(x) - 3, Math.exp(3)],
    ['a cube: x^3 = 27', (x) => x ** 3 - 27, 3],
    ['a margin that is capped at 0.3', (x) => Math.min(0.3, x - 0.5), 0.5],
    [
      'never ends up to 300,000: 1e7 / (x - 300,000) <= 30',
      (x) => (x <= 3e5 ? -Infinity : 30 - 1e7 / (x - 3e5)),
      3e5 + 1e7 / 30,
    ],
  ];

  test.each(margins)('%s', (_name, margin, zero) => {
    const { judge, count } = counted(margin);
    const { value } = flipPoint(judge, wide) as { value: number };
    expect(Math.abs(value / zero - 1)).toBeLessThan(1e-13);
    expect(margin(value)).toBeGreaterThanOrEqual(0);
    expect(count()).toBeLessThanOrEqual(22);
  });

  test.each(margins)('%s: told where, 5 evaluations are enough', (_name, margin, zero) => {
    const { judge, count } = counted(margin);
    const { value } = flipPoint(judge, { ...wide, near: zero }) as { value: number };
    expect(Math.abs(value / zero - 1)).toBeLessThan(1e-13);
    expect(count()).toBeLessThanOrEqual(5);
  });

  test('just inside passes, just outside does not, for power laws of either direction', () => {
    fc.assert(
      fc.property(edge, kind, fc.double({ min: 0.2, max: 4, noNaN: true }), (flip, sort, power) => {
        const margin = (x: number): number => ((x / flip) ** power - 1) * (sort === 'at-most' ? -1 : 1);
        const { judge, count } = counted(margin);
        const found = flipPoint(judge, wide) as { kind: string; value: number };
        expect(count()).toBeLessThanOrEqual(24);
        expect(found.kind).toBe(sort);
        expect(margin(found.value)).toBeGreaterThanOrEqual(0);
        const step = 2 ** -45;
        expect(margin(found.value * (sort === 'at-most' ? 1 + step : 1 - step))).toBeLessThan(0);
      }),
    );
  });

  test('a margin that jumps, bends sharply, or is infinite costs about what halving does', () => {
    const awkward: ((x: number) => number)[] = [
      (x) => (x > 12_345.678 ? 1 : -1),
      (x) => (x > 5e6 ? -Infinity : 5e6 + 1 - x),
      (x) => (x < 7 ? (x - 7) * 1e3 : (x - 7) * 1e-3),
      (x) => (x < 7 ? (x - 7) * 1e-6 : (x - 7) * 1e6),
      (x) => (x - 5) ** 3,
      (x) => (x > 5 ? Infinity : -Infinity),
      (x) => (x > 5 ? 1 : NaN),
    ];
    const zeros = [12_345.678, 5e6, 7, 7, 5, 5, 5];
    awkward.forEach((margin, i) => {
      const { judge, count } = counted(margin);
      const { value } = flipPoint(judge, wide) as { value: number };
      expect(Math.abs(value / (zeros[i] ?? NaN) - 1)).toBeLessThan(1e-13);
      expect(count()).toBeLessThanOrEqual(70);
    });
  });

  test('a margin of zero passes', () => {
    const range: FlipRange = { low: 1, high: 4 };
    expect(flipPoint((x) => (x >= 2 ? 0 : -1), range)).toMatchObject({ kind: 'at-least' });
    expect(flipPoint(() => 0, range)).toBe('always');
    expect(flipPoint((x) => 4 - x, range)).toBe('always');
    expect(flipPoint((x) => x - 4, range)).toEqual({ kind: 'at-least', value: 4 });
    expect(flipPoint(() => NaN, range)).toBe('never');
  });

  test('a margin is solved to the last few bits where that is asked for', () => {
    const { judge, count } = counted((x: number) => Math.log(x) - 3);
    const { value } = flipPoint(judge, { ...wide, tolerance: 0 }) as { value: number };
    expect(Math.log(value)).toBeGreaterThanOrEqual(3);
    expect(Math.log(value * (1 - 2 ** -49))).toBeLessThan(3);
    expect(count()).toBeLessThanOrEqual(24);
  });

  test('a coarser tolerance takes fewer evaluations', () => {
    const asked = (tolerance?: number): number => {
      const { judge, count } = counted((x) => x ** 3 - 27);
      const { value } = flipPoint(judge, { ...wide, tolerance }) as { value: number };
      expect(Math.abs(value / 3 - 1)).toBeLessThanOrEqual(tolerance ?? 1e-13);
      return count();
    };
    expect(asked(1e-3)).toBeLessThan(asked());
  });
});

test('a margin that is all but nothing on the failing side neither flips its sign nor keeps the search from ending', () => {
  const range: FlipRange = { low: 1, high: 4 };
  const margin = (x: number): number => (x > 3 ? Math.log(x / 3) : -Number.MIN_VALUE);
  const flip = flipPoint(margin, range);
  expect(flip).toMatchObject({ kind: 'at-least' });
  expect((flip as { value: number }).value).toBeCloseTo(3, 9);
});
