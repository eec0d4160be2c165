import type { LinkRecord } from '../../lib/link/link-record';
import { recordOf, toDublin, withoutInput } from './ask';

const flipOf = (record: LinkRecord, input: string) => {
  const found = record.flips.find((flip) => flip.input === input);
  return found && [found.passes, found.measure.value];
};
const stepOf = (record: LinkRecord, name: string) => record.steps.find((step) => step.name === name)?.result.value;
const inputOf = (record: LinkRecord, name: string) => record.inputs.find((input) => input.name === name);
const unknownOf = (record: LinkRecord, input: string) => record.unknowns.find((one) => one.input === input)?.message;

// By hand: 1448/1538 of 10 Gbit/s; 64 GiB are 549.76 Gbit; D(t) = W (1 - exp(-r t / W)).
const RATE = (10e9 * 1448) / 1538;
const MEMORY = 64 * 2 ** 30;
const WRITES = 200 * 2 ** 20;
const about = (value: number): unknown => expect.closeTo(value, 9);
const dirtied = (time: number): number => MEMORY * (1 - Math.exp((-WRITES * time) / MEMORY));

describe('Vienna - Dublin at 31 ms and 10 Gbit/s', () => {
  const record = toDublin();
  const { distance, numbers } = record;

  it('lies as far apart as the spherical formula says, within 0.5 %', () => {
    const radians = (degrees: number): number => (degrees * Math.PI) / 180;
    const [from, to] = record.places.map(({ latitude, longitude }) => [radians(latitude), radians(longitude)] as const);
    const [[phi, lambda], [phi2, lambda2]] = [from!, to!];
    const half =
      Math.sin((phi2 - phi) / 2) ** 2 + Math.cos(phi) * Math.cos(phi2) * Math.sin((lambda2 - lambda) / 2) ** 2;
    const sphere = 2 * 6_371_008.8 * Math.asin(Math.sqrt(half));
    expect(Math.abs(distance.geodesic.value! / sphere - 1)).toBeLessThan(0.005);
    expect(distance.least.value).toBeCloseTo(distance.geodesic.value! - 50_000, 3);
    expect(distance.most.value).toBeCloseTo(distance.geodesic.value! + 50_000, 3);
  });

  it('has its minimum round trip: 6.671 ms in vacuum and 9.787 ms in glass for 1,000 km', () => {
    const km = distance.least.value! / 1e6;
    expect(numbers.vacuumRoundTrip.value).toBeCloseTo(6.671e-3 * km, 5);
    expect(numbers.minimumRoundTrip.value).toBeCloseTo(9.787e-3 * km, 5);
    expect(numbers.plausibility).toBe('plausible');
  });

  it('carries 1448/1538 of its bandwidth', () => {
    expect(numbers.rate?.value).toBeCloseTo(RATE, 0);
    expect(numbers.boundBy).toBe('bottleneck');
  });

  it('sends 64 GiB in the first round, what was dirtied meanwhile in the second, and so on', () => {
    const first = (MEMORY * 8) / RATE;
    const second = (dirtied(first) * 8) / RATE;
    const third = (dirtied(second) * 8) / RATE;
    const last = (dirtied(third) * 8) / RATE;
    const { rounds, converges, downtime, totalTime, memoryTime, diskTime } = numbers.move!;
    expect(rounds.map(({ duration }) => duration.value)).toEqual([first, second, third].map(about));
    expect(rounds.map(({ start }) => start.value)).toEqual([0, first, first + second].map(about));
    // One round trip at least; at most the limit of 500 ms and the one and a half of the hand-over.
    expect([converges, downtime.least.value, downtime.expected, downtime.most.value]).toEqual([
      true,
      0.031,
      null,
      expect.closeTo(0.5465, 9),
    ]);
    expect(totalTime?.value).toBeCloseTo(first + second + third + last + 1.5 * 0.031, 8);
    // 58.4, 9.53, 1.67, 0.298 and 0.0465 s.
    expect(totalTime?.text).toBe('69.9 s');
    expect([memoryTime, diskTime]).toEqual([totalTime, null]);
    expect([record.headline, record.times]).toEqual([
      'feasible',
      'total time is 69.9 s; downtime is between 31 ms and 550 ms',
    ]);
  });

  it('converges from a rate on that carries within the downtime limit what is dirtied within it', () => {
    const needed = (dirtied(0.5) * 8) / 0.5;
    expect(record.verdict).toBe('feasible');
    expect(numbers.move?.rateNeeded.value).toBeCloseTo(needed, 0);
    expect(flipOf(record, 'bandwidth')).toEqual(['at least', expect.closeTo((needed * 1538) / 1448, -1)]);
    expect(flipOf(record, 'migration share')).toEqual(['at least', expect.closeTo(needed / RATE, 6)]);
    // W / RTT must come to the rate needed: 1.68 Gbit/s at 31 ms are 6.5 MB.
    expect(flipOf(record, 'window')).toEqual(['at least', expect.closeTo((needed * 0.031) / 8, -1)]);
  });

  it('stays feasible at any round trip, or up to the limit of a platform', () => {
    const roundTrips = (one: LinkRecord) =>
      one.flips.filter(({ input }) => input === 'round trip').map(({ passes, measure }) => [passes, measure.text]);
    // 1 GiB x 8 / 1.68 Gbit/s
    expect(roundTrips(record)).toEqual([['at most', '5.12 s']]);
    expect(roundTrips(toDublin({ platform: 'vmotion@6.7' }))).toEqual([['at most', '150 ms']]);
    expect(roundTrips(toDublin({ platform: 'vmotion@6.7', bandwidth: '1 Gbit/s' }))).toEqual([]);
    expect(roundTrips(toDublin({ rtt: '5 ms' }))).toEqual([['at least', '11 ms']]);
  });

  it('says where every input comes from', () => {
    expect(
      record.inputs.map(({ name, text, from }) => [name, text, from.kind === 'option' ? from.option : from.kind]),
    ).toEqual([
      ['round trip', '31 ms', '--rtt'],
      ['bandwidth', '10 Gbit/s', '--bandwidth'],
      ['migration share', '100 %', '--share'],
      ['loss', '0 %', '--loss'],
      ['MTU', '1,500 B', 'default'],
      ['window', '1 GiB', '--window'],
      ['memory', '64 GiB', '--memory'],
      ['non-zero share', '100 %', 'default'],
      ['dirty rate', '200 MiB/s', '--dirty-rate'],
      ['writable working set', '64 GiB', 'default'],
      ['write order', 'random', 'default'],
      ['downtime limit', '500 ms', 'default'],
    ]);
    expect([record.platform, record.fleet, record.afterMove, record.replication, record.map]).toEqual([
      null,
      null,
      null,
      null,
      undefined,
    ]);
  });

  it('holds no number that JSON cannot', () => {
    for (const one of [
      record,
      toDublin({ dirtyRate: '4 GiB/s' }),
      withoutInput('bandwidth'),
      recordOf('VIE', 'DUB', {}),
    ]) {
      expect(JSON.parse(JSON.stringify(one))).toEqual(one);
    }
  });
});

