import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunResult } from '../../lib/findings/run-result';
import { compareVersions, describeWith, type Engine } from './engines';
import { PulumiSandbox, type PolicyOptions } from './pulumi';

jest.setTimeout(120_000);

const repository = join(__dirname, '../..');
const example = join(repository, 'examples/pulumi');
const facts = (name: string): string => join(repository, 'examples/facts', name);

/** The sites of `facts/far.yaml` as a platform team would give them in the policy-pack configuration. */
const farSites = {
  sites: {
    vienna: { at: 'VIE', match: [{ name: 'host-10*' }] },
    dublin: { at: 'DUB', match: [{ name: 'host-20*' }] },
  },
};

const ovhProgram = (regions: string): string => `
  const pulumi = require('@pulumi/pulumi');
  class NetworkPrivate extends pulumi.CustomResource {
    constructor(name, args) { super('ovh:CloudProject/networkPrivate:NetworkPrivate', name, args); }
  }
  new NetworkPrivate('payments', { serviceName: 'p1', name: 'payments', vlanId: 210, regions: ${regions} });
`;

/** Host ids that only the provider knows, beside a network whose regions are written out. */
const unknownHosts = `
  const pulumi = require('@pulumi/pulumi');
  class Resource extends pulumi.CustomResource {}
  const hosts = ['a', 'b'].map((name) => new Resource('vsphere:index/host:Host', name, { hostname: name + '.example' }));
  new Resource('vsphere:index/computeCluster:ComputeCluster', 'late', {
    name: 'late', datacenterId: 'datacenter-2', hostSystemIds: hosts.map(({ id }) => id),
    drsEnabled: true, drsAutomationLevel: 'fullyAutomated',
    vsanStretchedCluster: { preferredFaultDomainHostIds: [hosts[0].id], secondaryFaultDomainHostIds: [hosts[1].id], witnessNode: 'host-3001' },
  });
  new Resource('ovh:CloudProject/networkPrivate:NetworkPrivate', 'payments', { serviceName: 'p1', name: 'payments', regions: ['GRA11', 'WAW1'] });
`;

const analyzeTest = (engine: Engine) => (compareVersions(engine.version, '3.255.0') < 0 ? it.skip : it);

