import { readLink } from '../../lib/link/read-options';
import { complaintsOf } from './ask';

const idsOf = (from: string, to: string): readonly string[] | undefined =>
  readLink(from, to, {}).read?.ends.map(({ id }) => id);

describe('a place is', () => {
  test.each([
    ['an airport', 'vie', 'VIE'],
    ['a city', 'Vienna', 'vienna'],
    ['a city of two words', 'Los Angeles', 'los-angeles'],
    ['a region with its provider', 'aws:eu-central-1', 'aws:eu-central-1'],
    ['a region of one provider', 'europe-west3', 'gcp:europe-west3'],
    ['a region of two providers in one city', 'eu-central-1', 'aws:eu-central-1'],
    ['a colocation metro', 'equinix-metro:DB', 'equinix-metro:DB'],
    ['coordinates', '48.2, 16.4', '48.2,16.4'],
    ['coordinates in the south', ' -33.9,151.2', '-33.9,151.2'],
  ])('%s', (_, written, id) => {
    expect(idsOf(written, 'DUB')).toEqual([id, 'DUB']);
  });

  test('as sure as its digits: 48.2 leaves 0.05 degrees in both directions, at most 111.7 km each', () => {
    const [end] = readLink('48.2,16.4', 'DUB', {}).read!.ends;
    expect(end.position.tolerance).toBeCloseTo(Math.SQRT2 * 0.05 * 111_700, 6);
  });

  test.each([
    ['unknown', 'VIX9', /^from: "VIX9" is not a known place; did you mean VIX, /],
    ['misspelt', 'vienaa', /^from: "vienaa" is not a known place; did you mean .*\bvienna\b/],
    ['empty', '', /^from: "" is not a known place: write a region such as aws:eu-central-1, an airport such as VIE/],
    ['north of the pole', '95,16', 'from: must be degrees north, from -90 to 90, not 95'],
    ['beyond the date line', '48,181', 'from: must be degrees east, from -180 to 180, not 181'],
    [
      'of a provider that has no such region',
      'aws:eu-centrl-1',
      /did you mean aws:eu-central-1 or aws:eu-central-2\?$/,
    ],
    ['full of control characters', 'V\u001b[31mE\n', /^from: "V \[31mE" is not a known place/],
  ])('not one that is %s', (_, written, line) => {
    const complaints = complaintsOf(written, 'DUB', {});
    expect(complaints).toEqual([typeof line === 'string' ? line : expect.stringMatching(line)]);
  });

  test('another one at the other end', () => {
    expect(complaintsOf('VIE', 'vie', {})).toEqual(['to: VIE is also the other end of the link; name two places']);
  });
});

