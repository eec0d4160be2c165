import { margin } from '../../../lib/model/feasibility/checks';
import { rangeComplaint } from '../../../lib/declarations/range-complaint';
import { flipPointOf, flipPoints } from '../../../lib/model/feasibility/flip-points';
import { inputRow, inputs, measureFlip, solvedNames, type SolvedName } from '../../../lib/model/inputs';
import { complete, type Question } from '../../../lib/model/feasibility/question';
import { glassRtt } from '../../../lib/model/propagation';
import { parseQuantity, type QuantityKind } from '../../../lib/model/quantity';
import { QEMU } from '../../../lib/model/stop-rule';
import { bytes, bytesPerSecond, gb, km, mb, mbps, ms, ratio, seconds } from '../../../lib/model/units';
import { fc } from '../../support/property';
import { anyQuestion } from './any-question';
import { BUSY, EXAMPLE, FITTING } from './example';

/** Kind and value of the flip point of one input. */
function flipOf(question: Question, input: SolvedName): readonly [string, number] | undefined {
  const flip = flipPointOf(question, input);
  return flip && [flip.kind, flip.value];
}

function readBack(kind: QuantityKind, text: string): number {
  const read = parseQuantity(kind, text);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

const near = (value: number): unknown => expect.closeTo(value, -Math.floor(Math.log10(value)) + 6);

describe('by hand: the link must carry 18.1 MB/s, 144.8 Mbit/s', () => {
  test('a tenth of 1538 Mbit/s do', () => {
    expect(flipOf(EXAMPLE, 'bandwidth')).toEqual(['at-least', near(153.8e6)]);
    expect(flipOf(EXAMPLE, 'share')).toEqual(['at-least', near(0.1)]);
  });

  test('181 MB/s of dirty pages are the most that it carries', () => {
    expect(flipOf(EXAMPLE, 'dirtyRate')).toEqual(['at-most', near(181e6)]);
    expect(flipOf(BUSY, 'dirtyRate')).toEqual(['at-most', near(181e6)]);
  });

  test('a window of 1.81 MB carries it up to 100 ms, at 20 ms one of 362 kB, or 4 of 100 kB', () => {
    // W x 8 / R = 144.8 Mbit/s
    expect(flipOf({ ...EXAMPLE, window: mb(1.81) }, 'rtt')).toEqual(['at-most', near(0.1)]);
    expect(flipOf(EXAMPLE, 'window')).toEqual(['at-least', near(362_000)]);
    expect(flipOf({ ...EXAMPLE, window: bytes(100e3) }, 'streams')).toEqual(['at-least', 4]);
    expect(flipOf(EXAMPLE, 'rtt')).toBeUndefined();
    expect(flipOf(EXAMPLE, 'streams')).toBeUndefined();
  });

  test('a loss of 2.4e-5 at 20 ms leaves 250 segments in flight', () => {
    // 250 x 1448 x 8 / 0.02 = 144.8 Mbit/s, and 3 / (2 x 250^2) = 2.4e-5; by CUBIC it would be 0.02 (1.054 / 250)^(4/3) = 1.4e-5.
    expect(flipOf(EXAMPLE, 'loss')).toEqual(['at-most', near(2.4e-5)]);
  });

  test('on a link of 160 Mbit/s packets must be large: (m - 52) / (m + 38) = 0.905', () => {
    // m = (52 + 0.905 x 38) / 0.095 = 909.4, and an MTU is a whole number of bytes.
    expect(flipOf({ ...EXAMPLE, bandwidth: mbps(160) }, 'mtu')).toEqual(['at-least', 910]);
  });

  test('a busy writer ends if what can be dirty at all, 54.3 MB, fits the downtime', () => {
    expect(flipOf(BUSY, 'workingSet')).toEqual(['at-most', near(FITTING)]);
    expect(flipOf(BUSY, 'memory')).toEqual(['at-most', near(FITTING)]);
    expect(flipOf({ ...BUSY, memory: mb(543) }, 'nonZeroShare')).toEqual(['at-most', near(0.1)]);
    expect(flipOf({ ...BUSY, workingSet: mb(36.2) }, 'downtimeLimit')).toEqual(['at-least', near(0.2)]);
  });

  test('a budget leaves room for a disk: 211.13 s for 18.1 GB of it', () => {
    const apart = { ...EXAMPLE, sharedStorage: false, totalTime: seconds(211.13) };
    const [kind, value] = flipOf(apart, 'disk')!;
    expect(kind).toBe('at-most');
    expect(Math.abs(value / 18.1e9 - 1)).toBeLessThan(1e-4);
    expect(flipOf({ ...apart, sharedStorage: true }, 'disk')).toBeUndefined();
  });

  test('what the vendor asks for counts as well', () => {
    expect(flipOf({ ...EXAMPLE, minBandwidth: mbps(250) }, 'bandwidth')).toEqual(['at-least', near(250e6)]);
    expect(flipOf({ ...EXAMPLE, minBandwidth: mbps(769) }, 'share')).toEqual(['at-least', near(0.5)]);
    expect(flipOf({ ...EXAMPLE, maxRtt: ms(12.4) }, 'rtt')).toEqual(['at-most', 0.0124]);
  });
});

describe('what is not known has a threshold to meet', () => {
  test.each<[SolvedName, 'at-most' | 'at-least', number]>([
    ['bandwidth', 'at-least', 153.8e6],
    ['dirtyRate', 'at-most', 181e6],
  ])('%s', (input, kind, value) => {
    expect(flipOf({ ...EXAMPLE, [input]: undefined }, input)).toEqual([kind, near(value)]);
  });

  test('memory of a busy guest, and the round trip against the limit of the platform', () => {
    expect(flipOf({ ...BUSY, memory: undefined }, 'memory')).toEqual(['at-most', near(FITTING)]);
    expect(flipOf({ ...EXAMPLE, rtt: undefined, maxRtt: ms(150) }, 'rtt')).toEqual(['at-most', 0.15]);
  });

  test('nothing can be told where two of them decide together', () => {
    expect(flipPoints({ ...EXAMPLE, bandwidth: undefined, dirtyRate: undefined })).toEqual([]);
    expect(flipPoints({ downtimeLimit: ms(300) })).toEqual([]);
  });
});

describe('an input that passes only in between', () => {
  const distance = { geodesic: km(1050), least: km(1000), most: km(1100) };

  test('a round trip is at least that of light, 6.671 ms over 1,000 km, and at most what the platform supports', () => {
    const spanned = { ...EXAMPLE, distance, maxRtt: ms(150) };
    expect(flipOf(spanned, 'rtt')).toEqual(['at-most', 0.15]);
    expect(flipOf({ ...spanned, rtt: ms(200) }, 'rtt')).toEqual(['at-most', 0.15]);
    expect(flipOf({ ...spanned, rtt: undefined }, 'rtt')).toEqual(['at-most', 0.15]);
    // 2 x 1,000,000 / 299,792,458
    expect(flipOf({ ...spanned, rtt: ms(1) }, 'rtt')).toEqual(['at-least', near(0.006671281904)]);
    expect(flipOf({ ...EXAMPLE, distance }, 'rtt')).toBeUndefined();
    expect(flipOf({ ...spanned, maxRtt: ms(6) }, 'rtt')).toBeUndefined();
    expect(flipOf({ ...spanned, distance: { geodesic: km(5), least: km(0), most: km(10) } }, 'rtt')).toEqual([
      'at-most',
      0.15,
    ]);
    // A ten-thousandth of a thousand times as much: a distance bounds the round trip alone.
    expect(flipOf({ ...spanned, bandwidth: mbps(1_538_000) }, 'share')).toEqual(['at-least', near(1e-4)]);
  });

  test('a downtime limit is long enough for the rounds and short enough for people, the upper end first', () => {
    // 250 MB/s anywhere in 181 MB against 181 MB/s: 1 - exp(-250 / 181 L) = L at 0.4958 s. A guest that stands still for up to
    // the limit, and 1.5 x 20 ms for the hand-over, keeps a budget of 0.9 s up to a limit of 0.87 s.
    const torn: Question = {
      ...BUSY,
      writes: 'random',
      workingSet: mb(181),
      downtimeLimit: ms(700),
      downtime: ms(900),
    };
    const flips = flipPoints(torn).filter(({ input }) => input === 'downtimeLimit');
    expect(flips.map(({ flip }) => flip.kind)).toEqual(['at-most', 'at-least']);
    expect(flips[0]!.flip.value / 0.87).toBeCloseTo(1, 3);
    expect(flips[1]!.flip.value / 0.4958).toBeCloseTo(1, 3);
    expect(flipOf(torn, 'downtimeLimit')![0]).toBe('at-most');
    // Where the declared value does not pass, nobody knows where to look.
    for (const limit of [0.1, 1e-4, 1e-3, 200, 3600, 4000]) {
      const failing = { ...torn, downtimeLimit: seconds(limit) };
      expect(flipPoints(failing).filter(({ input }) => input === 'downtimeLimit')).toEqual([]);
    }
  });
});

describe('what is given', () => {
  test('one for each input that decides, in the order in which people ask', () => {
    expect(flipPoints({ ...EXAMPLE, window: mb(5), maxRtt: ms(150) }).map(({ input }) => input)).toEqual([
      'rtt',
      'bandwidth',
      'share',
      'loss',
      'window',
      'dirtyRate',
    ]);
  });

  test('numbers of nine digits where they pass, whole ones where only those make sense', () => {
    const flips = flipPoints({ ...EXAMPLE, writes: 'random', dirtyRate: bytesPerSecond(123e6), window: bytes(1e6) });
    for (const { input, flip } of flips) {
      if (inputs[input].kind === 'count') expect(Number.isInteger(flip.value)).toBe(true);
    }
    expect(flips.map(({ input }) => input)).toContain('streams');
    // 1810 = 36.2 x 50: 49 streams of 7,240 bytes carry less than 144.8 Mbit/s, 50 just as much, which is not above it.
    expect(flipOf({ ...EXAMPLE, window: bytes(7240) }, 'streams')).toEqual(['at-least', 51]);
    expect(flipOf({ ...EXAMPLE, window: bytes(7241) }, 'streams')).toEqual(['at-least', 50]);
    // Of QEMU each stream leaves a window in the sockets: 9 x 2.95 - 10.83 MB take 145 ms at 117.7 x 0.92 = 108.3 MB/s, ten
    // take 173 ms. With the 300 ms of the limit less half an iteration of 100 ms, 50.5 ms for the way and 2 R + 11 or 12 ms for
    // several streams: 657 and 685 ms.
    const sockets: Question = {
      ...EXAMPLE,
      bandwidth: mbps(1000),
      rtt: ms(100),
      window: mb(2.95),
      dirtyRate: bytesPerSecond(0),
      stop: QEMU,
      downtime: ms(670),
    };
    expect(flipOf(sockets, 'streams')).toEqual(['at-most', 9]);
    expect(flipOf({ ...EXAMPLE, minBandwidth: mbps(250.1) }, 'bandwidth')).toEqual(['at-least', 250_100_000]);
  });

  test('a question is left as it was', () => {
    const question = Object.freeze({ ...EXAMPLE });
    flipPoints(question);
    expect(question).toEqual(EXAMPLE);
  });

  test('every input has a range of positive numbers, all of which can be entered', () => {
    for (const name of solvedNames) {
      const { low, high } = inputs[name].solved;
      expect(low > 0 && low < high).toBe(true);
      expect([name, rangeComplaint(inputRow(name), low), rangeComplaint(inputRow(name), high)]).toEqual([
        name,
        undefined,
        undefined,
      ]);
    }
  });

  test('a cap that somebody sets, and none that nobody does', () => {
    // 144.8 Mbit/s of payload are needed.
    expect(flipOf({ ...EXAMPLE, rateCap: mbps(1000) }, 'rateCap')).toEqual(['at-least', near(144.8e6)]);
    expect(flipPoints(EXAMPLE).map(({ input }) => input)).not.toContain('rateCap');
  });

  test('what is printed of a flip point passes when it is typed in again', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        for (const { input, flip } of flipPoints(question)) {
          const { text } = measureFlip(input, flip);
          const { kind } = inputs[input];
          const typed = kind === 'count' ? Number(text) : readBack(kind, text);
          // Inputs drawn at random differ from what can be printed in their last bits.
          const inside = kind === 'count' ? typed : typed * (flip.kind === 'at-most' ? 1 - 1e-12 : 1 + 1e-12);
          expect([input, flip, text, margin(complete({ ...question, [input]: inside })) >= 0]).toEqual([
            input,
            flip,
            text,
            true,
          ]);
        }
      }),
    );
  });
});