for (const name of ['pulumi-3.219.0', 'pulumi-3.274.1', 'pulumi'] as const) {
  describeWith(name, `${name} with the pack`, (engine) => {
    const withSandbox = async (
      files: string | Record<string, string>,
      use: (sandbox: PulumiSandbox) => Promise<void>,
      copyFrom?: string,
    ): Promise<void> => {
      const sandbox = await PulumiSandbox.start({
        engine,
        files,
        providers: ['vsphere', 'ovh'],
        ...(copyFrom === undefined ? {} : { copyFrom }),
      });
      try {
        await use(sandbox);
      } finally {
        sandbox.stop();
      }
    };
    const withExample = (use: (sandbox: PulumiSandbox) => Promise<void>): Promise<void> =>
      withSandbox({}, use, example);
    const preview = (sandbox: PulumiSandbox, file: string | undefined, options: PolicyOptions = {}) =>
      sandbox.preview({
        policyPack: repository,
        ...(file === undefined ? {} : { env: { LIGHTBOUND_FACTS: facts(file) } }),
        ...options,
      });

    it('blocks a stretched vSAN cluster and a vMotion network over 1,686 km, with the arithmetic and the way out', () =>
      withExample(async (sandbox) => {
        const { exitCode, stdout } = await preview(sandbox, 'far.yaml');
        expect(stdout).toMatch(/\[mandatory\].* stretched-cluster-rtt/);
        expect(stdout).toMatch(/\[mandatory\].* broadcast-domain-single-site/);
        expect(stdout).toMatch(/\[mandatory\].* migration-converges/);
        expect(stdout).toContain('vsphere:index/computeCluster:ComputeCluster stretched');
        // 50 % of 1 Gbit/s, 1448 of 1538 bytes being payload: 470.7 Mbit/s.
        expect(stdout).toContain('50 % x 1 Gbit/s x 94.1 %');
        expect(stdout).toContain('471 Mbit/s');
        expect(stdout).toMatch(/instead\s+Keep each vSAN cluster within one metro/);
        expect(exitCode).not.toBe(0);
      }));

    it('lets the same program pass over 80 km and 10 Gbit/s', () =>
      withExample(async (sandbox) => {
        const { exitCode, stdout } = await preview(sandbox, 'metro.yaml');
        expect(stdout).not.toContain('[mandatory]');
        expect(stdout).toMatch(/\[advisory\].* advice/);
        expect(exitCode).toBe(0);
      }));

    it('lowers, disables and reconfigures rules by --policy-pack-config', () =>
      withExample(async (sandbox) => {
        const policyPackConfig = {
          'stretched-cluster-rtt': 'advisory',
          'migration-converges': 'disabled',
          'broadcast-domain-single-site': { maxRtt: '40 ms' },
        };
        const { exitCode, stdout } = await preview(sandbox, 'far.yaml', { policyPackConfig });
        expect(stdout).toMatch(/\[advisory\].* stretched-cluster-rtt/);
        expect(stdout).not.toContain('does not converge');
        expect(stdout).toContain('Declared: migration-converges is off, not error');
        expect(stdout).toContain('within the metro limit of 40 ms');
        expect(exitCode).toBe(0);
      }));

    it('raises a rule to mandatory that the facts file had made advisory', () =>
      withExample(async (sandbox) => {
        const file = join(sandbox.directory, 'advisory.yaml');
        const rules = ['stretched-cluster-rtt', 'broadcast-domain-single-site', 'migration-converges'];
        const levels = rules.map((rule) => `  ${rule}: warning\n`).join('');
        writeFileSync(file, `${readFileSync(facts('far.yaml'), 'utf8')}rules:\n${levels}`);
        const env = { LIGHTBOUND_FACTS: file };
        const asWritten = await preview(sandbox, undefined, { env });
        expect(asWritten.stdout).toMatch(/\[advisory\].* stretched-cluster-rtt/);
        expect(asWritten.exitCode).toBe(0);
        const policyPackConfig = { 'stretched-cluster-rtt': 'mandatory' };
        const raised = await preview(sandbox, undefined, { env, policyPackConfig });
        expect(raised.stdout).toMatch(/\[mandatory\].* stretched-cluster-rtt/);
        expect(raised.stdout).toMatch(/\[advisory\].* migration-converges/);
        expect(raised.exitCode).not.toBe(0);
      }));

    it('raises what cannot be decided to mandatory, and takes facts from --policy-pack-config', () =>
      withExample(async (sandbox) => {
        const lowered = {
          'stretched-cluster-rtt': 'advisory',
          'broadcast-domain-single-site': 'advisory',
        };
        const { stdout } = await preview(sandbox, undefined, {
          policyPackConfig: { ...lowered, 'facts-declared': { enforcementLevel: 'advisory', ...farSites } },
        });
        expect(stdout).toMatch(/\[advisory\].* facts-declared/);
        expect(stdout).toContain('at least 16');
        expect(stdout).not.toContain('[mandatory]');
        const raised = await preview(sandbox, undefined, {
          policyPackConfig: { ...lowered, 'facts-declared': { enforcementLevel: 'mandatory', ...farSites } },
        });
        expect(raised.stdout).toMatch(/\[mandatory\].* facts-declared/);
        expect(raised.exitCode).not.toBe(0);
      }));

    it('takes the facts of a link from a stack tag', () =>
      withExample(async (sandbox) => {
        const tag = await sandbox.run('stack', 'tag', 'set', 'lightbound:link:vienna:dublin', '10 Gbit/s, 3 ms');
        expect(tag.exitCode).toBe(0);
        const policyPackConfig = { 'facts-declared': farSites };
        const { stdout } = await preview(sandbox, undefined, { policyPackConfig });
        // 3 ms are less than the 10.9 ms that light in vacuum needs for 1,636 km: the minimum holds, and breaks the limit.
        expect(stdout).toContain('stack tags lightbound:link:vienna:dublin');
        expect(stdout).toMatch(/\[mandatory\].* declared-rtt-possible/);
        expect(stdout).toMatch(/\[mandatory\].* stretched-cluster-rtt/);
      }));

    it('refuses a configuration that names a rule or an option that does not exist, or a wrong fact', () =>
      withExample(async (sandbox) => {
        const refused = async (policyPackConfig: unknown): Promise<string> => {
          const { exitCode, stdout, stderr } = await preview(sandbox, 'far.yaml', { policyPackConfig });
          expect(exitCode).not.toBe(0);
          expect(stdout + stderr).not.toMatch(/\n\s+at /);
          return stdout + stderr;
        };
        expect(await refused({ 'no-such-rule': 'advisory' })).toContain('unknown rule "no-such-rule"');
        expect(await refused({ 'stretched-cluster-rtt': { maxRrt: '4 ms' } })).toContain('unknown option "maxRrt"');
        const wrongFact = { 'facts-declared': { links: [{ between: ['vienna', 'nowhere'], rtt: '3 ms' }] } };
        expect(await refused(wrongFact)).toContain('nowhere');
      }));

    it('keeps a mandatory rule mandatory beside properties that are unknown during preview', () =>
      withSandbox(unknownHosts, async (sandbox) => {
        const { exitCode, stdout } = await preview(sandbox, undefined);
        expect(stdout).toMatch(/\[mandatory\].* broadcast-domain-single-site/);
        expect(stdout).toMatch(/\[advisory\].* facts-declared/);
        expect(stdout).not.toContain("can't run policy");
        expect(exitCode).not.toBe(0);
      }));

    it('stops an update before it creates a resource that breaks a rule alone', () =>
      withSandbox(ovhProgram("['GRA11', 'WAW1', 'BHS5']"), async (sandbox) => {
        const { exitCode, stdout } = await sandbox.up({ policyPack: repository });
        expect(stdout).toMatch(/\[mandatory\].* broadcast-domain-single-site/);
        expect(exitCode).not.toBe(0);
        const { deployment } = (await sandbox.exportStack()) as { deployment: { resources?: { type: string }[] } };
        const types = (deployment.resources ?? []).map(({ type }) => type);
        expect(types).not.toContain('ovh:CloudProject/networkPrivate:NetworkPrivate');
      }));

    it('tells the command line the same through its JSON as it tells the pack', () =>
      withExample(async (sandbox) => {
        const { stdout } = await sandbox.preview({ json: true, args: ['--show-sames'] });
        const previewed = checkJson(stdout);
        expect(previewed.inputs).toMatchObject([{ kind: 'pulumi-preview' }]);
        expect(await sandbox.up()).toMatchObject({ exitCode: 0 });
        const exported = checkJson(JSON.stringify(await sandbox.exportStack()));
        expect(exported.inputs).toMatchObject([{ kind: 'pulumi-export' }]);
        for (const { findings } of [previewed, exported]) {
          const violated = findings
            .filter(({ outcome, level }) => outcome === 'violation' && level === 'error')
            .map(({ ruleId }) => ruleId);
          expect(new Set(violated)).toEqual(
            new Set(['broadcast-domain-single-site', 'migration-converges', 'stretched-cluster-rtt']),
          );
        }
      }));

    it('reports a rule that throws, fails the run, and keeps the findings of the others', () =>
      withExample(async (sandbox) => {
        const pack = throwingPack();
        try {
          const policyPackConfig = { all: 'advisory', 'rule-errors': 'mandatory' };
          // The facts file stands beside this pack.
          const { exitCode, stdout } = await preview(sandbox, undefined, { policyPack: pack, policyPackConfig });
          expect(stdout).toMatch(/\[mandatory\].* rule-errors/);
          expect(stdout).toContain('rule always-throws failed: a fault of the rule');
          expect(stdout).toMatch(/\[advisory\].* stretched-cluster-rtt/);
          expect(exitCode).not.toBe(0);
        } finally {
          rmSync(pack, { recursive: true, force: true });
        }
      }));

    analyzeTest(engine)('judges a state by pulumi policy analyze', () =>
      withSandbox(ovhProgram("['GRA11', 'WAW1']"), async (sandbox) => {
        expect(await sandbox.up()).toMatchObject({ exitCode: 0 });
        const file = join(sandbox.directory, 'state.json');
        writeFileSync(file, JSON.stringify(await sandbox.exportStack()));
        const { exitCode, stdout } = await sandbox.policyAnalyze({ file, policyPack: repository });
        expect(stdout).toContain('broadcast-domain-single-site');
        expect(exitCode).not.toBe(0);
      }),
    );
  });
}

