import type { HeldLimit } from '../../lib/facts/held-limit';
import { platformFacts } from '../../lib/facts/platform-facts';
import type { Known } from '../../lib/graph/known';
import { mbps, ms } from '../../lib/model/units';
import type { Product } from '../../lib/reference/product';
import { told, untold } from '../support/graph';

const of = (product: Product, version?: string) =>
  platformFacts(product, version === undefined ? untold : told(version));

const shown = ({ certain, doubtful }: HeldLimit<number>) => [
  certain && [certain.value, certain.row?.id ?? 'policy'],
  doubtful && [doubtful.value, doubtful.row.id, doubtful.because],
];

const valueOf = <T>(value: Known<T> | undefined): T | undefined => (value?.known === true ? value.value : undefined);

/* Numbers: lib/reference/data/platform-limits.json, each with its source; 150 ms and 250 Mbit/s are the policy. */
describe('the maximum round trip of', () => {
  test.each([
    ['vMotion 4.1', '4.1', 150, [[0.005, 'vmotion-4'], undefined]],
    [
      'vMotion 5.5 depends on the edition',
      '5.5',
      150,
      [
        [0.01, 'vmotion-5-metro'],
        [0.005, 'vmotion-5-standard', 'edition'],
      ],
    ],
    ['vMotion 6.7, of equal numbers that of the vendor', '6.7', 150, [[0.15, 'vmotion-6-long-distance'], undefined]],
    ['vMotion 6.7, whatever a laxer policy says', '6.7', 200, [[0.15, 'vmotion-6-long-distance'], undefined]],
    ['vMotion 6.7 under a stricter policy', '6.7', 100, [[0.1, 'policy'], undefined]],
    ['vMotion 7.0, for which 6.x stands', '7.0', 150, [[0.15, 'vmotion-6-long-distance'], undefined]],
    ['vMotion 7.0 under a laxer policy, which decides', '7.0', 200, [[0.2, 'policy'], undefined]],
    ['vMotion 7.0 under a stricter policy', '7.0', 100, [[0.1, 'policy'], undefined]],
    ['vMotion 8.0, for which 6.x stands', '8.0', 150, [[0.15, 'vmotion-6-long-distance'], undefined]],
    ['vMotion 9.0, of which nothing was read', '9.0', 150, [[0.15, 'vmotion-6-long-distance'], undefined]],
    [
      'vMotion of an unknown version',
      undefined,
      150,
      [
        [0.15, 'vmotion-6-long-distance'],
        [0.005, 'vmotion-4', 'version'],
      ],
    ],
    [
      'vMotion of an unknown version, which may state none, under a laxer policy',
      undefined,
      200,
      [
        [0.2, 'policy'],
        [0.005, 'vmotion-4', 'version'],
      ],
    ],
    ['vMotion 8.0 without a policy', '8.0', undefined, [[0.15, 'vmotion-6-long-distance'], undefined]],
  ])('%s', (_, version, policy, expected) => {
    expect(shown(of('vmotion', version).maxRtt(policy === undefined ? undefined : ms(policy)))).toEqual(expected);
  });

  test('vSAN is certain without a version, since all versions agree', () => {
    expect(shown(of('vsan').maxRtt(ms(10)))).toEqual([[0.005, 'vsan-stretched-data'], undefined]);
  });

  test('a product that publishes none says so', () => {
    expect(of('hcx-vmotion').maxRtt(ms(150))).toMatchObject({ certain: { value: 0.15 }, isPublished: false });
    expect(of('vmotion', '6.7').maxRtt(ms(150)).isPublished).toBe(true);
  });
});

describe('the minimum bandwidth of', () => {
  test.each([
    ['vMotion 6.5, for each of two moves', '6.5', 250, 2, [[500e6, 'vmotion-6-long-distance'], undefined]],
    [
      'vMotion 4.1, for a link, however many move over it',
      '4.1',
      250,
      2,
      [
        [500e6, 'policy'],
        [622e6, 'vmotion-4-study-guide', 'secondary-source'],
      ],
    ],
    ['vMotion 8.0, for each of two moves', '8.0', 250, 2, [[500e6, 'vmotion-6-long-distance'], undefined]],
    ['vMotion 8.0 under a laxer policy', '8.0', 100, 1, [[100e6, 'policy'], undefined]],
    [
      'vMotion of an unknown version, without what a secondary source says of 4.x',
      undefined,
      250,
      1,
      [[250e6, 'policy'], undefined],
    ],
    [
      'vMotion of an unknown version under a laxer policy',
      undefined,
      100,
      1,
      [
        [100e6, 'policy'],
        [250e6, 'vmotion-6-long-distance', 'version'],
      ],
    ],
  ])('%s', (_, version, policy, moves, expected) => {
    expect(shown(of('vmotion', version).minBandwidth(mbps(policy), moves))).toEqual(expected);
  });
});

describe('how a platform migrates', () => {
  test.each([
    ['qemu', 0.3, 1073.7e6, undefined],
    ['kubevirt', 0.9, undefined, 150],
    ['nova', 0.5, undefined, 800],
    ['ovirt', 0.5, 436.2e6, undefined],
  ] as const)('%s has its defaults, the stop rule of QEMU, and requires nothing', (product, downtime, cap, perGib) => {
    const { defaults, timeoutPerGib, stop, hasRequirements } = of(product);
    expect([valueOf(defaults.downtimeLimit), valueOf(defaults.rateCap), timeoutPerGib?.value]).toEqual([
      downtime,
      cap,
      perGib,
    ]);
    expect([stop, hasRequirements]).toEqual([{ kind: 'qemu' }, false]);
  });

  test('vMotion aims at 500 ms, as a log of 5.0 to 7.0 shows, and slows the guest since 5.0', () => {
    const { defaults, throttles, stop, hasRequirements } = of('vmotion', '6.7');
    expect(defaults.downtimeLimit).toMatchObject({ value: 0.5, origin: { id: 'vmotion-switchover-goal' } });
    expect([valueOf(throttles), stop, hasRequirements]).toEqual([true, undefined, true]);
    expect(valueOf(of('vmotion', '4.1').throttles)).toBe(false);
  });

  test('whether a guest is slowed is unknown where versions differ, or nobody says', () => {
    expect(of('vmotion').throttles).toMatchObject({
      reason: { text: expect.stringMatching(/depends on the version$/) },
    });
    expect(of('hcx-vmotion').throttles).toMatchObject({ reason: { text: expect.stringMatching(/is unknown$/) } });
  });

  test('HCX moves one machine at a time', () => {
    expect(of('hcx-vmotion').concurrency).toMatchObject({ value: 1, row: { id: 'hcx-vmotion' } });
  });
});
