import { flipPoint, flipPointOfMargin, type FlipPoint, type FlipRange } from '../../lib/model/flip-point';
import { gbps, ms, type Seconds } from '../../lib/model/units';
import { fc } from '../support/property';

/** From a nanosecond or a bit to more than any quantity: 27 decades. */
const wide = { low: 1e-9, high: 1e18 };

/** The neighbouring numbers, by their bits. */
function neighbour(x: number, direction: 1 | -1): number {
  const bits = new BigInt64Array(new Float64Array([x]).buffer);
  bits[0] = (bits[0] ?? 0n) + BigInt(direction);
  return new Float64Array(bits.buffer)[0] ?? NaN;
}

function counted<R>(judge: (x: number) => R): { readonly judge: (x: number) => R; readonly count: () => number } {
  let count = 0;
  return { judge: (x) => (count++, judge(x)), count: () => count };
}

const edge = fc.double({ min: -8.9, max: 17.9, noNaN: true }).map((decade) => 10 ** decade);
const kind = fc.constantFrom<'at-most' | 'at-least'>('at-most', 'at-least');
const passesAt = (sort: 'at-most' | 'at-least', flip: number) => (x: number) =>
  sort === 'at-most' ? x <= flip : x >= flip;

describe('where a verdict flips', () => {
  test('it is the very number, in either direction', () => {
    fc.assert(
      fc.property(edge, kind, (flip, sort) => {
        expect(flipPoint(passesAt(sort, flip), wide)).toEqual({ kind: sort, value: flip });
      }),
    );
  });

  test('just inside passes, just outside does not', () => {
    fc.assert(
      fc.property(edge, kind, (flip, sort) => {
        // A threshold that is no number of its own: x^2 against flip^2, both rounded.
        const passes = (x: number): boolean => passesAt(sort, flip * flip)(x * x);
        const { value } = flipPoint(passes, wide) as { value: number };
        expect(passes(value)).toBe(true);
        expect(passes(neighbour(value, sort === 'at-most' ? 1 : -1))).toBe(false);
      }),
    );
  });

  test('within a tolerance it passes at the value, and fails that far outside', () => {
    fc.assert(
      fc.property(edge, kind, fc.double({ min: -12, max: -1, noNaN: true }), (flip, sort, decade) => {
        const tolerance = 10 ** decade;
        const { judge, count } = counted(passesAt(sort, flip));
        const { value } = flipPoint(judge, { ...wide, tolerance }) as { value: number };
        expect(judge(value)).toBe(true);
        expect(
          judge(sort === 'at-most' ? value * (1 + tolerance) * (1 + 1e-15) : (value / (1 + tolerance)) * (1 - 1e-15)),
        ).toBe(false);
        expect(count()).toBeLessThanOrEqual(2 + 2 + 7 + Math.ceil(-Math.log2(tolerance)));
      }),
    );
  });

  test('no value of the range changes it', () => {
    expect(flipPoint(() => true, wide)).toBe('always');
    expect(flipPoint(() => false, wide)).toBe('never');
    expect(flipPoint((x) => x < 1, { low: 2, high: 3 })).toBe('never');
    expect(flipPoint((x) => x < 4, { low: 2, high: 3 })).toBe('always');
    const only: FlipRange = { low: 3, high: 3 };
    expect(flipPoint((x) => x < 4, only)).toBe('always');
  });

  test('at the very ends of the range', () => {
    expect(flipPoint((x) => x <= 2, { low: 2, high: 3 })).toEqual({ kind: 'at-most', value: 2 });
    expect(flipPoint((x) => x >= 3, { low: 2, high: 3 })).toEqual({ kind: 'at-least', value: 3 });
    expect(flipPoint((x) => x <= 5e-324, { low: 5e-324, high: Number.MAX_VALUE })).toEqual({
      kind: 'at-most',
      value: 5e-324,
    });
    expect(flipPoint((x) => x >= 1e300, { low: 1e-300, high: Number.MAX_VALUE })).toEqual({
      kind: 'at-least',
      value: 1e300,
    });
  });

  test('it keeps the unit', () => {
    const flip: FlipPoint<Seconds> = flipPoint((rtt) => rtt <= ms(12.4), { low: ms(0.001), high: ms(10_000) });
    expect(flip).toEqual({ kind: 'at-most', value: ms(12.4) });
  });

  test.each([
    [0, 1],
    [-1, 1],
    [2, 1],
    [1, Infinity],
    [NaN, 1],
    [1, NaN],
  ])('%d to %d is no range of a positive quantity', (low, high) => {
    expect(() => flipPoint(() => true, { low, high })).toThrow(RangeError);
    expect(() => flipPointOfMargin(() => 1, { low, high })).toThrow(`${low} to ${high} is not a range`);
  });
});