describe('the margin is the logarithm of the nearest limit', () => {
  test('ten times as fast as is needed: ln 10', () => {
    expect(margin(EXAMPLE)).toBeCloseTo(Math.log(10), 9);
    expect(margin({ ...EXAMPLE, maxRtt: ms(40) })).toBeCloseTo(Math.log(2), 9);
    expect(margin({ ...EXAMPLE, maxRtt: ms(10) })).toBeCloseTo(-Math.log(2), 9);
    expect(margin({ ...EXAMPLE, minBandwidth: mbps(1538) })).toBe(0);
    expect(margin({ ...EXAMPLE, minBandwidth: mbps(3076), dirtyRate: undefined })).toBeCloseTo(-Math.log(2), 9);
    expect(margin({ ...EXAMPLE, totalTime: seconds(111.13 / 1.4) })).toBeCloseTo(-Math.log(1.4), 6);
    // Rounds alone for more than 1.5 times as long: how long in all is not worked out.
    expect(margin({ ...EXAMPLE, totalTime: seconds(55.55) })).toBe(-Infinity);
    // 0.33 s at most
    expect(margin({ ...EXAMPLE, downtime: ms(660) })).toBeCloseTo(Math.log(2), 6);
    expect(margin({ ...EXAMPLE, sharedStorage: false, totalTime: seconds(1) })).toBeCloseTo(Math.log(10), 9);
    expect(margin({ ...EXAMPLE, sharedStorage: false, disk: gb(18.1), totalTime: seconds(422.26) })).toBeCloseTo(
      Math.log(2),
      6,
    );
    // 16.857 GiB x 13.185 s = 222.26 s
    expect(margin({ ...EXAMPLE, timeoutPerGib: seconds((222.26 * 2 ** 30) / 18.1e9) })).toBeCloseTo(Math.log(2), 6);
  });

  test('a round trip that is not declared counts only where it is certainly too long', () => {
    const distance = { geodesic: km(1050), least: km(1000), most: km(1100) };
    const undeclared = { ...EXAMPLE, rtt: undefined, distance };
    // 9.787 ms through glass
    expect(margin({ ...undeclared, maxRtt: ms(9.8) })).toBeCloseTo(Math.log(10), 9);
    expect(margin({ ...undeclared, maxRtt: glassRtt(distance.least) })).toBeCloseTo(Math.log(10), 9);
    expect(margin({ ...undeclared, maxRtt: ms(9.7) })).toBeCloseTo(Math.log(9.7 / 9.78677), 5);
  });

  test('an edge that must be passed is outside, by next to nothing', () => {
    const edge = { ...EXAMPLE, rateCap: mbps(1000), dirtyRate: bytesPerSecond(125e6) };
    expect(margin(edge)).toBeLessThan(0);
    expect(margin(edge)).toBeGreaterThan(-1e-12);
    expect(margin({ ...EXAMPLE, dirtyRate: bytesPerSecond(0) })).toBe(Infinity);
    expect(margin({ ...EXAMPLE, dirtyRate: bytesPerSecond(0), share: ratio(0) })).toBeLessThan(0);
    expect(margin({ downtimeLimit: ms(300) })).toBe(Infinity);
  });
});
