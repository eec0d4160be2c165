import { margin } from '../../../lib/model/feasibility/checks';
import { roundTripOf } from '../../../lib/model/feasibility/certain-round-trip';
import { feasibility } from '../../../lib/model/feasibility/feasibility';
import { flipPoints } from '../../../lib/model/feasibility/flip-points';
import { inputs, solvedNames, type SolvedName } from '../../../lib/model/inputs';
import { complete, type Question } from '../../../lib/model/feasibility/question';
import { QEMU, QEMU_AUTO_CONVERGE } from '../../../lib/model/stop-rule';
import { VERDICTS } from '../../../lib/model/verdict';
import { fc, timesAsOften } from '../../support/property';
import { anyHurriedQuestion, anyQuestion } from './any-question';

const factor = fc.double({ min: 1.0001, max: 4, noNaN: true });
const UNDETERMINED = VERDICTS.indexOf('undetermined');
const rankOf = (question: Question): number => VERDICTS.indexOf(feasibility(question).verdict);
const isFeasibleWith = (question: Question, input: SolvedName, value: number): boolean =>
  feasibility({ ...question, [input]: value }).verdict === 'feasible';

describe.each([
  ['without a limit on the time', anyQuestion, 1e-8],
  ['with one', anyHurriedQuestion, 1e-4],
] as const)('%s', (_name, question, tolerance) => {
  test('where a feasible question fails at an end of what an input may be, a flip point lies on the way there', () => {
    fc.assert(
      fc.property(question, (given) => {
        fc.pre(margin(complete(given)) >= 0);
        const flips = flipPoints(given);
        for (const input of solvedNames) {
          // Of what is not declared there is no way; the least round trip over a distance is the floor.
          if (given[input] === undefined || (input === 'rtt' && given.distance !== undefined)) continue;
          for (const [end, kind] of [
            [inputs[input].solved.low, 'at-least'],
            [inputs[input].solved.high, 'at-most'],
          ] as const) {
            const fails = margin({ ...complete(given), [input]: end }) < 0;
            const isTold = flips.some((one) => one.input === input && one.flip.kind === kind);
            expect([input, kind, isTold || !fails]).toEqual([input, kind, true]);
          }
        }
      }),
    );
  });

  test('just inside a flip point the verdict is feasible, just outside it is not', () => {
    fc.assert(
      fc.property(question, (given) => {
        for (const { input, flip } of flipPoints(given)) {
          const isWhole = inputs[input].kind === 'count';
          const up = isWhole ? flip.value + 1 : flip.value * (1 + tolerance);
          const down = isWhole ? flip.value - 1 : flip.value * (1 - tolerance);
          const [inside, outside] = flip.kind === 'at-most' ? [down, up] : [up, down];
          expect([input, flip, isFeasibleWith(given, input, isWhole ? flip.value : inside)]).toEqual([
            input,
            flip,
            true,
          ]);
          expect([input, flip, isFeasibleWith(given, input, flip.value)]).toEqual([input, flip, true]);
          expect([input, flip, isFeasibleWith(given, input, outside)]).toEqual([input, flip, false]);
        }
      }),
    );
  });

  test('what is feasible has a flip point on the way to anything that is not', () => {
    fc.assert(
      fc.property(question, fc.constantFrom(...solvedNames), factor, (given, input, more) => {
        const value = (given[input] ?? 0) * more ** 10;
        const { low, high } = inputs[input].solved;
        if (!(value > low && value < high) || inputs[input].kind === 'count') return;
        if (!isFeasibleWith(given, input, given[input]!) || isFeasibleWith(given, input, value)) return;
        expect(flipPoints(given).map((one) => one.input)).toContain(input);
      }),
      timesAsOften(10),
    );
  });

  test('the margin is not negative exactly if no check fails', () => {
    fc.assert(
      fc.property(question, (given) => {
        const { verdict } = feasibility(given);
        // Everything that decides is known here.
        expect(margin(given) >= 0).toBe(verdict === 'feasible');
      }),
      timesAsOften(10),
    );
  });

  test('what is left out and what is undefined are the same, to the record', () => {
    fc.assert(
      fc.property(question, fc.subarray([...solvedNames]), (given, forgotten) => {
        const holes = Object.fromEntries(forgotten.map((input) => [input, undefined]));
        const open: Question = { ...given, ...holes, downtimeLimit: given.downtimeLimit };
        const known = Object.fromEntries(Object.entries(open).filter(([, value]) => value !== undefined));
        expect(feasibility(open)).toEqual(feasibility(known as unknown as Question));
        expect(complete(open)).toEqual(open);
      }),
    );
  });

  test('what is not known never makes a pass, and what fails without it fails with it', () => {
    const inputs = fc.constantFrom('bandwidth', 'memory', 'dirtyRate', 'disk', 'rtt');
    fc.assert(
      fc.property(question, inputs, (given, input) => {
        const { verdict, reasons } = feasibility({ ...given, [input]: undefined });
        const known = feasibility(given).verdict;
        if (reasons.some((reason) => reason.id.endsWith('-unknown'))) expect(verdict).not.toBe('feasible');
        // Only a round trip can be wrong by itself, and one over hollow-core fibre beats the floor; or longer than any route needs.
        const isLonger = input === 'rtt' && (given.rtt ?? 0) > (roundTripOf({ ...given, rtt: undefined })?.ample ?? 0);
        if (verdict === 'feasible' && !isLonger) expect(['feasible', 'impossible']).toContain(known);
        if (input !== 'rtt' && VERDICTS.indexOf(verdict) < UNDETERMINED) {
          expect(VERDICTS.indexOf(known)).toBeLessThan(UNDETERMINED);
        }
      }),
      timesAsOften(10),
    );
  });
});

