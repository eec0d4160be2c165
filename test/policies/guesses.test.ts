import { km, ms } from '../../lib/model/units';
import type { Member } from '../../lib/graph/domain';
import type { Guess } from '../../lib/graph/location';
import { known } from '../../lib/graph/known';
import { broadcastDomainSingleSite } from '../../policies/broadcast-domain-single-site';
import { stretchedClusterRtt } from '../../policies/stretched-cluster-rtt';
import { addressesOf, judgeGraph, verdicts } from '../support/judge-graph';
import {
  graphWith,
  linkBetween,
  memberIn,
  memberNowhere,
  mirror,
  segment,
  site,
  siteSomewhere,
  told,
} from '../support/graph';

/* Places as cities have them: Vienna and Dublin are 1,686 km apart, Vienna and Bratislava 55 km. */
const vienna = site('vienna', 48.2, 16.37);
const dublin = site('dublin', 53.35, -6.26);
const bratislava = site('bratislava', 48.15, 17.11, km(0));

const guessed = (id: string, address: string, more: Partial<Guess> = {}): Member => ({
  resource: { address, type: 'host' },
  site: known(id, { kind: 'guess', reason: `datacenter ${id}, taken as the city of that name`, ...more }),
});

const found = (members: readonly Member[], rtt?: number) =>
  judgeGraph(
    broadcastDomainSingleSite,
    graphWith({
      sites: [vienna, dublin, bratislava],
      links: rtt === undefined ? [] : [linkBetween('vienna', 'bratislava', { rtt: told(ms(rtt)) })],
      domains: [segment('lan', members)],
    }),
  );

describe('a place that only a name tells', () => {
  test('never makes an error: what is beyond the limit is a warning, marked, and says what is a guess', () => {
    const findings = found([guessed('vienna', 'host.v'), memberIn('dublin')]);
    expect(verdicts(findings)).toEqual(['violation warning stretched']);
    expect(findings[0]).toMatchObject({
      confidence: 'guessed',
      evidence: {
        toDecide: ['the site of what stands in vienna (datacenter vienna, taken as the city of that name)'],
      },
    });
    expect(findings[0]?.message).toMatch(
      / The place of vienna is a guess: datacenter vienna, taken as the city of that name\.$/u,
    );
  });

  test('of both ends is said of both', () => {
    const [finding] = found([guessed('vienna', 'host.v'), guessed('dublin', 'host.d')]);
    expect(finding?.message).toMatch(/ The places of dublin and vienna are guesses: /u);
  });

  test('is no guess where another member certainly stands there, which the finding then names', () => {
    const [finding] = found([guessed('vienna', 'host.v'), memberIn('vienna', 'host.w'), memberIn('dublin')]);
    expect(finding).toMatchObject({ level: 'error', confidence: 'certain' });
    expect(addressesOf(finding)).toEqual(['lan.made', 'host.dublin', 'host.w']);
  });

  test('of a third site leaves the two that decide certain', () => {
    const [finding] = found([guessed('bratislava', 'host.b'), memberIn('vienna'), memberIn('dublin')]);
    expect(finding).toMatchObject({ level: 'error', confidence: 'certain' });
  });

  test('is said of what is allowed as well', () => {
    const findings = found([guessed('bratislava', 'host.b'), memberIn('vienna')]);
    expect(verdicts(findings)).toEqual(['remark note withinMetro']);
    expect(findings[0]?.message).toContain('The place of bratislava is a guess');
  });

  test('of members of one name is one place', () => {
    expect(found([guessed('vienna', 'host.v'), guessed('vienna', 'host.w')])).toEqual([]);
  });
});

describe('a place by an argument of which the plan shows only what it draws on', () => {
  const drawn = (id: string, ground: string) =>
    guessed(id, `host.${ground}`, { ground, reason: `vsphere_server of ${ground} draws on var.vc` });

  test('is one place for all that one provider instance manages', () => {
    const [a, b] = [drawn('vienna', 'vsphere.a'), drawn('vienna', 'vsphere.a')];
    expect(found([a, { ...b, resource: { address: 'host.other', type: 'host' } }])).toEqual([]);
  });

  test('is no proof that two instances stand together', () => {
    const findings = found([drawn('vienna', 'vsphere.a'), drawn('vienna', 'vsphere.b')]);
    expect(verdicts(findings)).toEqual(['undetermined warning open']);
    expect(findings[0]?.evidence.toDecide).toContain(
      'the site of host.vsphere.b (vsphere_server of vsphere.b draws on var.vc)',
    );
    expect(verdicts(found([memberIn('vienna'), drawn('vienna', 'vsphere.b')]))).toEqual(['undetermined warning open']);
  });

  test('is no proof that two sites are near each other, also where the round trip between them is declared', () => {
    for (const rtt of [undefined, 1]) {
      const findings = found([memberIn('vienna'), drawn('bratislava', 'vsphere.b')], rtt);
      expect(verdicts(findings)).toEqual(['undetermined warning open']);
      expect(findings[0]?.message).toContain('where an end stands is a guess');
    }
  });

  test('makes a warning of what is beyond the limit', () => {
    const findings = found([drawn('dublin', 'vsphere.a'), drawn('vienna', 'vsphere.b')]);
    expect(verdicts(findings)).toEqual(['violation warning stretched']);
  });
});

