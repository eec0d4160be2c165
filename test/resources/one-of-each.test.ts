import { readDocument } from '../../lib/documents/read-document';
import type { Reading } from '../../lib/resources/document';
import { oneOfEach } from '../../lib/resources/one-of-each';
import type { RawResource } from '../../lib/resources/raw-resource';
import { readingOf } from '../support/build';
import { terraform } from '../support/resources';
import { changeOf, planOf } from '../documents/fixtures';

const vpc = (name: string, change: RawResource['change'], ref: Partial<RawResource['ref']> = {}): RawResource => {
  const resource = terraform(`aws_vpc.${name}`, { name: change }, { change });
  return { ...resource, ref: { ...resource.ref, ...ref } };
};

const KINDS = {
  plan: { kind: 'terraform-plan', title: 'Terraform plan', tells: 'plan' },
  source: { kind: 'cdktf-stack', title: 'CDKTF stack', tells: 'configuration' },
  state: { kind: 'terraform-state', title: 'Terraform state', tells: 'state' },
} as const;

const reading = (kind: keyof typeof KINDS, stack: string, path: string, ...resources: RawResource[]): Reading =>
  readingOf(resources, { from: KINDS[kind], stack, path });

const shown = (readings: readonly Reading[]) =>
  oneOfEach(readings).map(({ ref, change }) => [ref.address, change, ref.stack, ref.input]);

test('of a plan and the state beside it the plan gives the values, and the state what the plan leaves out', () => {
  const plan = reading('plan', 'prod', 'prod/plan.json', vpc('a', 'update'), vpc('b', 'delete'));
  const state = reading('state', 'prod', 'prod/x.tfstate', vpc('a', 'exists'), vpc('b', 'exists'), vpc('c', 'exists'));
  const expected = [
    ['aws_vpc.a', 'update', undefined, undefined],
    ['aws_vpc.b', 'delete', undefined, undefined],
    ['aws_vpc.c', 'exists', undefined, undefined],
  ];
  expect(shown([plan, state])).toEqual(expected);
  expect(shown([state, plan])).toEqual(expected);
});

test('of a plan and the source the places of both are known', () => {
  const plan = reading('plan', '', 'plan.json', vpc('a', 'create'));
  const source = reading(
    'source',
    '',
    'cdk.tf.json',
    vpc('a', 'exists', { file: 'main.ts', line: 7, construct: 'a/b' }),
  );
  const [one, ...others] = oneOfEach([source, plan]);
  expect(others).toEqual([]);
  expect([one?.change, one?.ref]).toMatchObject(['create', { file: 'main.ts', line: 7, construct: 'a/b' }]);
});

test('a place that the plan tells itself is kept', () => {
  const plan = reading('plan', '', 'plan.json', vpc('a', 'create', { file: 'plan.tf', line: 1 }));
  const source = reading('source', '', 'cdk.tf.json', vpc('a', 'exists', { file: 'main.ts', line: 7 }));
  expect(oneOfEach([plan, source])[0]?.ref).toMatchObject({ file: 'plan.tf', line: 1 });
});

test('one address in two stacks is two resources', () => {
  const [a, b] = [
    reading('plan', 'a', 'a/p.json', vpc('x', 'create')),
    reading('plan', 'b', 'b/p.json', vpc('x', 'create')),
  ];
  expect(shown([a, b]).map(([, , stack]) => stack)).toEqual(['a', 'b']);
});

test('two plans of one stack with an address in common are told apart by their documents; those without are one', () => {
  const [a, b] = [
    reading('plan', 'p', 'p/a.json', vpc('x', 'create')),
    reading('plan', 'p', 'p/b.json', vpc('x', 'create')),
  ];
  expect(shown([a, b]).map(([, , , input]) => input)).toEqual(['p/a.json', 'p/b.json']);
  const c = reading('plan', 'p', 'p/c.json', vpc('y', 'create'));
  expect(shown([a, c]).map(([, , , input]) => input)).toEqual([undefined, undefined]);
});

test('the resources come in one order, whatever that of the documents and in them', () => {
  const a = reading('plan', 'b', 'b/p.json', vpc('y', 'create'), vpc('x', 'create'));
  const b = reading('plan', 'a', 'a/q.json', vpc('z', 'create'));
  const c = reading('plan', 'a', 'a/p.json', vpc('z', 'create'));
  const expected = [
    ['aws_vpc.z', 'create', 'a', 'a/p.json'],
    ['aws_vpc.z', 'create', 'a', 'a/q.json'],
    ['aws_vpc.x', 'create', 'b', undefined],
    ['aws_vpc.y', 'create', 'b', undefined],
  ];
  for (const readings of [
    [a, b, c],
    [c, b, a],
  ])
    expect(shown(readings)).toEqual(expected);
});

test('a resource can be printed, stored and looked at twice; nothing secret or unknown shows', () => {
  const change = {
    after: { name: 'n', password: 'hunter2', tags: { a: 'b' } },
    after_sensitive: { password: true },
    after_unknown: { id: true },
  };
  const plan = planOf([changeOf('aws_vpc.a', change)], {
    configuration: { provider_config: { aws: { full_name: 'registry.terraform.io/hashicorp/aws' } } },
  });
  const { resources } = readDocument({ path: 'p.json', bytes: Buffer.from(JSON.stringify(plan)) });
  const text = JSON.stringify(resources);
  expect(JSON.parse(text)).toMatchObject([
    {
      ref: { address: 'aws_vpc.a' },
      change: 'create',
      provider: { name: 'aws' },
      attributes: { name: 'n', password: '[secret]', tags: { a: 'b' }, id: '(known after apply)' },
    },
  ]);
  expect(text).not.toContain('hunter2');
  expect(JSON.stringify(resources)).toBe(text);
});
