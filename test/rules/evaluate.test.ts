import { evidence } from '../../lib/rules/evidence';
import type { Level } from '../../lib/findings/finding';
import type { Rule } from '../../lib/rules/define-rule';
import { declared, graphWith, memberIn, segment, site } from '../support/graph';
import { evaluateGraph } from '../support/judge-graph';
import { ruleThat } from '../support/rules';

const graph = graphWith({
  sites: [site('vienna', 48.2, 16.4)],
  domains: [segment('a', [memberIn('vienna')]), segment('b', [memberIn('vienna')])],
});

type Settings = Parameters<typeof declared>[0]['rules'];

const levels = (rule: Rule, rules: Settings = {}) =>
  evaluateGraph([rule], graph, declared({ rules })).findings.map(({ level }) => level);

describe('a rule that throws', () => {
  const { findings, errors, rules } = evaluateGraph(
    [ruleThat('finds'), ruleThat('throws'), ruleThat('cannot tell')],
    graph,
  );

  test('becomes an error of the run that names it, for each subject', () => {
    const error = { kind: 'internal', ruleId: 'segment-throws' };
    expect(errors).toEqual([
      { ...error, where: 'rule segment-throws, a', message: 'cannot read a' },
      { ...error, where: 'rule segment-throws, b', message: 'cannot read b' },
    ]);
  });

  test('takes no finding of another rule with it, before or after it', () => {
    expect(findings.map(({ ruleId }) => ruleId)).toEqual([
      'segment-finds',
      'segment-finds',
      'segment-cannot-tell',
      'segment-cannot-tell',
    ]);
    expect(rules.map(({ status }) => status)).toEqual(['ran', 'failed', 'ran']);
  });

  test('that throws what is no Error is reported as well', () => {
    const rule: Rule = {
      ...ruleThat('throws'),
      select: () => {
        // oxlint-disable-next-line typescript/only-throw-error -- what is tested
        throw 'nothing of use';
      },
    };
    expect(evaluateGraph([rule], graph).errors[0]?.message).toBe('nothing of use');
  });
});

test.each<[string, Partial<Rule>]>([
  ['subjects that are no list', { select: () => 7 as never }],
  [
    'subjects that throw when they are listed',
    {
      select: () =>
        ({
          [Symbol.iterator]: () => {
            throw new Error('x');
          },
        }) as never,
    },
  ],
  [
    'a problem without evidence',
    { check: () => [{ outcome: 'violation', messageId: 'found', data: { segment: 'x' }, resources: [] }] as never },
  ],
  [
    'a problem without a value of its message',
    {
      check: (_, { report }) => [
        report.violation('found', { data: {}, resources: [], evidence: evidence({ from: [] }) }),
      ],
    },
  ],
  [
    'an outcome that does not exist',
    {
      check: () =>
        [
          {
            outcome: 'fatal',
            messageId: 'found',
            data: { segment: 'x' },
            resources: [],
            evidence: evidence({ from: [] }),
          },
        ] as never,
    },
  ],
  [
    'something thrown that has no words',
    {
      check: () => {
        throw Object.create(null);
      },
    },
  ],
])('%s is an error of that rule; the others are judged', (_, more) => {
  const { findings, errors } = evaluateGraph([{ ...ruleThat('finds'), ...more }, ruleThat('cannot tell')], graph);
  expect(new Set(errors.map(({ ruleId }) => ruleId))).toEqual(new Set(['segment-finds']));
  expect(new Set(findings.map(({ ruleId }) => ruleId))).toEqual(new Set(['segment-cannot-tell']));
});

test('a problem whose message the rule does not have is an error of that rule, not a finding', () => {
  const rule: Rule = { ...ruleThat('finds'), messages: {} };
  const { findings, errors } = evaluateGraph([rule, ruleThat('cannot tell')], graph);
  expect(errors.map(({ ruleId }) => ruleId)).toEqual(['segment-finds', 'segment-finds']);
  expect(new Set(findings.map(({ ruleId }) => ruleId))).toEqual(new Set(['segment-cannot-tell']));
});

test('rules, subjects and passes are counted; a rule that is off neither runs nor counts', () => {
  const rules = [ruleThat('passes'), ruleThat('finds')];
  expect(evaluateGraph(rules, graph).rules).toMatchObject([
    { id: 'segment-passes', status: 'ran', level: 'error', subjects: 2, passes: 2 },
    { id: 'segment-finds', status: 'ran', level: 'error', subjects: 2, passes: 0 },
  ]);
  const off = declared({ rules: { 'segment-finds': { level: 'off' } } });
  const { rules: runs, findings, errors } = evaluateGraph(rules, graph, off);
  expect(runs[1]).toMatchObject({ status: 'off', level: 'off', subjects: 0, passes: 0 });
  expect([findings, errors]).toEqual([[], []]);
});

