import { readFileSync } from 'node:fs';
import path from 'node:path';
import { check } from '../../lib/check';
import { noDeclarations, type Declarations } from '../../lib/declarations/declarations';
import type { Finding } from '../../lib/findings/finding';
import { rules } from '../../policies';
import { alarms, facts } from '../support/build';

/* What each recorded plan's README says is to be found in it. */

const judge = (name: string, declarations: Declarations = noDeclarations, file = 'plan.json') => {
  const bytes = readFileSync(path.join(__dirname, '../fixtures/plans', name, file));
  const result = check({
    documents: [{ path: file, bytes }],
    declarations,
    rules,
    version: 'test',
    today: '2026-01-01',
  });
  expect(result.errors).toEqual([]);
  return result;
};

const about = (findings: readonly Finding[], address: string): readonly string[] =>
  findings
    .filter(({ resources }) => resources[0]?.address === address)
    .map(({ outcome, ruleId, messageId }) => `${outcome} ${ruleId} ${messageId}`);

const namesOf = (findings: readonly Finding[]): readonly string[] =>
  findings.flatMap(({ resources }) => resources.map(({ address }) => address));

/** What the owner of a plan would declare, or the like. */
const declaredFor = (name: string, edit = (yaml: string): string => yaml): Declarations =>
  facts(edit(readFileSync(path.join(__dirname, '../fixtures/plans', name, 'facts.yaml'), 'utf8')));

describe('vSphere: a stretched cluster and its switch in one datacenter object', () => {
  const name = 'vsphere-vsan-stretched-one-datacenter';
  const cluster = 'vsphere_compute_cluster.stretched';
  const wide = 'vsphere_distributed_virtual_switch.stretched';

  describe('with its sites and their link declared', () => {
    const { findings } = judge(name, declaredFor(name));

    test('the cluster mirrors too far, and moves machines within the round trip that vMotion supports', () => {
      expect(about(findings, cluster)).toEqual([
        'violation stretched-cluster-rtt tooFar',
        'undetermined migration-converges open',
        'remark migration-rtt-budget within',
      ]);
    });

    test('the switch is stretched', () => {
      expect(about(findings, wide)).toEqual(['violation broadcast-domain-single-site stretched']);
    });

    test('nothing else is found: the witness in Frankfurt is no data site, and no machine is blamed', () => {
      expect(findings).toHaveLength(4);
      const levels = { remark: 'note', undetermined: 'warning', violation: 'error' };
      for (const { evidence, level, outcome } of findings) {
        expect(JSON.stringify(evidence)).not.toContain('frankfurt');
        expect(level).toBe(levels[outcome]);
      }
    });

    test('each finding is between the two sites of the data hosts, and what breaks a law is certain', () => {
      for (const { confidence, message, outcome } of findings) {
        expect(message).toContain('dublin and vienna');
        expect(confidence).toBe(outcome === 'violation' ? 'certain' : undefined);
      }
    });
  });

  describe('with nothing declared', () => {
    const { findings } = judge(name);

    test('the cluster is stretched by construction, and each half is asked for once', () => {
      expect(about(findings, cluster)).toContain('violation stretched-cluster-rtt byConstruction');
      const found = findings.find(({ ruleId }) => ruleId === 'stretched-cluster-rtt');
      expect(found?.level).toBe('warning');
      expect(found?.evidence.toDecide).toEqual([
        expect.stringMatching(/preferred fault domain site-a \(esx-a1\.vie\.example, .*esx-a3\.vie\.example\)/),
        expect.stringMatching(/secondary fault domain site-b \(esx-b1\.dub\.example, .*esx-b3\.dub\.example\)/),
      ]);
    });

    test('the switch and the moves between the halves are open', () => {
      expect(about(findings, wide)).toEqual(['undetermined broadcast-domain-single-site open']);
      expect(about(findings, cluster)).toContain('undetermined migration-rtt-budget open');
    });

    test('nothing is an error', () => {
      expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
    });
  });

  test('the floor is that of the declared places: 1,686 km of geodesic, less what their positions may be off', () => {
    const apart = facts(`
sites:
  vienna: { at: VIE, match: [{ name: 'esx-a*' }] }
  dublin: { at: DUB, match: [{ name: 'esx-b*' }] }
`);
    const { findings } = judge(name, apart);
    const found = findings.find(({ ruleId }) => ruleId === 'stretched-cluster-rtt');
    expect(found).toMatchObject({ outcome: 'violation', messageId: 'tooFar', level: 'error' });
    // Vienna 48.20 N 16.37 E, Dublin 53.33 N 6.25 W; 2 x 25 km off: 1,636 km x 9.787 ms per 1,000 km.
    const floor = found?.evidence.steps.find(({ name: step }) => step === 'minimum round trip')?.result.value ?? 0;
    expect(floor * 1e3).toBeGreaterThan(15.8);
    expect(floor * 1e3).toBeLessThan(16.3);
  });

  test('a declared link between the sites decides how the machines move', () => {
    const link = (rate: string) =>
      facts(`
sites:
  vienna: { at: VIE, match: [{ name: 'esx-a*' }] }
  dublin: { at: DUB, match: [{ name: 'esx-b*' }] }
  frankfurt: { at: FRA, match: [{ name: 'esx-w*' }] }
links: [{ between: [vienna, dublin], rtt: 31 ms, bandwidth: ${rate}, window: 64 MiB, loss: 0 % }]
workloads: { erp: { memory: 64 GiB, dirtyRate: 1 GiB/s } }
platforms: { vmotion: '6.7' }
`);
    const narrow = judge(name, link('200 Mbit/s'));
    expect(alarms(narrow)).toContain('error migration-bandwidth-floor tooNarrow');
    expect(alarms(narrow)).toContain('error migration-converges neverEnds');
    const wideLink = judge(name, link('100 Gbit/s'));
    expect(alarms(wideLink)).not.toContain('error migration-bandwidth-floor tooNarrow');
    for (const { findings: all } of [narrow, wideLink]) {
      const budget = all.filter(({ ruleId }) => ruleId === 'migration-rtt-budget');
      expect(new Set(budget.map(({ level }) => level))).toEqual(new Set(['note']));
      expect(all.filter(({ outcome }) => outcome === 'undetermined')).toEqual([]);
    }
  });
});