/** What `lightbound check` says of a document, by the facts of the far example. */
function checkJson(text: string): RunResult {
  const args = ['check', '-', '--facts', facts('far.yaml'), '--format', 'json'];
  const { stdout } = spawnSync(process.execPath, [join(repository, 'dist/bin/lightbound.js'), ...args], {
    input: text,
    encoding: 'utf8',
  });
  return JSON.parse(stdout) as RunResult;
}

/** The compiled pack with one rule more, which throws. */
function throwingPack(): string {
  const pack = mkdtempSync(join(tmpdir(), 'lightbound-throwing-'));
  writeFileSync(join(pack, 'PulumiPolicy.yaml'), 'runtime: nodejs\n');
  writeFileSync(join(pack, 'package.json'), '{ "name": "throwing", "version": "0.0.1", "main": "index.js" }');
  writeFileSync(
    join(pack, 'index.js'),
    `const { startPolicyPack } = require(${JSON.stringify(join(repository, 'dist/lib/pack/policy-pack.js'))});
     const { packFacts } = require(${JSON.stringify(join(repository, 'dist/lib/pack/pack-files.js'))});
     const { rules } = require(${JSON.stringify(join(repository, 'dist/policies/index.js'))});
     const throws = { id: 'always-throws', title: 'Throws', level: 'error', category: 'interconnect', scope: 'stack', references: [], messages: {}, options: {},
       select: () => { throw new Error('a fault of the rule'); }, check: () => [] };
     const today = '2026-01-01';
     startPolicyPack({ ...packFacts(rules, today), rules: [...rules, throws], version: "0.0.1", today });`,
  );
  symlinkSync(join(repository, 'node_modules'), join(pack, 'node_modules'));
  copyFileSync(facts('far.yaml'), join(pack, 'lightbound.yaml'));
  return pack;
}
