import { join } from 'node:path';
import type { Finding } from '../../lib/findings/finding';
import { asReported, checkText, describePulumi, program, reported } from './describe-pulumi';
import type { PulumiSandbox } from './pulumi';

jest.setTimeout(120_000);

const repository = join(__dirname, '../..');
const far = join(repository, 'examples/facts/far.yaml');

/** What hides values: providers that are configured from a resource, secrets, switches that are known only later. */
const cases = {
  goodDesign: program(`
    const provider = new Provider('ovh', 'p', { endpoint: later('ovh-eu') });
    new R(OVH, 'payments', { serviceName: 'p1', name: 'payments', vlanId: 210, regions: ['GRA11'] }, { provider });
  `),
  vMotion: program(`
    const provider = new Provider('vsphere', 'vc', { vsphereServer: process.env.SERVER ?? later('vc.example') });
    for (const host of ['host-1001', 'host-2001'])
      new R(VNIC, 'vmk-' + host, { host, distributedSwitchPort: 'dvs-1', distributedPortGroup: 'dvportgroup-7', netstack: 'vmotion' }, { provider });
  `),
  secrets: program(`
    const S = pulumi.secret;
    new R(OVH, 'of-secret-name', { serviceName: S('SEKRIT-1'), name: S('SEKRIT-2'), vlanId: S(210), regions: ['GRA11', 'BHS5'] });
    new R(OVH, 'of-a-secret-region', { serviceName: 'p', name: 'x', regions: ['GRA11', S('WAW1')] });
    new R(OVH, 'of-secret-regions', { serviceName: 'p', name: 'y', regions: S(['SEKRIT11', 'WAW1']) });
    new R(OVH, 'of-a-secret-output', { serviceName: 'p', name: 'SEKRIT-3', regions: ['GRA11', 'WAW1'] }, { additionalSecretOutputs: ['name'] });
    new R(OVH, 'of-a-secret-part', { serviceName: 'p', name: pulumi.interpolate\`SEKRIT-\${S('part')}\`, regions: ['GRA11', 'WAW1'] });
    const provider = new Provider('vsphere', 'vc', { vsphereServer: S('SEKRIT-vc.example'), user: 'u', password: S('SEKRIT-4') });
    const hosts = ['host-1', 'host-2', 'host-3', 'host-4'];
    const halves = (of) => ({ preferredFaultDomainHostIds: of.slice(0, 2), secondaryFaultDomainHostIds: of.slice(2) });
    new R(CLUSTER, 'of-secret-hosts', { name: S('SEKRIT-5'), datacenterId: S('SEKRIT-6'), hostSystemIds: hosts.map((h) => S(h)),
      drsEnabled: true, drsAutomationLevel: 'fullyAutomated', vsanEnabled: true, vsanStretchedCluster: halves([S('SEKRIT-7'), ...hosts]) }, { provider });
    new R(CLUSTER, 'of-secret-halves', { name: 'half', datacenterId: S('SEKRIT-8'), hostSystemIds: hosts, vsanEnabled: true,
      vsanStretchedCluster: S(halves(hosts)) }, { provider });
    const side = (metroCode) => ({ accessPoint: { type: 'COLO', port: { uuid: S('SEKRIT-9') }, location: { metroCode } } });
    new R(CIRCUIT, 'of-a-secret-side', { name: S('SEKRIT-10'), type: 'EPL_VC', bandwidth: S(1000), aSide: S(side('FR')), zSide: side('NY') });
    new R(CIRCUIT, 'to-a-secret-metro', { name: 'c', type: 'EPL_VC', bandwidth: 1000, aSide: side('FR'), zSide: side(S('SG')) });
  `),
  laterSwitches: program(`
    const hosts = ['host-1001', 'host-2001'];
    new R(CLUSTER, 'vsan', { name: 'vsan', datacenterId: 'dc', hostSystemIds: hosts, vsanEnabled: later(true) });
    new R(CLUSTER, 'drs', { name: 'drs', datacenterId: 'dc', hostSystemIds: hosts, drsEnabled: true, drsAutomationLevel: later('fullyAutomated') });
    hosts.forEach((host, n) => new R(VNIC, 'vnic-' + host, {
      host, distributedPortGroup: 'dvportgroup-' + n, ipv4: { ip: '10.9.0.' + (n + 1), netmask: '255.255.255.0' }, netstack: later('vmotion'),
    }));
    const side = (metroCode) => ({ accessPoint: { type: 'COLO', port: { uuid: 'p' }, location: { metroCode } } });
    new R(CIRCUIT, 'type', { name: 'type', type: later('EPL_VC'), bandwidth: 1000, aSide: side('FR'), zSide: side('NY') });
    new R(CIRCUIT, 'side', { name: 'side', type: 'EPL_VC', bandwidth: 1000, aSide: later(side('FR')), zSide: side('NY') });
  `),
};