test('where a rule throws for one subject, its others are judged', () => {
  const finds = ruleThat('finds');
  const rule: Rule = {
    ...finds,
    check: (subject, context) => {
      if (subject.name === 'a') throw new Error('not this one');
      return finds.check(subject, context);
    },
  };
  const { findings, errors, rules } = evaluateGraph([rule], graph);
  expect(findings.map(({ subject }) => subject.name)).toEqual(['b']);
  expect(errors).toHaveLength(1);
  expect(rules).toMatchObject([{ status: 'failed', subjects: 2, passes: 0 }]);
});

test('a rule that is off cannot throw', () => {
  const off = declared({ rules: { 'segment-throws': { level: 'off' } } });
  expect(evaluateGraph([ruleThat('throws')], graph, off).errors).toEqual([]);
});

describe('the level of a violation', () => {
  test.each<{ own: Level; set?: Level; level: Level }>([
    { own: 'error', level: 'error' },
    { own: 'warning', level: 'warning' },
    { own: 'error', set: 'warning', level: 'warning' },
    { own: 'error', set: 'note', level: 'note' },
    { own: 'note', set: 'error', level: 'error' },
    { own: 'warning', set: 'error', level: 'error' },
  ])('of a rule at $own set to $set is $level', ({ own, set, level }) => {
    const rules = set === undefined ? {} : { 'segment-finds': { level: set } };
    expect(levels(ruleThat('finds', { level: own }), rules)).toEqual([level, level]);
  });

  test('that the rule itself softens is never raised', () => {
    expect(levels(ruleThat('likely finds'))).toEqual(['warning', 'warning']);
    expect(levels(ruleThat('likely finds'), { 'segment-likely-finds': { level: 'note' } })).toEqual(['note', 'note']);
    expect(levels(ruleThat('remarks'), { 'segment-remarks': { level: 'error' } })).toEqual(['note', 'note']);
    expect(levels(ruleThat('softens'))).toEqual(['note', 'note']);
    expect(levels(ruleThat('softens'), { 'segment-softens': { level: 'error' } })).toEqual(['note', 'note']);
  });

  test('of another rule is left alone', () => {
    expect(levels(ruleThat('finds'), { 'segment-softens': { level: 'note' } })).toEqual(['error', 'error']);
  });
});

describe('the level of what cannot be decided', () => {
  test.each<{ set?: Level | 'off'; level: Level }>([
    { level: 'warning' },
    { set: 'error', level: 'error' },
    { set: 'note', level: 'note' },
    { set: 'off', level: 'note' },
  ])('is $level where facts-declared is set to $set', ({ set, level }) => {
    expect(levels(ruleThat('cannot tell'), set === undefined ? {} : { 'facts-declared': { level: set } })).toEqual([
      level,
      level,
    ]);
  });

  test('is set apart from the level of the rule', () => {
    expect(levels(ruleThat('cannot tell'), { 'segment-cannot-tell': { level: 'note' } })).toEqual([
      'warning',
      'warning',
    ]);
    expect(levels(ruleThat('finds'), { 'facts-declared': { level: 'note' } })).toEqual(['error', 'error']);
  });

  test('is not told where the rule is off', () => {
    expect(levels(ruleThat('cannot tell'), { 'segment-cannot-tell': { level: 'off' } })).toEqual([]);
  });
});

test('violations come first, then by level, then by rule', () => {
  const rules = [
    ruleThat('cannot tell'),
    ruleThat('softens'),
    ruleThat('finds', { id: 'z-law' }),
    ruleThat('finds', { id: 'a-law' }),
  ];
  const one = graphWith({ sites: [], domains: [segment('a', [])] });
  expect(evaluateGraph(rules, one).findings.map(({ ruleId }) => ruleId)).toEqual([
    'a-law',
    'z-law',
    'segment-softens',
    'segment-cannot-tell',
  ]);
});

test('a fingerprint names rule, message and resources, whatever the order of rules', () => {
  const [one, two] = [ruleThat('finds', { id: 'a-law' }), ruleThat('finds', { id: 'b-law' })];
  const prints = (rules: readonly Rule[]) => evaluateGraph(rules, graph).findings.map(({ fingerprint }) => fingerprint);
  expect(prints([one, two])).toEqual(prints([two, one]));
  expect(new Set(prints([one, two])).size).toBe(4);
});
