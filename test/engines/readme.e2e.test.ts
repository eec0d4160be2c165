import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readmeCommands, repository, runnerOf } from '../support/readme';
import { describeWith } from './engines';
import { PulumiSandbox } from './pulumi';
import { TerraformSandbox } from './terraform';
import { exampleFixtures } from './terraform-example';

jest.setTimeout(120_000);

const commandsFor = (engine: string): readonly string[] =>
  readmeCommands()
    .filter((command) => runnerOf(command) === engine)
    .map(({ line }) => line);

describeWith('pulumi-3.219.0', 'the Pulumi commands of the README', (engine) => {
  it('block and pass the example as the README says', async () => {
    const previews = commandsFor('pulumi').filter((line) => line.startsWith('LIGHTBOUND_FACTS='));
    expect(previews).toHaveLength(2);
    const sandbox = await PulumiSandbox.start({
      engine,
      files: {},
      copyFrom: join(repository, 'examples/pulumi'),
      providers: ['vsphere'],
    });
    try {
      const codes: number[] = [];
      for (const line of previews) {
        const facts = /\$PWD\/\.\.\/(\S+)/.exec(line)?.[1] ?? '';
        expect(line).toBe(`LIGHTBOUND_FACTS=$PWD/../${facts} pulumi preview --policy-pack ../..`);
        const env = { LIGHTBOUND_FACTS: join(repository, 'examples', facts) };
        codes.push((await sandbox.preview({ policyPack: repository, env })).exitCode);
      }
      expect(codes.map((code) => code === 0)).toEqual([false, true]);
    } finally {
      sandbox.stop();
    }
  });
});

describeWith('terraform', 'the Terraform commands of the README', ({ path: binary }) => {
  it('plan and check the example, which facts of far sites block', async () => {
    const sandbox = await TerraformSandbox.start({
      binary,
      files: {},
      copyFrom: join(repository, 'examples/terraform'),
      fixtures: exampleFixtures,
    });
    const run = async (lines: readonly string[]): Promise<readonly number[]> => {
      const codes: number[] = [];
      for (const line of lines) {
        const program = `"${process.execPath}" "${join(repository, 'dist/bin/lightbound.js')}"`;
        codes.push((await sandbox.shell(line.replace('npx lightbound', program))).exitCode);
      }
      return codes;
    };
    try {
      const lines = commandsFor('terraform');
      expect(await run(lines)).toEqual([0, 0, 0]);
      sandbox.write({ 'lightbound.yaml': readFileSync(join(repository, 'examples/facts/far.yaml'), 'utf8') });
      expect(await run(lines)).toEqual([0, 0, 1]);
    } finally {
      sandbox.stop();
    }
  });
});