describe('an option', () => {
  test.each([
    ['rtt', '31', '--rtt: "31" has no unit; a duration is written in us, ms, s, min, h or d'],
    ['rtt', '-5 ms', '--rtt: "-5 ms" is negative; a duration must not be'],
    ['rtt', '0 ms', '--rtt: "0 ms": a duration must be above zero'],
    ['rtt', '61 s', '--rtt: must be at most 60 s: no path on Earth takes longer'],
    ['bandwidth', '', '--bandwidth: the text is empty; write a bandwidth such as "10 Gbit/s"'],
    ['bandwidth', '10 Gbps/x', /^--bandwidth: "Gbps\/x" is not a unit of bandwidth; write /],
    ['bandwidth', '1,5 Gbit/s', '--bandwidth: the comma in "1,5 Gbit/s" is ambiguous; write 1.5 Gbit/s'],
    ['bandwidth', '10 GB/s', /^--bandwidth: "GB\/s" is not a unit of bandwidth; it counts bytes/],
    ['share', '0 %', '--share: must be above zero'],
    ['share', '120 %', /^--share: "120 %": a share must be at most 100 %/],
    ['loss', '100 %', '--loss: must be below 100 %: a link that loses every packet carries nothing'],
    ['mtu', '100', '--mtu: must be a whole number of bytes from 576 to 65535, such as 1500, not "100"'],
    ['overlay', 'vxlam', /^--overlay: must be one of vxlan, geneve, .*; did you mean vxlan\?$/],
    ['window', '2 GiB', '--window: must be at most 1 GiB: the largest TCP window (RFC 7323)'],
    ['streams', '0', '--streams: must be a whole number from 1 to 1024, not "0"'],
    ['streams', '1.5', /^--streams: must be a whole number from 1 to 1024/],
    ['congestionControl', 'cubic', /^--congestion-control: must be one of loss-based, bbr/],
    ['memory', '5 PiB', '--memory: must be at most 4 PiB: the limit of 52 address bits'],
    ['dirtyRate', '200 Mbit/s', /^--dirty-rate: "Mbit\/s" is not a unit of data rate; it counts bits/],
    ['writes', 'cycl', /^--writes: must be one of random, cyclic, .*did you mean cyclic\?$/],
    ['dirtyCurve', '1 s: 200', /^--dirty-curve: "200" has no unit/],
    ['dirtyCurve', '1 s', '--dirty-curve: the text is empty; write a size such as "64 GiB"'],
    ['dirtyCurve', '2 s: 1 GiB, 1 s: 2 GiB', /^--dirty-curve: point 2 must be later than the point before it/],
    ['platform', 'vmotoin@8', '--platform: "vmotoin" is not a known platform; did you mean vmotion?'],
    ['platform', 'xen', /^--platform: "xen" is not a known platform; known: vmotion, hcx-vmotion, qemu/],
    ['platform', 'vmotion@new', '--platform: "new" is not a version: it must begin with a number, such as 8.0'],
    ['platform', 'vmotion@8.5', '--platform: "8.5" is no version that exists; there are 8.0'],
    ['platform', 'qemu@7.5', '--platform: "7.5" is no version that exists; there are 7.0, 7.1, 7.2'],
    ['platform', 'vmotion@99', '--platform: "99" is no version that exists; the newest known is 9'],
    ['platform', 'vmotion@', '--platform: "" is not a version: it must begin with a number, such as 8.0'],
    ['minGuestSpeed', '0 %', '--min-guest-speed: must be above zero'],
    ['moves', 'two', '--moves: must be a whole number from 1 to 1024, not "two"'],
    ['machines', '-1', /^--machines: must be a whole number from 1 to 1000000/],
    ['fleetWindow', '8 h', '--fleet-window: needs --machines'],
    ['interval', '5 min', '--interval: needs --change-rate'],
    ['sinceSync', '5 min', '--since-sync: needs --disk-churn'],
  ])('%s %j is refused', (name, text, line) => {
    const complaints = complaintsOf('VIE', 'DUB', { [name]: text });
    expect(complaints).toEqual([typeof line === 'string' ? line : expect.stringMatching(line)]);
  });

  test('may not contradict another', () => {
    const lines = complaintsOf('VIE', 'DUB', { memory: '4 GiB', workingSet: '8 GiB' });
    expect(lines).toEqual(['--working-set: is larger than the memory, 4 GiB']);
    const both = { dirtyRate: '1 MB/s', dirtyCurve: '1 s: 1 MB' };
    expect(complaintsOf('VIE', 'DUB', both)).toEqual([
      '--dirty-rate: says what --dirty-curve says too: keep one of them',
    ]);
  });

  test('does not hide what is wrong with the others', () => {
    const lines = complaintsOf('nowhere at all', '95,0', { rtt: '1', bandwidth: 'x', moves: '0' });
    expect(lines.map((line) => line.split(':')[0])).toEqual(['from', 'to', '--rtt', '--bandwidth', '--moves']);
  });

  test('is read in its base unit', () => {
    const written = { mtu: '9000', share: '40 %', dirtyCurve: '1 s: 1,024 MB; 10 s = 2 GB', platform: 'vmotion@8' };
    expect(readLink('VIE', 'DUB', written).read?.values).toEqual({
      mtu: 9000,
      share: 0.4,
      dirtyCurve: [
        { within: 1, dirtied: 1024e6 },
        { within: 10, dirtied: 2e9 },
      ],
      platform: { product: 'vmotion', version: '8' },
    });
    expect(readLink('VIE', 'DUB', { mtu: '1500 B' }).read?.values).toEqual({ mtu: 1500 });
  });
});
