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
  it('plan the example and block it', async () => {
    const lines = commandsFor('terraform').filter((line) => !line.startsWith('cd ') && line !== 'terraform init');
    const sandbox = await TerraformSandbox.start({
      binary,
      files: {},
      copyFrom: join(repository, 'examples/terraform'),
      fixtures: exampleFixtures,
    });
    try {
      const codes: number[] = [];
      for (const line of lines) {
        const local = line
          .replace('npx lightbound', `"${process.execPath}" "${join(repository, 'dist/bin/lightbound.js')}"`)
          .replace('../facts', join(repository, 'examples/facts'));
        codes.push((await sandbox.shell(local)).exitCode);
      }
      expect(codes).toEqual([0, 1]);
    } finally {
      sandbox.stop();
    }
  });
});
