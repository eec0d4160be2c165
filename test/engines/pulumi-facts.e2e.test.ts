import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkText, describePulumi, program, reported } from './describe-pulumi';
import type { PulumiSandbox } from './pulumi';

jest.setTimeout(120_000);

const repository = join(__dirname, '../..');
const far = readFileSync(join(repository, 'examples/facts/far.yaml'), 'utf8');
const metro = join(repository, 'examples/facts/metro.yaml');

/** Two ports of one vMotion network, which far.yaml puts 1,686 km apart, and metro.yaml 80 km. */
const vMotion = program(`
  for (const host of ['host-1001', 'host-2001'])
    new R(VNIC, 'vmk-' + host, { host, distributedSwitchPort: 'dvs-1', distributedPortGroup: 'dvportgroup-7', netstack: 'vmotion' });
`);
const blocked = /\[mandatory\].* migration-converges/;

describePulumi('facts and configuration', (withProgram) => {
  const preview = async (sandbox: PulumiSandbox, facts: string | undefined, policyPackConfig?: unknown) => {
    const env = facts === undefined ? {} : { LIGHTBOUND_FACTS: facts };
    const { exitCode, stdout, stderr } = await sandbox.preview({ policyPack: repository, env, policyPackConfig });
    return { exitCode, output: stdout + stderr };
  };

  it('from a file that is named relative to where pulumi is started, and one that is not there is looked for there', () =>
    withProgram(vMotion, async (sandbox) => {
      mkdirSync(join(sandbox.directory, 'facts'));
      writeFileSync(join(sandbox.directory, 'facts/my.yaml'), far);
      expect((await preview(sandbox, 'facts/my.yaml')).output).toMatch(blocked);
      const { exitCode, output } = await preview(sandbox, 'my.yaml');
      expect(exitCode).not.toBe(0);
      expect(output).toContain(`LIGHTBOUND_FACTS=my.yaml: there is no such file in ${sandbox.directory}`);
    }));

  it('that were measured tomorrow are refused', () =>
    withProgram(vMotion, async (sandbox) => {
      writeFileSync(
        join(sandbox.directory, 'early.yaml'),
        far.replace('    rtt:', '    measuredOn: 2999-01-01\n    rtt:'),
      );
      const { exitCode, output } = await preview(sandbox, 'early.yaml');
      expect(exitCode).not.toBe(0);
      expect(output).toContain('links[0].measuredOn: "2999-01-01" lies in the future');
    }));

  it('from lightbound.yaml in the project, also with an empty name, which names nothing', () =>
    withProgram(vMotion, async (sandbox) => {
      expect((await preview(sandbox, '')).output).not.toMatch(blocked);
      writeFileSync(join(sandbox.directory, 'lightbound.yaml'), far);
      expect((await preview(sandbox, '')).output).toMatch(blocked);
      expect((await preview(sandbox, undefined)).output).toMatch(blocked);
    }));

  it.each([
    ['holds while its number does', 'rate of transfer >= 400 Mbit/s', false],
    ['lapses with it', 'rate of transfer >= 2 Gbit/s', true],
  ])('are accepted by a waiver that %s', (_, condition, isBack) =>
    withProgram(vMotion, async (sandbox) => {
      const waivers = ['migration-converges', 'migration-rtt-budget', 'broadcast-domain-single-site'].map(
        (rule) =>
          `  - { rule: ${rule}, subject: '*', stack: '*', outcome: violation, reason: r, owner: net, ticket: T-1, until: 2999-12-31${
            rule === 'migration-converges' ? `, while: ${condition}` : ''
          } }\n`,
      );
      writeFileSync(join(sandbox.directory, 'lightbound.yaml'), far);
      writeFileSync(join(sandbox.directory, 'lightbound.waivers.yaml'), `waivers:\n${waivers.join('')}`);
      const { exitCode, output } = await preview(sandbox, undefined);
      expect(blocked.test(output)).toBe(isBack);
      expect(exitCode === 0).toBe(!isBack);
      expect(output).toContain(
        isBack
          ? 'The waiver of net (T-1) has lapsed: "rate of transfer >= 2 Gbit/s" does not hold'
          : 'Waived by net until 2999-12-31 while rate of transfer >= 400 Mbit/s (T-1): r',
      );
    }),
  );

  it('raise no remark by the word for all: a stretch within a metro is not blocked', () =>
    withProgram(vMotion, async (sandbox) => {
      const { exitCode, output } = await preview(sandbox, metro, { all: 'mandatory' });
      expect(reported(output)).toContain('[advisory] advice');
      expect(reported(output).filter((one) => one.startsWith('[mandatory]'))).toEqual([]);
      expect(exitCode).toBe(0);
    }));

  it.each([
    [{ 'facts-declared': { rules: { 'migration-converges': { level: 'off' } } } }, 'under the name of each rule'],
    [{ 'migration-bandwidth-floor': { concurrentMoves: 12345678901234567890123 } }, 'concurrentMoves'],
    [{ likely: { maxRtt: '3 ms' } }, 'the policy has no options'],
  ])('that say %j are refused', (config, complaint) =>
    withProgram(vMotion, async (sandbox) => {
      const { exitCode, output } = await preview(sandbox, metro, config);
      expect(exitCode).not.toBe(0);
      expect(output).toContain(complaint);
      expect(output).not.toMatch(/\n\s+at /);
    }),
  );
});

