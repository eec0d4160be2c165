import { noDeclarations, type Declarations } from '../../lib/declarations/declarations';
import { deriveFacts } from '../../lib/facts/derive-facts';
import type { Finding } from '../../lib/findings/finding';
import type { Graph } from '../../lib/graph/graph';
import { configureRules } from '../../lib/rules/configuration';
import type { Rule } from '../../lib/rules/define-rule';
import { evaluate, type Evaluation } from '../../lib/rules/evaluate';

export const evaluateGraph = (
  rules: readonly Rule[],
  graph: Graph,
  declarations: Declarations = noDeclarations,
): Evaluation =>
  evaluate(
    rules,
    {
      graph,
      facts: deriveFacts(graph, declarations),
      today: () => '2026-01-01',
      onlyStack: '',
      changeOf: () => undefined,
      touched: () => [],
    },
    configureRules(declarations),
  );

/** What one rule finds in a graph; fails where the rule throws. */
export function judgeGraph(rule: Rule, graph: Graph, declarations?: Declarations): readonly Finding[] {
  const { findings, errors } = evaluateGraph([rule], graph, declarations);
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('; '));
  return findings;
}

/** `violation error tooFar`, for tables of cases. */
export const verdicts = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ outcome, level, messageId }) => `${outcome} ${level} ${messageId}`);

/** The number of a flip point in SI units, by the name of its input. */
export const flipPoint = (finding: Finding | undefined, input: string): number | undefined =>
  finding?.evidence.flipPoints.find((point) => point.input === input)?.measure.value;

export const addressesOf = (finding: Finding | undefined): readonly string[] =>
  finding?.resources.map(({ address }) => address) ?? [];
