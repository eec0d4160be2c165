import { join } from 'node:path';
import { describePulumi, reported } from './describe-pulumi';
import { describeWith } from './engines';

jest.setTimeout(120_000);

const repository = join(__dirname, '../..');
const token = 'ovh:CloudProject/networkPrivate:NetworkPrivate';

const program = (regions: string): string => `
name: sandbox
runtime: yaml
resources:
  payments:
    type: ${token}
    properties:
      serviceName: p1
      name: payments
      regions: ${regions}
`;

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const properties = { serviceName: text, name: text, regions: texts };
const schema = { name: 'ovh', version: '0.0.1', resources: { [token]: { properties, inputProperties: properties } } };

describeWith('pulumi-language-yaml', 'a program in YAML', () => {
  describePulumi('and the pack', (withProgram) => {
    const preview = (regions: string, expected: readonly string[]): Promise<void> =>
      withProgram(
        { 'Pulumi.yaml': program(regions) },
        async (sandbox) => {
          const { exitCode, stdout } = await sandbox.preview({ policyPack: repository });
          expect(reported(stdout)).toEqual(expected);
          expect(stdout).toContain('payments create');
          expect(exitCode === 0).toBe(expected.length === 0);
        },
        { schemas: { ovh: schema } },
      );

    it('block a network over two cities', () => preview('[GRA11, WAW1]', ['[mandatory] broadcast-domain-single-site']));

    it('let a network in one region pass', () => preview('[GRA11]', []));
  });
});
