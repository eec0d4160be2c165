import { readRuleSource } from '../../scripts/rule-source';

const rule = (comment: string): string => `
import { defineRule } from '../lib/rules/define-rule';

/** Something else. */
const limit = 5;

${comment}
export const rttBudget = defineRule({ id: 'rtt-budget' });
`;

describe('readRuleSource', () => {
  it('reads the name, the law and the reason', () => {
    const text = rule(
      '/**\n * A round trip\n * stays within 5 ms.\n *\n * Because writes\n * wait.\n *\n * And reads.\n */',
    );

    expect(readRuleSource('x.ts', text)).toEqual({
      exportName: 'rttBudget',
      law: 'A round trip stays within 5 ms.',
      reason: ['Because writes wait.', 'And reads.'],
    });
  });

  it('takes only the first sentence as the law', () => {
    const text = rule('/**\n * A link of 1.5 km carries it. It need not be longer.\n *\n * Because.\n */');

    expect(readRuleSource('x.ts', text)).toMatchObject({
      law: 'A link of 1.5 km carries it.',
      reason: ['It need not be longer.', 'Because.'],
    });
  });

  it('keeps the lines of a list', () => {
    const text = rule('/**\n * A law.\n *\n * - one\n * - two\n */');

    expect(readRuleSource('x.ts', text).reason).toEqual(['- one\n- two']);
  });

  it.each([
    ['no rule', 'export const x = 1;', 'x.ts: exports no rule'],
    ['a rule that is not exported', rule('').replace('export const', 'const'), 'x.ts: exports no rule'],
    ['two rules', `${rule('/**\n * A.\n *\n * B.\n */')}${rule('')}`, 'x.ts: exports more than one rule'],
    ['no doc comment', rule('// A law.'), 'x.ts: the rule has no doc comment'],
    ['no reason', rule('/** A law. */'), 'x.ts: the doc comment has no second paragraph'],
  ])('refuses a file with %s', (_, text, message) => {
    expect(() => readRuleSource('x.ts', text)).toThrow(message);
  });
});