describePulumi('what is hidden', (withProgram) => {
  const preview = (sandbox: PulumiSandbox, env: NodeJS.ProcessEnv = {}) =>
    sandbox.preview({ policyPack: repository, env: { LIGHTBOUND_FACTS: far, ...env } });

  /** The findings of the preview's JSON, which the pack has to report too, in the same words. */
  const toldByBoth = async (sandbox: PulumiSandbox, stdout: string): Promise<readonly Finding[]> => {
    const { findings } = checkText((await sandbox.preview({ json: true, args: ['--show-sames'] })).stdout, far);
    expect([...reported(stdout)].sort()).toEqual(findings.map(asReported).sort());
    for (const { message } of findings) expect(stdout).toContain(message);
    return findings;
  };

  it('by a provider that is configured from a resource is not left out: a network in one region passes', () =>
    withProgram(cases.goodDesign, async (sandbox) => {
      const { exitCode, stdout } = await preview(sandbox);
      expect(reported(stdout)).toEqual([]);
      expect(exitCode).toBe(0);
      expect(await toldByBoth(sandbox, stdout)).toEqual([]);
    }));

  it('by a provider that is configured from a resource is judged: a vMotion network over 1,686 km is blocked', () =>
    withProgram(cases.vMotion, async (sandbox) => {
      const hidden = await preview(sandbox);
      expect(hidden.stdout).toMatch(/\[mandatory\].* migration-converges/);
      expect(hidden.exitCode).not.toBe(0);
      const known = await preview(sandbox, { SERVER: 'vc.example' });
      expect([...reported(hidden.stdout)].sort()).toEqual([...reported(known.stdout)].sort());
      await toldByBoth(sandbox, hidden.stdout);
    }));

  it('as a secret is never printed, and the findings are those of the JSON, which has none', () =>
    withProgram(cases.secrets, async (sandbox) => {
      const { stdout, stderr } = await preview(sandbox);
      expect(stdout + stderr).not.toContain('SEKRIT');
      const findings = await toldByBoth(sandbox, stdout);
      const subjects = findings.flatMap(({ resources }) => resources.map(({ address }) => address.split('::').at(-1)));
      expect(new Set(subjects)).toEqual(
        new Set([
          ...['of-secret-name', 'of-a-secret-region', 'of-secret-regions', 'of-a-secret-output', 'of-a-secret-part'],
          ...['of-secret-hosts', 'of-secret-halves', 'of-a-secret-side', 'to-a-secret-metro'],
        ]),
      );
      expect(stdout).toContain('regions[1] ([secret])');
      expect(stdout).toContain('aSide is [secret]');
      expect(stdout).toContain('zSide.accessPoint.location.metroCode is [secret]');
    }));

  it('outside the program until it is imported is judged as it stands', () => {
    const network = { serviceName: 'p1', name: 'payments', regions: ['GRA11', 'WAW1'] };
    const imports = program(`new R(OVH, 'payments', ${JSON.stringify(network)}, { import: 'pn-1' });`);
    return withProgram(
      imports,
      async (sandbox) => {
        const { exitCode, stdout } = await preview(sandbox);
        expect(reported(stdout)).toEqual(['[mandatory] broadcast-domain-single-site']);
        expect(exitCode).not.toBe(0);
        await toldByBoth(sandbox, stdout);
      },
      { standing: { 'pn-1': network } },
    );
  });

  it('until it is applied is undetermined, not off', () =>
    withProgram(cases.laterSwitches, async (sandbox) => {
      const { exitCode, stdout } = await preview(sandbox);
      expect(reported(stdout)).toEqual(Array.from({ length: 5 }, () => '[advisory] facts-declared'));
      expect(exitCode).toBe(0);
      const findings = await toldByBoth(sandbox, stdout);
      const subjects = findings.map(({ resources }) =>
        resources.map(({ address }) => address.split('::').at(-1)).join(),
      );
      expect([...subjects].sort()).toEqual(['drs', 'side', 'type', 'vnic-host-1001,vnic-host-2001', 'vsan']);
    }));
});
