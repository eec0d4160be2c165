import { dublin, recordOf, toDublin } from './ask';

const inputOf = (record: ReturnType<typeof toDublin>, noun: string) => record.inputs.find(({ name }) => name === noun);

/* Numbers: lib/reference/data/platform-limits.json, each with its source; 150 ms and 250 Mbit/s are the policy. */
describe('a round trip of', () => {
  test.each([
    ['140 ms', { platform: 'vmotion@6.7' }, 'feasible', undefined],
    ['160 ms', { platform: 'vmotion@6.7' }, 'unsupported', 'the supported limit is 150 ms [vmotion-6-long-distance]'],
    ['140 ms', { platform: 'vmotion@7.0' }, 'feasible', undefined],
    [
      '160 ms',
      { platform: 'vmotion@7.0' },
      'unsupported',
      'the supported limit is 150 ms, that of 6.0 - 6.7, the newest that states one [vmotion-6-long-distance]',
    ],
    ['160 ms', { platform: 'vmotion@7.0', maxRtt: '200 ms' }, 'feasible', undefined],
    ['140 ms', { platform: 'vmotion@8' }, 'feasible', undefined],
    [
      '170 ms',
      { platform: 'vmotion@8' },
      'unsupported',
      'the supported limit is 150 ms, that of 6.0 - 6.7, the newest that states one [vmotion-6-long-distance]',
    ],
    ['160 ms', { platform: 'vmotion@8', maxRtt: '200 ms' }, 'feasible', undefined],
    [
      '31 ms',
      { platform: 'vmotion' },
      'undetermined',
      'the supported limit depends on the version: 5 ms to 150 ms [vmotion-4]',
    ],
    ['160 ms', { platform: 'vmotion' }, 'unsupported', 'the supported limit is 150 ms [vmotion-6-long-distance]'],
    ['12 ms', { platform: 'vmotion@5.5' }, 'unsupported', 'the supported limit is 10 ms [vmotion-5-metro]'],
    ['31 ms', { platform: 'hcx-vmotion' }, 'feasible', undefined],
    [
      '160 ms',
      { platform: 'hcx-vmotion' },
      'unsupported',
      'the supported limit is 150 ms (--max-rtt; VMware HCX vMotion publishes none)',
    ],
    ['160 ms', {}, 'feasible', undefined],
    [
      '160 ms',
      { maxRtt: '150 ms' },
      'unsupported',
      'the supported limit is 150 ms (--max-rtt; the platform publishes none)',
    ],
  ])('%s with %j is %s', (rtt, written, verdict, says) => {
    const record = toDublin({ rtt, dirtyRate: '1 MiB/s', ...written });
    expect(record.verdict).toBe(verdict);
    if (says !== undefined) expect(record.reasons[0]?.message).toBe(`round trip is ${rtt}; ${says}`);
  });

  test('200 ms over QEMU is for the model to judge: nobody supports more or less', () => {
    const { reasons, inputs } = toDublin({ rtt: '200 ms', platform: 'qemu', dirtyRate: '1 MiB/s' });
    expect(reasons.map(({ verdict }) => verdict)).not.toContain('unsupported');
    expect(inputs.map(({ name }) => name)).not.toContain('maximum round trip');
  });

  test('8 ms within a metro depends on the edition of vMotion 5.5', () => {
    const near = { ...dublin, rtt: '8 ms', platform: 'vmotion@5.5' };
    const { verdict, reasons } = recordOf('VIE', '48.15,17.11', near);
    expect([verdict, reasons[0]?.message]).toEqual([
      'undetermined',
      'round trip is 8 ms; the supported limit depends on the edition: 5 ms to 10 ms [vmotion-5-standard]',
    ]);
  });
});

describe('a bandwidth of', () => {
  const asked = { platform: 'vmotion@6.5', dirtyRate: '1 MiB/s' };

  test('260 Mbit/s is enough for one move of vMotion 6.x, which asks for 250 Mbit/s for each, and not for two', () => {
    expect(toDublin({ ...asked, bandwidth: '260 Mbit/s' }).verdict).toBe('feasible');
    const { verdict, reasons } = toDublin({ ...asked, bandwidth: '260 Mbit/s', moves: '2' });
    expect([verdict, reasons[0]?.message]).toEqual([
      'unsupported',
      'bandwidth for migration is 260 Mbit/s; the minimum is 250 Mbit/s a migration, 500 Mbit/s for 2 [vmotion-6-long-distance]',
    ]);
  });

  test('200 Mbit/s is too little for vMotion 8 as well, unless the policy says otherwise', () => {
    const eight = { ...asked, platform: 'vmotion@8', bandwidth: '200 Mbit/s' };
    expect(toDublin(eight).reasons[0]?.message).toBe(
      'bandwidth for migration is 200 Mbit/s; the minimum is 250 Mbit/s a migration, that of 6.0 - 6.7, the newest that states one [vmotion-6-long-distance]',
    );
    expect(toDublin({ ...eight, minBandwidth: '100 Mbit/s' }).verdict).toBe('feasible');
  });

  test('HCX asks for 100 Mbit/s, and the 250 that stand in elsewhere do not', () => {
    const over = (bandwidth: string, more = {}) =>
      toDublin({ ...asked, platform: 'hcx-vmotion', dirtyRate: '100 kB/s', bandwidth, ...more });
    expect(over('110 Mbit/s').verdict).toBe('feasible');
    expect(over('90 Mbit/s').reasons[0]?.message).toBe(
      'bandwidth for migration is 90 Mbit/s; the minimum is 100 Mbit/s [hcx-vmotion]',
    );
    expect(over('110 Mbit/s', { minBandwidth: '200 Mbit/s' }).verdict).toBe('unsupported');
  });

  test('300 Mbit/s is what a secondary source calls too little for vMotion 4', () => {
    const { verdict, reasons } = toDublin({ ...asked, platform: 'vmotion@4.1', rtt: '15 ms', bandwidth: '300 Mbit/s' });
    expect([verdict, reasons.map(({ message }) => message)]).toEqual([
      'unsupported',
      expect.arrayContaining([
        'bandwidth for migration is 300 Mbit/s; the minimum is 622 Mbit/s, according to a secondary source [vmotion-4-study-guide]',
      ]),
    ]);
  });

  test('a cap that is below what is needed decides without the link', () => {
    const { bandwidth: _, ...rest } = { ...asked, bandwidth: '', rateCap: '200 Mbit/s' };
    expect(toDublin({ ...rest, bandwidth: '1 Tbit/s' }).verdict).toBe('unsupported');
  });
});

test('HCX moves one machine at a time, whatever is asked', () => {
  expect(inputOf(toDublin({ platform: 'hcx-vmotion', moves: '4' }), 'moves at once')).toMatchObject({
    value: 1,
    from: { kind: 'platform', row: { id: 'hcx-vmotion' } },
  });
});

test('whether oVirt slows a guest is unknown, so a guest that it would have to slow leaves the verdict open', () => {
  const { verdict, reasons } = toDublin({ platform: 'ovirt', dirtyRate: '60 MiB/s', workingSet: '4 GiB' });
  expect([verdict, reasons[0]?.id, reasons[0]?.message]).toEqual([
    'undetermined',
    'throttling-unknown',
    'whether oVirt slows a guest until pre-copy ends is unknown; without throttling, pre-copy does not converge',
  ]);
});