describe('the verdict is', () => {
  it.each([
    [
      'impossible below the speed of light',
      { rtt: '5 ms' },
      'impossible',
      /^a round trip of 5 ms is declared; light in vacuum needs 10\.9 ms$/,
    ],
    [
      'does-not-converge where nothing slows the guest',
      { bandwidth: '1 Gbit/s' },
      'does-not-converge',
      /^pre-copy does not converge: 941 Mbit\/s carried, 1\.68 Gbit\/s needed/,
    ],
    [
      'feasible-when-throttled where the platform slows it',
      { bandwidth: '1 Gbit/s', platform: 'vmotion@6.7' },
      'feasible-when-throttled',
      /slowed to 56\.\d % of its speed; the minimum is 50 %$/,
    ],
    [
      'does-not-converge where it would have to be too slow',
      { bandwidth: '800 Mbit/s', platform: 'vmotion@6.7' },
      'does-not-converge',
      /would have to run at 44\.\d % of its speed; the minimum is 50 %/,
    ],
    [
      'over-budget beyond the time allowed',
      { totalTime: '60 s' },
      'over-budget',
      /^total time is 69.9 s; the limit is 60 s$/,
    ],
    [
      'over-budget beyond the downtime allowed',
      { downtime: '30 ms' },
      'over-budget',
      /^downtime is at least 31 ms; the limit is 30 ms$/,
    ],
    [
      'undetermined while only the ends of the downtime are known',
      { downtime: '200 ms' },
      'undetermined',
      /^downtime is between 31 ms and 550 ms; the limit is 200 ms$/,
    ],
    // 64 GiB x 150 s are 160 min; at 0.1 GiB/s with nothing written they take 11 min.
    [
      'feasible before KubeVirt gives up',
      { platform: 'kubevirt', bandwidth: '1 Gbit/s', dirtyRate: '1 MiB/s' },
      'feasible',
      /^pre-copy converges/,
    ],
    // 1 GiB in 150 s are 57.3 Mbit/s.
    [
      'does-not-converge after KubeVirt gave up',
      { platform: 'kubevirt', bandwidth: '50 Mbit/s', dirtyRate: '1 MiB/s' },
      'does-not-converge',
      /KubeVirt gives up after 2\.67 h \[kubevirt\]$/,
    ],
  ])('%s', (_, written, verdict, message) => {
    const record = toDublin(written);
    expect([record.verdict, record.reasons[0]?.message]).toEqual([verdict, expect.stringMatching(message)]);
  });

  it('undetermined without the bandwidth, which must be 1.784 Gbit/s', () => {
    const record = withoutInput('bandwidth');
    expect(record.verdict).toBe('undetermined');
    expect(unknownOf(record, 'bandwidth')).toBe('bandwidth is unknown; at least 1.79 Gbit/s is needed');
  });

  it('does-not-converge without the bandwidth where the cap of the platform is below what is needed', () => {
    const { verdict, reasons } = withoutInput('bandwidth', { platform: 'qemu' });
    expect([verdict, reasons[0]?.message]).toEqual([
      'does-not-converge',
      expect.stringMatching(
        /^pre-copy does not converge: 1\.07 Gbit\/s carried \(at the rate cap of 1\.07 Gbit\/s \[qemu\]\), 1\.\d+ Gbit\/s needed/,
      ),
    ]);
  });

  it('undetermined without the dirty rate, which must be below what is carried', () => {
    expect(unknownOf(withoutInput('dirtyRate'), 'dirty rate')).toMatch(
      /^dirty rate is unknown; at most 1\.1 GiB\/s is needed$/,
    );
    const { unknowns } = recordOf('VIE', 'DUB', { rtt: '31 ms', bandwidth: '10 Gbit/s' });
    // Whatever the memory 1.1769 GB/s are carried, 1.096 GiB/s.
    const { measure } = unknowns.find(({ input }) => input === 'dirty rate')?.threshold ?? {};
    expect([measure?.text, RATE / 8 / 2 ** 30]).toEqual(['1.09 GiB/s', expect.closeTo(1.096, 3)]);
  });

  it('undetermined without the round trip where the platform limits it', () => {
    const record = withoutInput('rtt', { platform: 'vmotion@6.7', maxRtt: '100 ms' });
    expect(record.verdict).toBe('undetermined');
    expect(unknownOf(record, 'round trip')).toMatch(
      /^round trip is unknown; at most 100 ms is needed; .* is typical at this distance$/,
    );
  });

  it('decided without the round trip where even three times what is typical is within the limit', () => {
    expect(withoutInput('rtt', { platform: 'vmotion@6.7' }).verdict).toBe('feasible');
  });

  it('unsupported without the round trip where not even light is fast enough', () => {
    // Vienna - Sydney: 15,950 km or so, 156 ms in glass.
    expect(recordOf('VIE', 'SYD', { platform: 'vmotion@6.7' }).verdict).toBe('unsupported');
  });

  it('better with a dirty curve of a small guest', () => {
    const record = withoutInput('dirtyRate', { bandwidth: '1 Gbit/s', dirtyCurve: '1 s: 50 MiB, 60 s: 60 MiB' });
    expect([record.verdict, inputOf(record, 'dirty curve')?.text]).toEqual(['feasible', '1 s: 50 MiB, 60 s: 60 MiB']);
  });
});

