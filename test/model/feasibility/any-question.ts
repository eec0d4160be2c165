import type { Question } from '../../../lib/model/feasibility/question';
import { QEMU, TEXTBOOK } from '../../../lib/model/stop-rule';
import { bps, bytes, bytesPerSecond, km, ratio, seconds } from '../../../lib/model/units';
import { fc } from '../../support/property';

/** Between two numbers, as likely in one decade as in another. */
const between = (low: number, high: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp);

const perhaps = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });

const curve = fc
  .array(fc.record({ step: between(0.05, 5), rate: fc.oneof(fc.constant(0), between(1e5, 5e9)) }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((steps) => {
    let [within, dirtied] = [0, 0];
    return steps.map(({ step, rate }) => {
      within += step;
      dirtied += step * rate;
      return { within: seconds(within), dirtied: bytes(dirtied) };
    });
  });

const inputs = {
  rtt: between(1e-4, 0.3).map(seconds),
  distance: perhaps(between(1, 3000).map((n) => ({ geodesic: km(n * 1.05), least: km(n), most: km(n * 1.1) }))),
  bandwidth: between(1e7, 1e12).map(bps),
  share: perhaps(between(0.01, 1).map(ratio)),
  mtu: perhaps(fc.integer({ min: 576, max: 9216 }).map(bytes)),
  overlay: perhaps(fc.constantFrom('vxlan' as const, 'ipsec' as const)),
  vlanTagged: perhaps(fc.boolean()),
  loss: perhaps(fc.oneof(fc.constant(0), between(1e-9, 0.1)).map(ratio)),
  window: perhaps(between(1e5, 1e9).map(bytes)),
  streams: perhaps(fc.integer({ min: 1, max: 64 })),
  congestionControl: perhaps(fc.constantFrom('bbr' as const, 'loss-based' as const)),
  moves: perhaps(fc.integer({ min: 1, max: 8 })),
  maxRtt: perhaps(between(1e-3, 0.3).map(seconds)),
  minBandwidth: perhaps(between(1e7, 1e10).map(bps)),
  rateCap: perhaps(between(1e8, 1e11).map(bps)),
  downtimeLimit: between(0.03, 3).map(seconds),
  stop: fc.constantFrom(TEXTBOOK, QEMU),
  throttles: perhaps(fc.boolean()),
  memory: between(1e8, 1e12).map(bytes),
  nonZeroShare: perhaps(between(0.05, 1).map(ratio)),
  dirtyRate: fc.oneof(fc.constant(0), between(1e5, 1e10)).map(bytesPerSecond),
  workingSet: perhaps(between(1e7, 1e11).map(bytes)),
  writes: perhaps(fc.constantFrom('random' as const, 'cyclic' as const)),
  dirtyCurve: fc.option(curve, { nil: undefined, freq: 6 }),
  disk: between(1e8, 1e12).map(bytes),
  sharedStorage: perhaps(fc.boolean()),
};

/** Everything that decides is known; people and platform have all the time in the world. */
export const anyQuestion: fc.Arbitrary<Question> = fc.record(inputs);

/** With a limit on the time, too. */
export const anyHurriedQuestion: fc.Arbitrary<Question> = fc
  .tuple(
    anyQuestion,
    fc.record({
      totalTime: perhaps(between(1, 1e5).map(seconds)),
      downtime: perhaps(between(0.01, 10).map(seconds)),
      timeoutPerGib: perhaps(between(0.1, 800).map(seconds)),
    }),
  )
  .map(([question, budget]) => ({ ...question, ...budget }));
