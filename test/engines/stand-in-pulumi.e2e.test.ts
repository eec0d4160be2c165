import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareVersions, describeWith } from './engines';
import { PulumiSandbox } from './pulumi';

jest.setTimeout(60_000);

interface State {
  type: string;
  inputs?: object;
  outputs?: object;
}

const program = (memory: number) => `
  const pulumi = require('@pulumi/pulumi');
  class Datacenter extends pulumi.CustomResource {
    constructor(name, args) { super('vsphere:index/datacenter:Datacenter', name, args); }
  }
  class VirtualMachine extends pulumi.CustomResource {
    constructor(name, args) { super('vsphere:index/virtualMachine:VirtualMachine', name, args); }
  }
  module.exports = async () => {
    const host = await pulumi.runtime.invoke('vsphere:index/getHost:getHost', { name: 'esx1' });
    const datacenter = new Datacenter('porto', { name: 'Porto' });
    new VirtualMachine('vm', { name: 'vm', memory: ${memory}, hostSystemId: host.id, datacenterId: datacenter.id });
  };
`;

const pack = `
  const { PolicyPack } = require('@pulumi/policy');
  new PolicyPack('tiny', {
    policies: [{
      name: 'memory-limit',
      description: 'A virtual machine has at most 1024 MB.',
      enforcementLevel: 'mandatory',
      configSchema: { properties: { limit: { type: 'number', default: 1024 } } },
      validateStack: ({ resources, getConfig }, report) => {
        for (const { props, urn } of resources) {
          if (props.memory > getConfig().limit) report(props.memory + ' MB on ' + props.hostSystemId, urn);
        }
      },
    }],
  });
`;

for (const name of ['pulumi-3.219.0', 'pulumi-3.274.1', 'pulumi'] as const) {
  describeWith(name, `${name} with the stand-in providers and a pack`, (engine) => {
    let policyPack: string;
    let sandbox: PulumiSandbox;

    beforeAll(async () => {
      policyPack = mkdtempSync(join(tmpdir(), 'lightbound-pack-'));
      writeFileSync(join(policyPack, 'PulumiPolicy.yaml'), 'runtime: nodejs\n');
      writeFileSync(join(policyPack, 'package.json'), '{ "name": "tiny", "version": "0.0.1", "main": "lib/index.js" }');
      mkdirSync(join(policyPack, 'lib'));
      writeFileSync(join(policyPack, 'lib/index.js'), pack);
      symlinkSync(join(__dirname, '../../node_modules'), join(policyPack, 'node_modules'));
      const invokes = [{ token: 'vsphere:index/getHost:getHost', match: { name: 'esx1' }, values: { id: 'host-1' } }];
      sandbox = await PulumiSandbox.start({ engine, files: program(2048), providers: ['vsphere'], invokes });
    });
    afterAll(() => {
      sandbox.stop();
      rmSync(policyPack, { recursive: true, force: true });
    });

    it('blocks a preview that violates the policy', async () => {
      const { exitCode, stdout } = await sandbox.preview({ policyPack });
      expect(stdout).toContain('2048 MB on host-1');
      expect(stdout).toMatch(/\[mandatory\]\s+memory-limit/);
      expect(exitCode).not.toBe(0);
    });

    it('lets the same preview pass when a configuration makes the policy advisory', async () => {
      const policyPackConfig = { 'memory-limit': 'advisory' };
      const { exitCode, stdout } = await sandbox.preview({ policyPack, policyPackConfig });
      expect(stdout).toMatch(/\[advisory\]\s+memory-limit/);
      expect(exitCode).toBe(0);
    });

    it('says at once that a provider is missing, instead of trying to download it', async () => {
      const stranger =
        "const { CustomResource } = require('@pulumi/pulumi'); new CustomResource('aws:ec2/vpc:Vpc', 'vpc', {});";
      sandbox.write(stranger);
      const { exitCode, stdout } = await sandbox.preview();
      sandbox.write(program(2048));
      expect(stdout).toMatch(/no resource plugin 'pulumi-resource-aws'/);
      expect(exitCode).not.toBe(0);
    });

    describe('with a compliant program', () => {
      beforeAll(async () => {
        sandbox.write(program(512));
        expect(await sandbox.up({ policyPack })).toMatchObject({ exitCode: 0 });
      });

      it('lets a preview pass', async () => {
        expect(await sandbox.preview({ policyPack })).toMatchObject({ exitCode: 0 });
      });

      it('exports the state of the resources it created', async () => {
        const { deployment } = (await sandbox.exportStack()) as { deployment: { resources: State[] } };
        const machine = deployment.resources.find(({ type }) => type === 'vsphere:index/virtualMachine:VirtualMachine');
        expect(machine?.outputs).toMatchObject({ memory: 512, hostSystemId: 'host-1' });
      });

      it('shows an update in place in the JSON of a preview, with old and new state', async () => {
        sandbox.write(program(768));
        const { stdout } = await sandbox.preview({ json: true });
        const { steps } = JSON.parse(stdout) as { steps: { op: string; oldState?: State; newState?: State }[] };
        const update = steps.find(({ op }) => op === 'update');
        expect(update?.oldState).toMatchObject({ inputs: { memory: 512 } });
        expect(update?.newState).toMatchObject({ inputs: { memory: 768 } });
      });

      const analyzes = compareVersions(engine.version, '3.255.0') < 0 ? it.skip : it;
      analyzes('analyzes the state of the stack, and a state file', async () => {
        const policyPackConfig = { 'memory-limit': { limit: 256 } };
        const file = join(sandbox.directory, 'state.json');
        writeFileSync(file, JSON.stringify(await sandbox.exportStack()));
        for (const source of [{}, { file }]) {
          const { exitCode, stdout } = await sandbox.policyAnalyze({ ...source, policyPack, policyPackConfig });
          expect(stdout).toContain('512 MB on host-1');
          expect(exitCode).not.toBe(0);
        }
      });
    });
  });
}