describe('vSphere: four fault domains of two cities in one cluster', () => {
  const name = 'vsphere-vsan-fault-domains-two-sites';

  test('with the sites declared, cluster and switch are too far', () => {
    const { findings } = judge(name, declaredFor(name));
    expect(about(findings, 'vsphere_compute_cluster.stretched')).toEqual([
      'violation stretched-cluster-rtt tooFar',
      'undetermined migration-converges open',
      'remark migration-rtt-budget within',
    ]);
    expect(about(findings, 'vsphere_distributed_virtual_switch.stretched')).toEqual([
      'violation broadcast-domain-single-site stretched',
    ]);
    expect(findings).toHaveLength(4);
  });

  test('with nothing declared, nothing is certain: halls of one campus have fault domains too', () => {
    expect(judge(name).findings.filter(({ outcome }) => outcome === 'violation')).toEqual([]);
  });
});

describe('vSphere: three racks of one room as fault domains and host groups', () => {
  const name = 'vsphere-vsan-racks-one-site';

  test.each(['plan.json', 'plan-plain-names.json'])('%s: nothing is found, declared or not', (file) => {
    expect(judge(name, declaredFor(name), file).findings).toEqual([]);
    expect(judge(name, noDeclarations, file).findings).toEqual([]);
  });
});

describe('vSphere: a machine that moves within a stretched cluster', () => {
  const name = 'vsphere-stretched-vm-move';
  const moveIn = (file: string, declarations: Declarations) => judge(name, declarations, file).findings;

  test.each([
    ['plan.json', /disks \(200 GiB\) stay on vmfs-site-a/],
    ['plan-with-datastore.json', /disks \(200 GiB\) are copied to vmfs-site-b over the same link/],
  ])('%s: a live move between the sites, which tells what becomes of the disk', (file, disks) => {
    const findings = moveIn(file, declaredFor(name));
    expect(findings).toMatchObject([
      { ruleId: 'migration-converges', outcome: 'undetermined' },
      {
        ruleId: 'migration-rtt-budget',
        outcome: 'remark',
        message: expect.stringMatching(disks) as string,
        subject: { name: 'move of erp-1' },
      },
    ]);
    expect(findings[1]?.message).toContain('between dublin and vienna: round trip 31 ms');
  });

  test.each(['plan.json', 'plan-with-datastore.json'])('%s: too far for vMotion where the link is slower', (file) => {
    const slow = declaredFor(name, (yaml) => yaml.replace('31 ms', '151 ms'));
    expect(about(moveIn(file, slow), 'vsphere_virtual_machine.erp')).toContain('violation migration-rtt-budget tooFar');
  });

  test('plan-within-site.json: nothing is found, declared or not', () => {
    expect(moveIn('plan-within-site.json', declaredFor(name))).toEqual([]);
    expect(moveIn('plan-within-site.json', noDeclarations)).toEqual([]);
  });
});