describe('how often it asks', () => {
  test('62 times at most over 27 decades, down to the last bit', () => {
    fc.assert(
      fc.property(edge, kind, (flip, sort) => {
        const { judge, count } = counted(passesAt(sort, flip));
        flipPoint(judge, wide);
        expect(count()).toBeLessThanOrEqual(62);
      }),
    );
  });

  test('40 times at most for a tolerance of 1e-9', () => {
    fc.assert(
      fc.property(edge, kind, (flip, sort) => {
        const { judge, count } = counted(passesAt(sort, flip));
        flipPoint(judge, { ...wide, tolerance: 1e-9 });
        expect(count()).toBeLessThanOrEqual(40);
      }),
    );
  });

  test('8 times at most where a closed form says where, and is right to the last bits', () => {
    fc.assert(
      fc.property(edge, kind, fc.integer({ min: -3, max: 3 }), (flip, sort, bits) => {
        const { judge, count } = counted(passesAt(sort, flip));
        expect(flipPoint(judge, { ...wide, near: flip * (1 + bits * 2 ** -52) })).toEqual({ kind: sort, value: flip });
        expect(count()).toBeLessThanOrEqual(8);
      }),
    );
  });

  test('never outside the range, wherever a hint points', () => {
    const judgeOf = (sort: 'at-most' | 'at-least', flip: number) => (x: number) => {
      expect(x).toBeGreaterThanOrEqual(1);
      expect(x).toBeLessThanOrEqual(2);
      return passesAt(sort, flip)(x);
    };
    const inRange = fc.double({ min: 1, max: 2, noNaN: true });
    const hint = fc.oneof(
      fc.double({ min: 0, max: 3, noNaN: true }),
      fc.constantFrom(1 + 1e-12, 2 - 1e-12, 1.005, 1.99),
    );
    fc.assert(
      fc.property(inRange, hint, kind, (flip, near, sort) => {
        fc.pre(sort === 'at-most' ? flip < 2 : flip > 1);
        expect(flipPoint(judgeOf(sort, flip), { low: 1, high: 2, near })).toEqual({ kind: sort, value: flip });
      }),
    );
    const asked: number[] = [];
    flipPoint((x) => (asked.push(x), x <= 2 - 1e-13), { low: 1, high: 2, near: 2 - 1e-12 });
    expect([Math.min(...asked), Math.max(...asked)]).toEqual([1, 2]);
  });

  test('fewer times the nearer it is told, and with any hint it finds the same', () => {
    const asked = (near: number): number => {
      const { judge, count } = counted((x) => x <= 1000);
      expect(flipPoint(judge, { ...wide, near })).toEqual({ kind: 'at-most', value: 1000 });
      return count();
    };
    const exact = asked(1000);
    const close = [1000 * (1 - 1e-9), 1000 * (1 + 1e-9)].map(asked);
    const far = [500, 2000].map(asked);
    for (const n of close) expect(n).toBeGreaterThan(exact);
    for (const n of close) expect(n).toBeLessThan(40);
    for (const n of far) expect(n).toBeLessThanOrEqual(66);
    // Outside the range, or at its ends, a hint is passed over.
    const without = 61;
    for (const near of [1e-9, 1e18, 1e-10, 1e19, NaN]) expect(Math.abs(asked(near) - without)).toBeLessThanOrEqual(1);
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
    const { value } = flipPointOfMargin(judge, wide) as { value: number };
    expect(Math.abs(value / zero - 1)).toBeLessThan(1e-13);
    expect(margin(value)).toBeGreaterThanOrEqual(0);
    expect(count()).toBeLessThanOrEqual(20);
  });

  test.each(margins)('%s: told where, 5 evaluations are enough', (_name, margin, zero) => {
    const { judge, count } = counted(margin);
    const { value } = flipPointOfMargin(judge, { ...wide, near: zero }) as { value: number };
    expect(Math.abs(value / zero - 1)).toBeLessThan(1e-13);
    expect(count()).toBeLessThanOrEqual(5);
  });

  test('just inside passes, just outside does not, for power laws of either direction', () => {
    fc.assert(
      fc.property(edge, kind, fc.double({ min: 0.2, max: 4, noNaN: true }), (flip, sort, power) => {
        const margin = (x: number): number => ((x / flip) ** power - 1) * (sort === 'at-most' ? -1 : 1);
        const { judge, count } = counted(margin);
        const found = flipPointOfMargin(judge, wide) as { kind: string; value: number };
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
      const { value } = flipPointOfMargin(judge, wide) as { value: number };
      expect(Math.abs(value / (zeros[i] ?? NaN) - 1)).toBeLessThan(1e-13);
      expect(count()).toBeLessThanOrEqual(62);
    });
  });

  test('a margin of zero passes', () => {
    const range: FlipRange = { low: 1, high: 4 };
    expect(flipPointOfMargin((x) => (x >= 2 ? 0 : -1), range)).toMatchObject({ kind: 'at-least' });
    expect(flipPointOfMargin(() => 0, range)).toBe('always');
    expect(flipPointOfMargin((x) => 4 - x, range)).toBe('always');
    expect(flipPointOfMargin((x) => x - 4, range)).toEqual({ kind: 'at-least', value: 4 });
    expect(flipPointOfMargin(() => NaN, range)).toBe('never');
  });

  test('a margin is solved to the last few bits where that is asked for', () => {
    const { judge, count } = counted((x: number) => Math.log(x) - 3);
    const { value } = flipPointOfMargin(judge, { ...wide, tolerance: 0 }) as { value: number };
    expect(Math.log(value)).toBeGreaterThanOrEqual(3);
    expect(Math.log(value * (1 - 2 ** -49))).toBeLessThan(3);
    expect(count()).toBeLessThanOrEqual(24);
  });

  test('a coarser tolerance takes fewer evaluations', () => {
    const asked = (tolerance?: number): number => {
      const { judge, count } = counted((x) => Math.log(x) - 3);
      const { value } = flipPointOfMargin(judge, { ...wide, tolerance }) as { value: number };
      expect(Math.abs(value / Math.exp(3) - 1)).toBeLessThanOrEqual(tolerance ?? 1e-13);
      return count();
    };
    expect(asked(1e-3)).toBeLessThan(asked());
  });
});

test('a margin that is all but nothing on the failing side neither flips its sign nor keeps the search from ending', () => {
  const range: FlipRange = { low: 1, high: 4 };
  const margin = (x: number): number => (x > 3 ? Math.log(x / 3) : -Number.MIN_VALUE);
  const flip = flipPointOfMargin(margin, range);
  expect(flip).toMatchObject({ kind: 'at-least' });
  expect((flip as { value: number }).value).toBeCloseTo(3, 9);
});