it('offers post-copy where the platform has it', () => {
  const offered = (platform: string) => stepOf(toDublin({ platform }), 'post-copy instead') !== undefined;
  expect(['vmotion@8', 'hcx-vmotion', 'qemu', 'kubevirt', 'nova'].map(offered)).toEqual([
    false,
    false,
    true,
    true,
    true,
  ]);
});

describe('a platform', () => {
  it('brings its defaults, and options win over them', () => {
    const record = toDublin({ platform: 'qemu' });
    expect(inputOf(record, 'rate cap')).toMatchObject({ value: 1073.7e6, from: { row: { id: 'qemu' } } });
    expect(inputOf(record, 'downtime limit')).toMatchObject({ value: 0.3, from: { row: { id: 'qemu' } } });
    expect(record.numbers).toMatchObject({ rate: { value: 1073.7e6 }, boundBy: 'platform' });
    const own = toDublin({ platform: 'qemu', rateCap: '5 Gbit/s', downtimeLimit: '1 s' });
    expect(inputOf(own, 'rate cap')).toMatchObject({ value: 5e9, from: { option: '--rate-cap' } });
    expect(inputOf(own, 'downtime limit')).toMatchObject({ value: 1, from: { option: '--downtime-limit' } });
  });

  it('that publishes no limit says so, with what stands in', () => {
    const record = toDublin({ platform: 'hcx-vmotion' });
    expect(unknownOf(record, 'maximum round trip of VMware HCX vMotion')).toBe(
      'VMware HCX vMotion publishes no maximum round trip; Lightbound assumes 150 ms (--max-rtt sets another)',
    );
    expect(inputOf(record, 'maximum round trip')).toMatchObject({
      value: 0.15,
      from: { kind: 'default', reason: 'the largest limit that a vendor published' },
    });
    expect(inputOf(record, 'downtime limit')?.from).toEqual({
      kind: 'default',
      reason: 'a common setting for live migration',
    });
  });

  it.each(['7.0', '8', '8.0 U3', '9.0'])(
    'vMotion %s, newer than all that states a number, keeps that of 6.x',
    (version) => {
      const record = toDublin({ platform: `vmotion@${version}` });
      expect(inputOf(record, 'maximum round trip')).toMatchObject({
        value: 0.15,
        from: { row: { id: 'vmotion-6-long-distance', version: '6.0 - 6.7, the newest that states a requirement' } },
      });
      expect(inputOf(record, 'minimum bandwidth')).toMatchObject({ value: 250e6 });
      expect(record.notes).toContain(
        `nothing that was read states the requirements of vSphere vMotion ${version}; those of 6.0 - 6.7 hold, the newest that states them [vmotion-6-long-distance]`,
      );
    },
  );

  it('names the rows that were read for it, secondary sources marked, and none that waits for a rule', () => {
    const rows = toDublin({ platform: 'vmotion@6.7' }).platform!.rows.map(({ id, isSecondary }) => [id, isSecondary]);
    expect(rows).toEqual([
      ['vmotion-6-long-distance', false],
      ['vmotion-slowdown', true],
      ['vmotion-switchover-goal', true],
    ]);
  });

  it('of which nothing was read says so', () => {
    expect(toDublin({ platform: 'vmotion@3.5' }).notes).toContain(
      'the reference data has no limit for vSphere vMotion 3.5',
    );
  });

  it.each([
    // 32 MiB/s until QEMU 5.1, 128 MiB/s since: QEMU commit 7590a2ae.
    ['qemu@5.1', 'rate cap', expect.closeTo(268.4e6, 0)],
    ['qemu@5.2', 'rate cap', expect.closeTo(1073.7e6, 0)],
    ['qemu', 'rate cap', expect.closeTo(1073.7e6, 0)],
    ['kubevirt@0.59', 'rate cap', undefined],
  ])('%s has the defaults of its version', (platform, name, value) => {
    expect(inputOf(toDublin({ platform }), name)?.value).toEqual(value);
  });

  it.each([
    // 64 GiB: 800 s, 150 s and 20 s for each GiB.
    ['kubevirt@1.3', 51_200],
    ['kubevirt@v1.4.0', 9600],
    ['kubevirt', 9600],
    ['hyperconverged', 1280],
  ])('%s gives up after %d s', (platform, value) => {
    expect(toDublin({ platform }).numbers.givesUpAfter?.value).toBe(value);
  });

  it('may recommend more than it requires', () => {
    const { notes } = toDublin({ platform: 'vmotion@8.0 U3', bandwidth: '900 Mbit/s', dirtyRate: '1 MiB/s' });
    expect(notes).toContain('vSphere vMotion 8.0 U3 recommends at least 1 Gbit/s [vmotion-low-capacity-warning]');
  });
});

