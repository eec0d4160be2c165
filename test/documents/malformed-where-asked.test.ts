import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../../lib/check';
import { noDeclarations } from '../../lib/declarations/declarations';
import { rules } from '../../policies';

interface Configured {
  readonly configuration: { readonly root_module: { readonly resources: Record<string, unknown>[] } };
  readonly resource_changes: { readonly change: Record<string, unknown> }[];
}

const plan = readFileSync(join(__dirname, '../fixtures/plans/equinix-fabric-l2-port-to-port/plan.json'), 'utf8');

const judged = (change: (plan: Configured) => void) => {
  const document = JSON.parse(plan) as Configured;
  change(document);
  const documents = [
    { path: 'odd.json', bytes: Buffer.from(JSON.stringify(document)) },
    { path: 'good/good.json', bytes: Buffer.from(plan) },
  ];
  return check({ documents, declarations: noDeclarations, rules, version: '0', today: '2026-01-01' });
};

const expressionsOf = ({ configuration }: Configured) =>
  configuration.root_module.resources.find(({ type }) => type === 'equinix_fabric_connection') ?? {};

test.each<[string, (plan: Configured) => void, RegExp]>([
  [
    'expressions that are a number',
    (one) => {
      for (const resource of one.configuration.root_module.resources) resource['expressions'] = 7;
    },
    /expressions is a number, not an object/,
  ],
  [
    'a block that is a number',
    (one) => {
      Object.assign(expressionsOf(one)['expressions'] as object, { z_side: 7 });
    },
    /expressions\.z_side is a number, not an object/,
  ],
  [
    'references that are a text',
    (one) => {
      Object.assign(expressionsOf(one)['expressions'] as object, { z_side: [{ uuid: { references: 'x' } }] });
    },
    /z_side\[0\]\.uuid\.references is a string, not a list/,
  ],
  [
    'a mask that is a list',
    (one) => {
      one.resource_changes[0]!.change['after_unknown'] = [1];
    },
    /change\.after_unknown is a list, not true, false or an object/,
  ],
])('%s are an input error of that document; the other is judged', (_, change, message) => {
  const { findings, errors } = judged(change);
  expect(errors).toContainEqual({ kind: 'input', where: 'odd.json', message: expect.stringMatching(message) });
  expect(new Set(errors.map(({ kind }) => kind))).toEqual(new Set(['input']));
  expect(findings.filter(({ subject }) => subject.stacks.includes('good'))).toHaveLength(2);
});
