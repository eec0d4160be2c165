/** `link-approved` as `Link approved`. */
const titleOf = (id: string): string => id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ');

/** A rule that loads, passes everything, and says what to fill in. */
export const ownRuleFile = (id: string): string => `const { defineRule, evidence } = require('lightbound');

module.exports = defineRule({
  id: '${id}',
  title: '${titleOf(id)}',
  law: 'TODO: the law in one sentence, as it must hold.',
  why: 'TODO: the reason, which somebody who runs networks would accept.',
  level: 'warning',
  category: 'interconnect',
  scope: 'stack',
  references: [],
  messages: { broken: '{link} breaks the law.' },
  options: {},
  select: (graph) => graph.links,
  check(link, { report }) {
    const isBroken = false;
    return isBroken ? [report.violation('broken', { data: { link: link.name }, evidence: evidence({ from: [] }) })] : [];
  },
});
`;

/** Its cases, for the runner that comes with Node. */
export const ownRuleTestFile = (id: string): string => `const test = require('node:test');
const { testRule } = require('lightbound');
const rule = require('./${id}.cjs');

const facts = \`
sites: { vienna: { at: VIE }, dublin: { at: DUB } }
links: [{ between: [vienna, dublin], rtt: 31 ms }]
\`;

const cases = [{ name: 'passes a design that keeps the law', resources: {}, facts, expected: [] }];

for (const { name, run } of testRule(rule, cases)) test(name, run);

test.todo('finds a design just beyond the limit');
test.todo('cannot decide while what it needs is not declared');
`;