describe('notes', () => {
  it.each([
    [
      'say what glass forbids',
      { rtt: '12 ms' },
      /^a round trip of 12 ms is declared; light in fibre needs 16 ms: only hollow-core fibre or radio can be that fast$/,
    ],
    ['doubt what no route does', { rtt: '16.2 ms' }, /less than 5 % above the 16 ms/],
    // RFC 7348: 50 bytes.
    [
      'tell the MTU beneath an overlay',
      { overlay: 'vxlan' },
      /^the overlay adds 50 B: the underlay needs an MTU of 1550; /,
    ],
    ['tell how long a cold move takes', { bandwidth: '1 Gbit/s', disk: '100 GB' }, /^a cold move takes 14\.2 min; /],
  ])('%s', (_, written, note) => {
    expect(toDublin(written).notes).toContainEqual(expect.stringMatching(note));
  });

  it('say that a disk is not part of the move where nobody said whether both sites reach it', () => {
    const left = /^the disk of 2 TB is not part of the move/;
    expect(toDublin({ platform: 'vmotion@8', disk: '2 TB' }).notes).toContainEqual(expect.stringMatching(left));
    const moved = toDublin({ platform: 'vmotion@8', disk: '2 TB', sharedStorage: false });
    expect(moved.notes).not.toContainEqual(expect.stringMatching(left));
  });
});

