import type { Facts } from '../facts/facts';
import type { Finding, Level } from '../findings/finding';
import { fingerprint } from '../findings/fingerprint';
import type { RunError } from '../findings/run-result';
import type { Graph } from '../graph/graph';
import type { Problem, Reporter, Rule } from './define-rule';
import { fillMessage } from './message';
import type { RuleConfiguration } from './configuration';

export interface Evaluation {
  readonly findings: readonly Finding[];
  readonly errors: readonly RunError[];
  readonly rulesRun: number;
  readonly subjectsChecked: number;
}

/** Runs every rule that is not off over the subjects it selects. A rule that throws becomes an error of the run. */
export function evaluate(
  rules: readonly Rule[],
  graph: Graph,
  facts: Facts,
  configuration: RuleConfiguration,
): Evaluation {
  const findings: Finding[] = [];
  const errors: RunError[] = [];
  let rulesRun = 0;
  let subjectsChecked = 0;
  for (const rule of rules) {
    const setting = configuration.of(rule);
    if (setting.level === 'off') continue;
    rulesRun += 1;
    try {
      const subjects = rule.select(graph);
      subjectsChecked += subjects.length;
      const context = { facts, options: setting.options, report: reporter };
      const problems = subjects.flatMap((subject) => rule.check(subject, context));
      for (const problem of problems)
        findings.push(toFinding(rule, problem, setting.level, configuration.undetermined));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      errors.push({ kind: 'internal', where: `rule ${rule.id}`, message, ruleId: rule.id });
    }
  }
  return { findings: findings.sort(byUrgency), errors, rulesRun, subjectsChecked };
}

const reporter: Reporter<Readonly<Record<string, string>>> = {
  violation: (messageId, found) => ({ ...found, outcome: 'violation', messageId }),
  undetermined: (messageId, found) => ({ ...found, outcome: 'undetermined', messageId }),
};

function toFinding(rule: Rule, problem: Problem, level: Level, undetermined: Level): Finding {
  const { outcome, messageId, resources, evidence } = problem;
  const template = rule.messages[messageId];
  if (template === undefined) throw new Error(`message ${messageId} does not exist`);
  return {
    ruleId: rule.id,
    level: outcome === 'undetermined' ? undetermined : lower(problem.level ?? level, level),
    category: rule.category,
    outcome,
    messageId,
    message: fillMessage(template, problem.data),
    resources,
    evidence,
    fingerprint: fingerprint(rule.id, messageId, resources, problem.about),
  };
}

const order: readonly Level[] = ['error', 'warning', 'note'];

/** A rule may soften its own level for a case, and the user the whole rule: the lower one holds. */
const lower = (a: Level, b: Level): Level => (order.indexOf(a) > order.indexOf(b) ? a : b);

function byUrgency(a: Finding, b: Finding): number {
  const outcome = (finding: Finding): number => (finding.outcome === 'violation' ? 0 : 1);
  return (
    outcome(a) - outcome(b) ||
    order.indexOf(a.level) - order.indexOf(b.level) ||
    compare(a.ruleId, b.ruleId) ||
    compare(a.fingerprint, b.fingerprint) ||
    compare(a.message, b.message)
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