describe('more of it', () => {
  /**
   * Of the textbook's downtime only the limit is certain; it goes up and down below it. How long a guest takes that is slowed
   * is open, while one that just need not be takes for ever.
   */
  const hurried = anyHurriedQuestion.map((given): Question => ({
    ...given,
    downtime: undefined,
    throttles: undefined,
  }));
  const known = (given: Question, input: SolvedName): number => given[input]!;

  test('more bandwidth never makes the verdict worse', () => {
    fc.assert(
      fc.property(hurried, factor, (given, more) => {
        const faster = { ...given, bandwidth: known(given, 'bandwidth') * more } as Question;
        expect(rankOf(faster)).toBeGreaterThanOrEqual(rankOf(given));
      }),
      timesAsOften(10),
    );
  });

  test('more memory, or a higher dirty rate, never makes it better', () => {
    fc.assert(
      fc.property(hurried, factor, (given, more) => {
        // What a platform allows for each GiB grows with the memory.
        const patient = { ...given, timeoutPerGib: undefined };
        const larger = { ...patient, memory: known(given, 'memory') * more } as Question;
        const busier = { ...given, dirtyRate: known(given, 'dirtyRate') * more } as Question;
        expect(rankOf(larger)).toBeLessThanOrEqual(rankOf(patient));
        expect(rankOf(busier)).toBeLessThanOrEqual(rankOf(given));
      }),
      timesAsOften(10),
    );
  });

  test('a longer round trip or more loss never makes it better, save for what is faster than light', () => {
    fc.assert(
      fc.property(hurried, factor, (given, more) => {
        const nowhere = { ...given, distance: undefined };
        const longer = { ...nowhere, rtt: known(given, 'rtt') * more } as Question;
        const lossier = { ...nowhere, loss: Math.min(1, (given.loss ?? 0) * more) } as Question;
        expect(rankOf(longer)).toBeLessThanOrEqual(rankOf(nowhere));
        expect(rankOf(lossier)).toBeLessThanOrEqual(rankOf(nowhere));
      }),
      timesAsOften(10),
    );
  });

  test('a guest that QEMU may slow ends wherever one ends that it may not', () => {
    fc.assert(
      fc.property(anyQuestion, (given) => {
        const stop = { ...QEMU, autoConverge: QEMU_AUTO_CONVERGE };
        const left = { ...given, throttles: undefined };
        expect(rankOf({ ...left, stop })).toBeGreaterThanOrEqual(rankOf({ ...left, stop: QEMU }));
      }),
      timesAsOften(5),
    );
  });
});
