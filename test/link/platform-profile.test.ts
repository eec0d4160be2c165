import { platformProfile } from '../../lib/link/platform-profile';
import { toDublin } from './ask';

const idOf = (from: { readonly row: { readonly id: string } } | undefined): string | undefined => from?.row.id;

// Numbers: lib/reference/data/platform-limits.json, each with its source.
describe('the profile of', () => {
  test.each([
    ['vmotion', '4.1', 0.005, 'vmotion-4'],
    ['vmotion', '5.5', 0.01, 'vmotion-5-metro'],
    ['vmotion', '6.7 U3', 0.15, 'vmotion-6-long-distance'],
  ] as const)('%s %s has a certain longest round trip', (product, version, value, id) => {
    const { certain } = platformProfile({ product, version }).maxRtt;
    expect([certain?.value, idOf(certain)]).toEqual([value, id]);
  });

  test.each([
    ['vmotion', undefined, 0.005, 'version-not-given'],
    ['vmotion', '5.5', 0.005, 'edition'],
    ['vmotion', '7.0', 0.15, 'secondary-source'],
    ['vmotion', '8', 0.15, 'other-version'],
    ['vmotion', '9.0', 0.15, 'other-version'],
  ] as const)('%s %s leaves one open', (product, version, value, because) => {
    expect(platformProfile({ product, version }).maxRtt.doubtful).toMatchObject({ value, because });
  });

  test.each([
    ['qemu', 0.3, 1073.7e6, undefined, 'qemu'],
    ['kubevirt', 0.9, undefined, 150, 'kubevirt'],
    ['nova', 0.5, undefined, 800, 'nova-libvirt'],
    ['ovirt', 0.5, 436.2e6, undefined, 'ovirt-migration'],
  ] as const)('%s has its defaults and the stop rule of QEMU', (product, downtime, cap, perGib, id) => {
    const profile = platformProfile({ product, version: undefined });
    expect(profile.downtimeLimit).toMatchObject({ value: downtime, row: { id } });
    expect([profile.rateCap?.value, profile.timeoutPerGib?.value]).toEqual([cap, perGib]);
    expect(profile.stop).toEqual({ kind: 'qemu' });
  });

  test('vMotion aims at 500 ms, as a log of 5.0 to 7.0 shows, and slows the guest since 5.0', () => {
    const profile = platformProfile({ product: 'vmotion', version: '6.7' });
    expect(profile.downtimeLimit).toMatchObject({ value: 0.5, row: { id: 'vmotion-switchover-goal' } });
    expect([profile.throttles?.value, profile.stop]).toEqual([true, undefined]);
    expect(platformProfile({ product: 'vmotion', version: '4.1' }).throttles?.value).toBe(false);
  });

  test('HCX moves one machine at a time', () => {
    const { concurrency } = platformProfile({ product: 'hcx-vmotion', version: undefined });
    expect([concurrency?.value, idOf(concurrency)]).toEqual([1, 'hcx-vmotion-serial']);
    const { inputs } = toDublin({ platform: 'hcx-vmotion', moves: '4' });
    expect(inputs.find(({ name }) => name === 'moves at once')).toMatchObject({
      value: 1,
      from: { kind: 'platform', row: { id: 'hcx-vmotion-serial' } },
    });
  });
});

describe('a round trip of', () => {
  test.each([
    ['140 ms', 'vmotion@6.7', 'feasible'],
    ['160 ms', 'vmotion@6.7', 'unsupported'],
    ['140 ms', 'vmotion@7.0', 'feasible'],
    ['160 ms', 'vmotion@7.0', 'undetermined'],
    ['140 ms', 'vmotion@8', 'feasible'],
    ['160 ms', 'vmotion@8', 'undetermined'],
    ['31 ms', 'vmotion', 'undetermined'],
    ['31 ms', 'vmotion@5.5', 'unsupported'],
    ['31 ms', 'hcx-vmotion', 'feasible'],
  ])('%s on %s is %s', (rtt, platform, verdict) => {
    expect(toDublin({ rtt, platform }).verdict).toBe(verdict);
  });

  test('8 ms within a metro depends on the edition of vMotion 5.5', () => {
    const [reason] = toDublin({ rtt: '12 ms', platform: 'vmotion@5.5' }).reasons;
    expect(reason?.message).toBe(
      'the round trip is 12 ms, and vSphere vMotion 5.5 supports at most 10 ms [vmotion-5-metro]',
    );
  });
});

test('vMotion 6.x asks for 250 Mbit/s for each of its moves at once', () => {
  const asked = { platform: 'vmotion@6.5', dirtyRate: '1 MiB/s' };
  expect(toDublin({ ...asked, bandwidth: '260 Mbit/s' }).verdict).toBe('feasible');
  const { verdict, reasons } = toDublin({ ...asked, bandwidth: '260 Mbit/s', moves: '2' });
  expect([verdict, reasons[0]?.message]).toEqual([
    'unsupported',
    '260 Mbit/s are reserved, and vSphere vMotion 6.5 asks for at least 500 Mbit/s [vmotion-6-long-distance]',
  ]);
});

test('whether oVirt slows a guest is not known, so a guest that it would have to slow leaves the verdict open', () => {
  const { verdict, reasons } = toDublin({ platform: 'ovirt', dirtyRate: '60 MiB/s', workingSet: '4 GiB' });
  expect([verdict, reasons[0]?.id]).toEqual(['undetermined', 'throttling-not-known']);
});