describe('vSphere: the same machine where the old host is an id that nothing explains', () => {
  const name = 'vsphere-stretched-vm-move-old-host-unread';

  test.each([
    ['plan.json', 'dublin'],
    ['plan-within-site.json', 'vienna'],
  ])('%s: the new site is %s, and the old host is asked for', (file, site) => {
    const { findings } = judge(name, declaredFor(name), file);
    expect(about(findings, 'vsphere_virtual_machine.erp')).toEqual(['undetermined migration-rtt-budget open']);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toContain(`between ${site} and host-33`);
    expect(findings[0]?.message).not.toContain('datacenter production');
    expect(findings[0]?.evidence.toDecide).toEqual([expect.stringContaining('host-33')]);
  });

  test('the old host by its id decides it', () => {
    const vienna = "- name: 'esx-*.vie.example'";
    const known = declaredFor(name, (yaml) => yaml.replace(vienna, `${vienna}\n      - name: host-33`));
    expect(judge(name, known, 'plan-within-site.json').findings).toEqual([]);
    expect(about(judge(name, known).findings, 'vsphere_virtual_machine.erp')).toEqual([
      'undetermined migration-converges open',
      'remark migration-rtt-budget within',
    ]);
  });
});

describe('Equinix: two circuits between Dublin and Helsinki, a LAN with one member', () => {
  const { findings } = judge('equinix-fabric-l2-port-to-port');

  test('both circuits are stretched', () => {
    expect(about(findings, 'equinix_fabric_connection.storage_epl')).toEqual([
      'violation broadcast-domain-single-site stretched',
    ]);
    expect(about(findings, 'equinix_fabric_connection.vmotion_evpl')).toEqual([
      'violation broadcast-domain-single-site stretched',
    ]);
  });

  test('of the LAN one member is known, which spans nothing wherever it stands', () => {
    expect(about(findings, 'equinix_fabric_network.lan')).toEqual([]);
  });

  test('nothing else is found', () => expect(findings).toHaveLength(2));
});

test('OVH: the network over listed cities and the one without a list are stretched, the one in one region is not', () => {
  const { findings } = judge('ovh-private-network-regions');
  expect(about(findings, 'ovh_cloud_project_network_private.listed')).toEqual([
    'violation broadcast-domain-single-site stretched',
  ]);
  expect(about(findings, 'ovh_cloud_project_network_private.everywhere')).toEqual([
    'violation broadcast-domain-single-site stretched',
  ]);
  expect(namesOf(findings)).not.toContain('ovh_cloud_project_network_private.local');
  expect(findings).toHaveLength(2);
});

describe('HCX: a mesh with vMotion and an extended network, Perth to Singapore', () => {
  test('a stretch by construction while nobody says where the far manager stands, which the finding asks for', () => {
    const { findings } = judge('hcx-mesh-with-vmotion');
    expect(about(findings, 'hcx_l2_extension.vlan20')).toEqual([
      'violation broadcast-domain-single-site byConstruction',
    ]);
    expect(about(findings, 'hcx_service_mesh.per_sin')).toContain('undetermined migration-rtt-budget open');
    for (const { evidence } of findings) expect(evidence.toDecide?.join()).toContain('site_pairing');
  });

  const singapore = (rtt: string) =>
    facts(`
sites:
  perth: { at: perth, match: [{ datacenter: Perth }] }
  singapore: { at: singapore, match: [{ name: hcx-cloud.sin.tideway.example }] }
links: [{ between: [perth, singapore], rtt: ${rtt}, bandwidth: 10 Gbit/s }]
`);

  test('with the far manager declared the extended network is stretched', () => {
    const { findings } = judge('hcx-mesh-with-vmotion', singapore('48 ms'));
    expect(about(findings, 'hcx_l2_extension.vlan20')).toEqual(['violation broadcast-domain-single-site stretched']);
    expect(findings.filter(({ ruleId }) => ruleId === 'migration-rtt-budget')).toMatchObject([{ level: 'note' }]);
  });

  test('a slow path is too far for live moves as well', () => {
    const { findings } = judge('hcx-mesh-with-vmotion', singapore('160 ms'));
    expect(about(findings, 'hcx_service_mesh.per_sin')).toContain('violation migration-rtt-budget tooFar');
  });
});

