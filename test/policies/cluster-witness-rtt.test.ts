import type { SyncReplica } from '../../lib/graph/domain-kinds';
import { ms } from '../../lib/model/units';
import { clusterWitnessRtt } from '../../policies/cluster-witness-rtt';
import { flipPoint, judgeGraph, verdicts } from '../support/judge-graph';
import { graphWith, linkBetween, memberIn, memberNowhere, mirror, site, told } from '../support/graph';

/*
 * On the equator one degree of longitude is 111,319.49 m; light in glass takes 9.787 ms of round trip per 1,000 km, so 1.08946 ms a degree:
 * 100 ms are 91.79 degrees. The typical route takes 1.8 times that or more below 12,000 km.
 */
const west = site('west', 0, 0);
const east = site('east', 0, 1);

const judged = (witness: SyncReplica['witness'], far = 10, rtt?: number) =>
  judgeGraph(
    clusterWitnessRtt,
    graphWith({
      sites: [west, east, site('witness', 0, far)],
      links: rtt === undefined ? [] : [linkBetween('witness', 'west', { rtt: told(ms(rtt)) })],
      domains: [{ ...mirror('vsan', [memberIn('west'), memberIn('east')]), witness }],
    }),
  );

const hosts = (hostsPerSite: number) => ({ member: memberIn('witness'), hostsPerSite });

test('a witness within the round trip is no finding', () => {
  expect(judged(hosts(3))).toEqual([]);
  expect(judged(hosts(3), 10, 200)).toEqual([]);
});

test.each([
  { hostsPerSite: 1, within: 500, beyond: 501 },
  { hostsPerSite: 2, within: 200, beyond: 201 },
  { hostsPerSite: 10, within: 200, beyond: 201 },
  { hostsPerSite: 11, within: 100, beyond: 101 },
  { hostsPerSite: 15, within: 100, beyond: 101 },
])(
  'with $hostsPerSite hosts a site $within ms are within and $beyond ms beyond',
  ({ hostsPerSite, within, beyond }) => {
    expect(judged(hosts(hostsPerSite), 10, within)).toEqual([]);
    const found = judged(hosts(hostsPerSite), 10, beyond);
    expect(verdicts(found)).toEqual(['violation error tooFar']);
    expect(flipPoint(found[0], 'round trip')).toBe(within / 1000);
  },
);

describe('where it is unknown how many hosts a half has', () => {
  const mayBeMore = { resource: { ...memberIn('west').resource, path: 'hosts' }, because: 'known after apply' };
  const atLeast = (hostsPerSite: number) => ({ ...hosts(hostsPerSite), mayBeMore });

  test.each([
    { least: 0, rtt: 100, found: [] },
    { least: 0, rtt: 101, found: ['undetermined warning dependsOnHosts'] },
    { least: 0, rtt: 500, found: ['undetermined warning dependsOnHosts'] },
    { least: 0, rtt: 501, found: ['violation error tooFar'] },
    { least: 2, rtt: 200, found: ['undetermined warning dependsOnHosts'] },
    { least: 2, rtt: 201, found: ['violation error tooFar'] },
    { least: 11, rtt: 101, found: ['violation error tooFar'] },
  ])('and one has $least, $rtt ms come to $found', ({ least, rtt, found }) => {
    expect(verdicts(judged(atLeast(least), 10, rtt))).toEqual(found);
  });

  test('it says what would decide', () => {
    const [found] = judged(atLeast(2), 10, 150);
    expect(found?.message).toContain('the vSAN witness limit for 2 hosts a site is 200 ms, and as little as 100 ms');
    expect(found?.evidence.toDecide).toContain(
      'how many hosts each half has: the value of hosts of host.west (known after apply)',
    );
  });
});

test('beyond the reach of light in glass it is too far without any declaration', () => {
  expect(verdicts(judged(hosts(12), 94))).toEqual(['violation error tooFar']);
});

test('where only a typical route is beyond, it is likely', () => {
  expect(verdicts(judged(hosts(12), 90))).toEqual(['violation warning likely']);
});

test('a witness that nobody places leaves it open, and says where it should be', () => {
  const [found] = judged({ member: { ...memberNowhere('host.w'), name: 'esx-w1' }, hostsPerSite: 3 });
  expect(found).toMatchObject({
    outcome: 'undetermined',
    evidence: { toDecide: expect.arrayContaining(['where esx-w1 stands']) },
  });
});

test('a cluster without a witness, or with more hosts than any row speaks of, is not judged', () => {
  expect(judged(undefined)).toEqual([]);
  expect(judged(hosts(16), 10, 900)).toEqual([]);
});

test('where its data stands nowhere known, another law asks', () => {
  const domain = { ...mirror('vsan', [memberNowhere('a'), memberNowhere('b')]), witness: hosts(3) };
  expect(judgeGraph(clusterWitnessRtt, graphWith({ sites: [site('witness', 0, 10)], domains: [domain] }))).toEqual([]);
});
