import { ruleExportName, ruleTitle } from './rule-names';

/** A rule that compiles, passes everything, and says what to fill in. */
export const ruleFile = (id: string): string => `import { defineRule } from '../lib/rules/define-rule';
import { evidence } from '../lib/rules/evidence';

export const ${ruleExportName(id)} = defineRule({
  id: '${id}',
  title: '${ruleTitle(id)}',
  law: 'TODO: the law in one sentence, as it must hold.',
  why: 'TODO: the reason, in a paragraph that somebody who runs networks would accept.',
  level: 'warning',
  category: 'interconnect',
  scope: 'stack',
  references: [{ title: 'TODO: who says so', url: 'https://example.com/' }],
  messages: {
    broken: '{link} breaks the law.',
  },
  options: {},
  select: (graph) => graph.links,
  check(link, { facts, report }) {
    if (facts.plausibility(link)?.verdict !== 'impossible') return [];
    return [
      report.violation('broken', {
        data: { link: link.name },
        evidence: evidence({ from: [] }),
      }),
    ];
  },
});
`;

/** Its test: the sentences that every rule needs, still to be written. */
export const ruleTestFile = (id: string): string => `describe('${id}', () => {
  it.todo('passes a design that keeps the law');
  it.todo('passes at the limit itself');
  it.todo('finds a design just beyond the limit');
  it.todo('cannot decide while what it needs is not declared');
});
`;
