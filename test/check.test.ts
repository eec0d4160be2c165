import { buildGraph } from '../lib/placing/build-graph';
import { judge } from '../lib/check';
import { noDeclarations } from '../lib/declarations/declarations';
import { TypeCatalogue, type TypeRow } from '../lib/placing/provider-table';
import { defineRule } from '../lib/rules/define-rule';
import { evidence } from '../lib/rules/evidence';
import { rules } from '../policies';
import { facts, readingOf } from './support/build';
import { ruleThat } from './support/rules';
import { terraform } from './support/resources';

const network = terraform('ovh_cloud_project_network_private.n', { name: 'n', regions: ['GRA11', 'WAW1'] });
const request = { declarations: noDeclarations, rules, version: 'test', today: '2026-10-01' };

/** Makes an object and everything in it unchangeable. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) frozen<unknown>(inner);
  return value;
}

test('readings are judged twice with the same result, and nothing of them changes', () => {
  const readings = frozen(['prod', 'dev'].map((stack) => readingOf([network], { path: `${stack}/plan.json`, stack })));
  const once = judge({ ...request, readings });
  expect(once.findings).toHaveLength(2);
  expect(judge({ ...request, readings })).toEqual(once);
});

test('a result says what was judged', () => {
  const others = [terraform('null_resource.a', {}), terraform('aws_iam_role.b', {}), terraform('aws_iam_role.c', {})];
  const reading = readingOf([network, ...others], {
    path: 'prod/plan.json',
    stack: 'prod',
    passedOver: new Map([['aws_iam_role', 3]]),
  });
  const declarations = facts('rules: { migration-converges: off, stretched-cluster-rtt: warning }');
  const result = judge({ ...request, declarations, readings: [reading] });
  expect(result).toMatchObject({
    version: '2.2',
    fingerprints: '2',
    stacks: ['prod'],
    inputs: [
      {
        kind: 'terraform-plan',
        title: 'Terraform plan',
        stack: 'prod',
        resources: 7,
        understood: 1,
        unread: [
          { type: 'aws_iam_role', count: 5 },
          { type: 'null_resource', count: 1 },
        ],
      },
    ],
    findings: [{ state: 'new', change: 'create', subject: { kind: 'broadcast-domain', stacks: ['prod'] } }],
  });
  const run = (id: string) => result.rules.find((one) => one.id === id);
  expect(run('broadcast-domain-single-site')).toMatchObject({ status: 'ran', level: 'error', subjects: 1, passes: 0 });
  expect(run('migration-converges')).toMatchObject({ status: 'off', level: 'off' });
  expect(run('stretched-cluster-rtt')).toMatchObject({
    level: 'warning',
    law: "A stretched cluster's data sites are within the round trip that its product requires.",
  });
});

test('the day is shown only where a rule asked for it', () => {
  const asks = defineRule({
    ...ruleThat('passes', { id: 'segment-fresh' }),
    messages: { old: 'as of {day}' },
    check: (segment, { today, report }) => [
      report.violation('old', {
        data: { day: today() },
        resources: segment.resources,
        evidence: evidence({ from: [] }),
      }),
    ],
  });
  const readings = [readingOf([network])];
  expect(judge({ ...request, readings }).today).toBeUndefined();
  const result = judge({ ...request, rules: [asks], readings });
  expect([result.today, result.findings[0]?.message]).toEqual(['2026-10-01', 'as of 2026-10-01']);
});

test('a rule may ask the graph around its subject', () => {
  const counts = defineRule({
    ...ruleThat('passes', { id: 'segment-alone' }),
    messages: { others: '{count} in all' },
    check: (segment, { graph, report }) => [
      report.violation('others', {
        data: { count: String(graph.domains['broadcast-domain'].length) },
        resources: segment.resources,
        evidence: evidence({ from: [] }),
      }),
    ],
  });
  const other = terraform('ovh_cloud_project_network_private.m', { name: 'm', regions: ['GRA11', 'WAW1'] });
  const { findings } = judge({ ...request, rules: [counts], readings: [readingOf([network, other])] });
  expect(findings.map(({ message }) => message)).toEqual(['2 in all', '2 in all']);
});

describe('a row of a provider table that throws', () => {
  const boom = (): never => {
    throw new TypeError('cannot read that');
  };
  const good: TypeRow = {
    pulumi: [],
    place: [],
    read: (resource, build) => {
      build.define('broadcast-domain', resource.ref, {
        name: resource.name,
        mechanism: 'test',
        members: [build.placer.member(resource)],
        resources: [resource.ref],
      });
    },
  };
  const graphOf = (bad: TypeRow) =>
    buildGraph(
      [terraform('x_bad.a', {}), terraform('x_good.b', {})],
      noDeclarations,
      new TypeCatalogue([{ name: 'x', types: { x_bad: bad, x_good: good } }]),
    );

  test.each([
    ['while it reads', { pulumi: [], read: boom }],
    ['while it places', { pulumi: [], place: [boom] }],
  ])('%s is an error with type and address, and the rest is in the graph', (_, bad) => {
    const { graph, errors } = graphOf(bad);
    expect(errors).toEqual([
      { kind: 'internal', where: 'x_bad x_bad.a', message: 'reading it failed: cannot read that' },
    ]);
    expect(graph.domains['broadcast-domain'].map(({ name }) => name)).toEqual(['b']);
  });
});

test('a setting that nobody checked is an error of the run, and the other rules are judged', () => {
  const setting = { options: { maxRtt: 5 }, origin: { kind: 'default', reason: 'a test' } } as const;
  const declarations = { ...noDeclarations, rules: new Map([['migration-rtt-budget', setting]]) };
  const result = judge({ ...request, declarations, readings: [readingOf([network])] });
  expect(result.errors).toMatchObject([
    {
      kind: 'configuration',
      ruleId: 'migration-rtt-budget',
      message: expect.stringContaining('"maxRtt" must be') as string,
    },
  ]);
  expect(result.rules.filter(({ status }) => status === 'ran')).toHaveLength(rules.length - 1);
});