describe('parts beyond one move', () => {
  const results = (steps: LinkRecord['fleet']) => steps?.map(({ name, result }) => [name, result.value]);

  it('a fleet takes the sum of its bytes, and a window that is too short is over budget', () => {
    const idle = { dirtyRate: '0 B/s', machines: '10', fleetWindow: '5 min' };
    const { fleet, verdict, reasons } = toDublin(idle);
    // 10 x 64 GiB x 8 / rate = 583.9 s; for 300 s the link must be 583.9 / 300 times as wide.
    const time = (10 * MEMORY * 8) / RATE;
    expect(results(fleet)).toEqual([
      ['all machines', expect.closeTo(time, 6)],
      ['bandwidth for the window', expect.closeTo((10e9 * time) / 300, -1)],
      ['follow the sun', expect.closeTo((10 * MEMORY * 8) / 28_800, 3)],
    ]);
    expect([verdict, reasons[0]?.message]).toEqual([
      'over-budget',
      'time for all machines is 9.73 min; the limit is 5 min',
    ]);
    expect(toDublin({ ...idle, fleetWindow: '10 min' }).verdict).toBe('feasible');
  });

  it('what was left behind costs round trips', () => {
    expect(results(toDublin({ queueDepth: '4', exchanges: '100' }).afterMove)).toEqual([
      ['time for each operation on storage left behind', expect.closeTo(0.031 / 4, 12)],
      ['transaction with a peer left behind', expect.closeTo(3.1, 12)],
    ]);
  });

  it('a replica lags by its interval, its transfer and half a round trip', () => {
    const { replication } = toDublin({ changeRate: '100 MB/s', interval: '5 min' });
    expect(results(replication)).toEqual([
      ['synchronous write', 0.031],
      ['recovery point of asynchronous replication', expect.closeTo(300 + (100e6 * 300 * 8) / RATE + 0.0155, 6)],
    ]);
  });

  it('more changes than the link carries have no recovery point', () => {
    const [, point] = toDublin({ changeRate: '2 GB/s' }).replication!;
    expect([point?.result, point?.source]).toEqual([
      { value: null, unit: 's', text: 'unbounded' },
      expect.stringMatching(/grows without bound$/),
    ]);
  });
});

it('has the steps of a move in the order in which a reader redoes them', () => {
  const record = toDublin();
  expect(stepOf(record, 'round trip of light in vacuum')).toBe(record.numbers.vacuumRoundTrip.value);
  expect(record.steps.slice(0, 4).map(({ name }) => name)).toEqual([
    'minimum distance',
    'round trip of light in vacuum',
    'minimum round trip',
    'rate of transfer',
  ]);
});