describePulumi('what the pack does not judge', (withProgram) => {
  const preview = (sandbox: PulumiSandbox) => sandbox.preview({ policyPack: repository });

  it('is said where it is the whole stack', () =>
    withProgram("new (require('@pulumi/pulumi').ComponentResource)('acme:web:Site', 'site', {});", async (sandbox) => {
      const { exitCode, stdout } = await preview(sandbox);
      expect(reported(stdout)).toEqual(['[advisory] advice']);
      expect(stdout).toContain(
        'Nothing was checked in this stack: Lightbound knows none of the types of its 1 resource (1 acme:web:Site).',
      );
      expect(exitCode).toBe(0);
      sandbox.write("new (require('@pulumi/pulumi').ComponentResource)('acme:net:Vxlan', 'overlay', {});");
      expect((await preview(sandbox)).stdout).toContain(
        'This stack: not read, and speaks of stretching: acme:net:Vxlan.',
      );
      sandbox.write('');
      expect((await preview(sandbox)).stdout).toContain('Nothing was checked in this stack: it has no resources.');
    }));

  it('is what the program only reads: the engine shows it to no pack, and the JSON tells it', () =>
    withProgram(
      program("new R(OVH, 'read', { serviceName: 'p', name: 'read', regions: ['GRA11', 'WAW1'] }, { id: 'pn-1' });"),
      async (sandbox) => {
        const { exitCode, stdout } = await preview(sandbox);
        expect(stdout).not.toContain('spans');
        expect(exitCode).toBe(0);
        const { findings } = checkText((await sandbox.preview({ json: true, args: ['--show-sames'] })).stdout);
        expect(findings).toMatchObject([{ ruleId: 'broadcast-domain-single-site', messageId: 'stretched' }]);
      },
    ));
});

describePulumi('children of one name', (withProgram) => {
  it('are told apart by their parents, in one way', () =>
    withProgram(
      program(`
        for (const type of ['acme:net:Office', 'acme:net:Plant']) {
          const parent = new Component(type, 'graz', {});
          new R(OVH, 'net', { serviceName: 'p', name: 'n', regions: ['GRA11', later('WAW1')] }, { parent });
        }
      `),
      async (sandbox) => {
        const { stdout } = await sandbox.preview({ policyPack: repository });
        const network = 'ovh:CloudProject/networkPrivate:NetworkPrivate net of acme:net';
        // Lines are broken at spaces.
        const words = stdout.replace(/\s+/g, ' ');
        for (const parent of ['Office graz', 'Plant graz']) {
          expect(words).toContain(`where ${network}:${parent} regions`);
          expect(words).toContain(`declare the site of ${network}:${parent} regions[1] (known after apply)`);
        }
        expect(stdout).not.toContain('urn:pulumi:');
        const json = await sandbox.preview({ json: true, args: ['--show-sames'] });
        const { findings } = checkText(json.stdout);
        const parents = findings.flatMap(({ resources }) => resources.map(({ parent }) => parent?.split('::').at(-2)));
        expect([...parents].sort()).toEqual(['acme:net:Office', 'acme:net:Plant']);
      },
    ));
});