describe('what exists to stretch', () => {
  const built = (members: readonly Member[]) => ({ ...segment('l2vpn', members), isBuiltToStretch: true });
  const judged = (members: readonly Member[]) =>
    judgeGraph(broadcastDomainSingleSite, graphWith({ sites: [vienna, dublin], domains: [built(members)] }));

  test('is a stretch, at most a warning, where an end is unknown, and says which', () => {
    const findings = judged([memberIn('vienna'), memberNowhere('session.far')]);
    expect(verdicts(findings)).toEqual(['violation warning byConstruction']);
    expect(findings[0]).toMatchObject({
      confidence: 'by-construction',
      evidence: { toDecide: ['the site of session.far (not declared)'] },
    });
    expect(findings[0]?.evidence.wayOut).not.toEqual([]);
  });

  test('is one too where nothing tells how far apart its two sites are', () => {
    const domains = [built([memberIn('vienna'), memberIn('annex')])];
    const sites = [vienna, siteSomewhere('annex')];
    const [finding, ...others] = judgeGraph(broadcastDomainSingleSite, graphWith({ sites, domains }));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      confidence: 'by-construction',
      evidence: { toDecide: ['the round trip of link annex - vienna'] },
    });
    const links = [linkBetween('vienna', 'annex', { rtt: told(ms(1)) })];
    const near = judgeGraph(broadcastDomainSingleSite, graphWith({ sites, domains, links }));
    expect(verdicts(near)).toEqual(['remark note withinMetro']);
  });

  test('is judged by the round trip where its ends are known', () => {
    expect(verdicts(judged([memberIn('vienna'), memberIn('dublin')]))).toEqual(['violation error stretched']);
  });

  test('is a remark where both ends stand in one site', () => {
    const findings = judged([memberIn('vienna', 'a'), memberIn('vienna', 'b')]);
    expect(verdicts(findings)).toEqual(['remark note withinSite']);
  });

  test('is undetermined where it exists only perhaps', () => {
    const domain = {
      ...built([memberIn('vienna'), memberNowhere()]),
      perhaps: [{ resource: { address: 'x', type: 'x', path: 'y' }, because: 'known after apply' }],
    };
    const findings = judgeGraph(broadcastDomainSingleSite, graphWith({ sites: [vienna], domains: [domain] }));
    expect(verdicts(findings)).toEqual(['undetermined warning byConstruction']);
    expect(findings[0]?.confidence).toBeUndefined();
  });

  test('and has one end only spans nothing', () => {
    expect(judged([memberNowhere()])).toEqual([]);
    expect(judged([])).toEqual([]);
  });

  test('of a cluster is one as well', () => {
    const ofCluster = (members: readonly Member[]) =>
      judgeGraph(
        stretchedClusterRtt,
        graphWith({ sites: [vienna], domains: [{ ...mirror('vsan', members), isBuiltToStretch: true }] }),
      );
    expect(verdicts(ofCluster([memberNowhere('a'), memberNowhere('b')]))).toEqual(['violation warning byConstruction']);
    expect(verdicts(ofCluster([memberIn('vienna', 'a'), memberIn('vienna', 'b')]))).toEqual(['remark note withinSite']);
    expect(ofCluster([memberNowhere()])).toEqual([]);
  });
});

describe('members whose site is unknown', () => {
  test('one alone spans nothing, wherever it stands', () => {
    expect(found([memberNowhere()])).toEqual([]);
  });

  test('one that stands for nobody knows how many may span anything', () => {
    expect(verdicts(found([{ ...memberNowhere(), isSeveral: true }]))).toEqual(['undetermined warning open']);
  });

  test('one beside a known one, and two, may span two sites', () => {
    expect(verdicts(found([memberNowhere(), memberIn('vienna')]))).toEqual(['undetermined warning open']);
    expect(verdicts(found([memberNowhere('a'), memberNowhere('b')]))).toEqual(['undetermined warning open']);
  });
});