describe('vSphere: a machine whose host, pool and datastore change in place', () => {
  /* On the equator 140 degrees are 15,584.7 km: 152.5 ms of glass, beyond what any version of vMotion publishes. */
  const hosts = (longitude: number, links = '', target = 'DC0_C1_H2') =>
    facts(`
sites:
  old: { at: { latitude: 0, longitude: 0 }, match: [{ name: host-37 }] }
  new: { at: { latitude: 0, longitude: ${longitude} }, match: [{ name: ${target} }] }
${links}
`);

  test('is undecided: of the old host the plan has only an id', () => {
    const { findings } = judge('vsphere-vmotion-update');
    expect(about(findings, 'vsphere_virtual_machine.erp')).toContain('undetermined migration-rtt-budget open');
    expect(findings.some(({ outcome }) => outcome === 'violation')).toBe(false);
    expect(findings[0]?.evidence.toDecide?.join()).toContain('host-37');
  });

  test('is too far where the declared hosts stand on two continents', () => {
    const { findings } = judge('vsphere-vmotion-update', hosts(140));
    expect(about(findings, 'vsphere_virtual_machine.erp')).toContain('violation migration-rtt-budget tooFar');
  });

  test('is within the budget where the declared hosts stand near each other', () => {
    const near = hosts(1, 'links: [{ between: [old, new], rtt: 3 ms, bandwidth: 10 Gbit/s }]');
    const { findings } = judge('vsphere-vmotion-update', near);
    expect(findings.filter(({ outcome }) => outcome !== 'undetermined')).toMatchObject([
      { ruleId: 'migration-rtt-budget', messageId: 'within', outcome: 'remark' },
    ]);
  });

  test('only the host: the pool stays, but may hold hosts of several sites, so the old host is asked for', () => {
    const { findings } = judge('vsphere-vmotion-update', noDeclarations, 'plan-host-only.json');
    expect(about(findings, 'vsphere_virtual_machine.erp')).toEqual(['undetermined migration-rtt-budget open']);
    expect(findings[0]?.evidence.toDecide).toEqual(['where host-37 stands']);
  });

  test('only the host, and both hosts are declared: far apart it is too far, in one site nothing', () => {
    const oneHall = facts(
      'sites: { hall: { at: { latitude: 0, longitude: 0 }, match: [{ name: host-37 }, { name: DC0_C0_H2 }] } }',
    );
    expect(judge('vsphere-vmotion-update', oneHall, 'plan-host-only.json').findings).toEqual([]);
    const apart = judge('vsphere-vmotion-update', hosts(140, '', 'DC0_C0_H2'), 'plan-host-only.json');
    expect(about(apart.findings, 'vsphere_virtual_machine.erp')).toContain('violation migration-rtt-budget tooFar');
  });

  test('a new machine moves nowhere', () => {
    expect(judge('vsphere-vmotion-update', noDeclarations, 'plan-create.json').findings).toEqual([]);
  });
});

test('vSphere: a datacenter that is replaced in another city is a cold change', () => {
  expect(judge('vsphere-replace').findings).toEqual([]);
});

test('Equinix circuits three modules deep: undecided for a metro that no list has, stretched once it is declared', () => {
  const open = judge('modules-three-deep').findings;
  expect(open.map(({ outcome, ruleId }) => `${outcome} ${ruleId}`)).toEqual(
    Array(2).fill('undetermined broadcast-domain-single-site'),
  );
  const tallinn = facts(
    "sites: { tallinn: { at: { latitude: 59.44, longitude: 24.75 }, match: [{ region: 'equinix-metro:TL' }] } }",
  );
  expect(alarms(judge('modules-three-deep', tallinn))).toEqual(
    Array(2).fill('error broadcast-domain-single-site stretched'),
  );
});

test('OpenStack: networks that are none of OVHcloud are understood, and nothing is found', () => {
  const { inputs, findings } = judge('openstack-l2-bgpvpn');
  expect(inputs[0]?.understood).toBe(2);
  expect(findings).toEqual([]);
});

test.each([
  'mso-bd-stretched',
  'proxmox-vxlan-two-cities',
  'nutanix-stretched-and-sync',
  'packetfabric-backbone-longhaul',
  'hcloud-vswitch',
  'vmc-stretched-sddc',
  'example-modules',
  'example-providerkeys',
  'example-replace',
  'example-update',
])('%s: no table yet, so nothing is understood and nothing is found', (name) => {
  const { inputs, findings } = judge(name);
  expect(inputs[0]?.resources).toBeGreaterThan(0);
  expect(inputs[0]?.understood).toBe(0);
  expect(findings).toEqual([]);
});
