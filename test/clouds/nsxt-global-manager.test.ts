import { facts, graphOf, judgeResources, meaningOf } from '../support/build';
import { later, pulumi, terraform, urn } from '../support/resources';

const declared = facts(`
sites:
  vienna: { at: vienna, match: [{ name: vie-site }] }
  graz: { at: { latitude: 47.07, longitude: 15.44 }, match: [{ name: grz-site }] }
`);

const SEGMENT = 'nsxt:index/policySegment:PolicySegment';
const TIER1 = 'nsxt:index/policyTier1Gateway:PolicyTier1Gateway';

const segments = (...resources: Parameters<typeof graphOf>[0]) => meaningOf(graphOf(resources, declared)).segments;

describe('a segment of a Global Manager', () => {
  const segment = (path: unknown) =>
    terraform('nsxt_policy_segment.s', { display_name: 'web', connectivity_path: path });
  const perhaps = (...resources: Parameters<typeof graphOf>[0]) => segments(...resources).map((one) => one.perhaps);

  test('is open where its gateway is not in the input', () => {
    expect(perhaps(segment('/global-infra/tier-1s/t1'))).toEqual([['s connectivity_path']]);
    expect(perhaps(segment('/infra/tier-1s/t1'))).toEqual([]);
  });

  test('is open where a gateway above it is only read, which tells no locale services', () => {
    const read = terraform('data.nsxt_policy_tier0_gateway.t0', { path: '/global-infra/tier-0s/t0' });
    const t1 = terraform('nsxt_policy_tier1_gateway.t1', {
      path: '/global-infra/tier-1s/t1',
      tier0_path: '/global-infra/tier-0s/t0',
      locale_service: [],
    });
    expect(perhaps(segment('/global-infra/tier-1s/t1'), t1, read)).toEqual([['nsxt_policy_tier0_gateway.t0 path']]);
    expect(perhaps(segment('/global-infra/tier-1s/t1'), t1)).toEqual([['t1 tier0_path']]);
  });

  test('spans the primary and the fallback sites of a gateway that moves as a whole', () => {
    const t1 = terraform('nsxt_policy_tier1_gateway.t1', {
      path: '/global-infra/tier-1s/t1',
      intersite_config: [
        { primary_site_path: '/global-infra/sites/vie-site', fallback_site_paths: ['/global-infra/sites/grz-site'] },
      ],
    });
    expect(segments(segment('/global-infra/tier-1s/t1'), t1)).toMatchObject([{ sites: ['graz', 'vienna'] }]);
  });

  describe('whose gateway moves as a whole between sites', () => {
    const path = '/global-infra/tier-1s/t1';
    const [vie, grz] = ['/global-infra/sites/vie-site', '/global-infra/sites/grz-site'];
    const under = (config: object, more: Parameters<typeof graphOf>[0] = []) => [
      segment(path),
      terraform('nsxt_policy_tier1_gateway.t1', { path, intersite_config: [config] }),
      ...more,
    ];
    const judged = (resources: Parameters<typeof graphOf>[0]) =>
      judgeResources(resources, declared).findings.map(({ outcome, level, confidence }) => [
        outcome,
        level,
        confidence,
      ]);

    test.each([
      ['the primary site is', { primary_site_path: later(), fallback_site_paths: [grz] }],
      ['the fallback sites are', { primary_site_path: vie, fallback_site_paths: later() }],
      ['one of the fallback sites is', { primary_site_path: vie, fallback_site_paths: [later()] }],
      ['all of them are', { primary_site_path: later(), fallback_site_paths: later() }],
    ])('is a stretch by construction where %s to come', (_, config) => {
      expect(judged(under(config))).toEqual([['violation', 'warning', 'by-construction']]);
    });

    test('is none without fallback sites, and undetermined where nothing of it is known', () => {
      expect(judged(under({ primary_site_path: vie }))).toEqual([]);
      expect(judged(under({ primary_site_path: vie, fallback_site_paths: [] }))).toEqual([]);
      const unread = terraform('nsxt_policy_tier1_gateway.t1', { path, intersite_config: later() });
      expect(judged([segment(path), unread])).toEqual([['undetermined', 'warning', undefined]]);
    });

    test('stands in the sites that the same run makes, in either tool', () => {
      const site = 'nsxt:index/policySite:PolicySite';
      const inTerraform = under(
        {
          primary_site_path: later('nsxt_policy_site.v'),
          fallback_site_paths: [later('nsxt_policy_site.g')],
        },
        [
          terraform('nsxt_policy_site.v', { display_name: 'vie-site', path: later() }),
          terraform('nsxt_policy_site.g', { display_name: 'grz-site', path: later() }),
        ],
      );
      const inPulumi = [
        pulumi(site, 'v', { displayName: 'vie-site' }),
        pulumi(site, 'g', { displayName: 'grz-site' }),
        pulumi(TIER1, 't1', {
          intersiteConfig: { primarySitePath: later(urn(site, 'v')), fallbackSitePaths: [later(urn(site, 'g'))] },
        }),
        pulumi(SEGMENT, 's', { displayName: 'web', connectivityPath: later(urn(TIER1, 't1')) }),
      ];
      for (const resources of [inTerraform, inPulumi]) {
        expect(segments(...resources)).toMatchObject([{ sites: ['graz', 'vienna'], from: ['s', 't1'] }]);
      }
    });
  });

  test('perhaps spans what the tier-0 gateway spans where the locale services of its own are to come', () => {
    const services = ['vie-site', 'grz-site'].map((one) => ({
      edge_cluster_path: `/global-infra/sites/${one}/enforcement-points/default/edge-clusters/e`,
    }));
    const gateways = (own: unknown) => [
      terraform('nsxt_policy_tier0_gateway.t0', { path: '/t0', locale_service: services }),
      terraform('nsxt_policy_tier1_gateway.t1', { path: '/t1', tier0_path: '/t0', locale_service: own }),
    ];
    expect(segments(segment('/t1'), ...gateways([]))).toMatchObject([{ sites: ['graz', 'vienna'] }]);
    expect(perhaps(segment('/t1'), ...gateways(later()))).toEqual([['t1 locale_service']]);
  });
});
