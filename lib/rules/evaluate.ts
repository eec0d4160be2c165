import type { Facts } from '../facts/facts';
import type { Finding, Level, Subject } from '../findings/finding';
import { fingerprint } from '../findings/fingerprint';
import type { RuleRun, RunError } from '../findings/run-result';
import type { Graph } from '../graph/graph';
import type { GraphNode } from '../graph/graph-node';
import type { Change, Origin, ResourceRef } from '../graph/location';
import type { ResolvedSetting, RuleConfiguration } from './configuration';
import type { Problem, Reporter, Rule } from './define-rule';
import { fillMessage } from './message';
import { isLevel } from './rule-problems';

export interface Evaluation {
  readonly findings: readonly Finding[];
  readonly errors: readonly RunError[];
  readonly rules: readonly RuleRun[];
}

/** What rules are run over, and on which day. */
export interface Evaluated {
  readonly graph: Graph;
  readonly facts: Facts;
  readonly today: () => string;
  /** Name of the stack that everything is judged as, where the user gave one. */
  readonly stack?: string | undefined;
  /** What the plan does with a resource; undefined where no input tells. */
  readonly changeOf: (resource: ResourceRef) => Change | undefined;
}

/**
 * Runs every rule that is not off over the subjects it selects. Where a rule throws, that subject becomes an error of the run;
 * its other subjects and the other rules are judged.
 */
export function evaluate(rules: readonly Rule[], over: Evaluated, configuration: RuleConfiguration): Evaluation {
  const findings: Finding[] = [];
  const errors: RunError[] = [];
  const runs: RuleRun[] = [];
  for (const rule of rules) {
    const setting = configuration.of(rule);
    const run = setting.level === 'off' ? notRun : runRule(rule, setting, over, configuration.undetermined);
    findings.push(...run.findings);
    errors.push(...run.errors);
    runs.push(ruleRun(rule, setting.level, run));
  }
  return { findings: findings.sort(byUrgency), errors, rules: runs };
}

interface Run extends Pick<RuleRun, 'subjects' | 'passes'> {
  readonly findings: readonly Finding[];
  readonly errors: readonly RunError[];
}

const notRun: Run = { findings: [], errors: [], subjects: 0, passes: 0 };

function ruleRun({ id, title, law, help, category }: Rule, level: RuleRun['level'], run: Run): RuleRun {
  const status = level === 'off' ? 'off' : run.errors.length > 0 ? 'failed' : 'ran';
  const { subjects, passes } = run;
  return { id, title, law, ...(help !== undefined && { help }), category, level, status, subjects, passes };
}

function runRule(rule: Rule, { level, options }: ResolvedSetting, over: Evaluated, undetermined: Level): Run {
  const findings: Finding[] = [];
  const errors: RunError[] = [];
  const fail = (error: unknown, subject?: GraphNode): void => {
    const where = subject === undefined ? `rule ${rule.id}` : `rule ${rule.id}, ${subject.name}`;
    const message = error instanceof Error ? error.message : String(error);
    errors.push({ kind: 'internal', where, message, ruleId: rule.id });
  };
  const { facts, graph, today } = over;
  const context = { facts, graph, today, options, report: reporter };
  let subjects: readonly GraphNode[] = [];
  let passes = 0;
  try {
    subjects = rule.select(graph);
  } catch (error) {
    fail(error);
  }
  for (const subject of subjects) {
    try {
      const found = rule
        .check(subject, context)
        .map((problem) => toFinding(rule, subject, problem, { level, undetermined }, over));
      findings.push(...found);
      if (found.length === 0) passes += 1;
    } catch (error) {
      fail(error, subject);
    }
  }
  return { findings, errors, subjects: subjects.length, passes };
}

const reporter: Reporter<Readonly<Record<string, string>>> = {
  violation: (messageId, found) => ({ ...found, outcome: 'violation', messageId }),
  undetermined: (messageId, found) => ({ ...found, outcome: 'undetermined', messageId }),
};

function toFinding(
  rule: Rule,
  node: GraphNode,
  problem: Problem,
  levels: { readonly level: ResolvedSetting['level']; readonly undetermined: Level },
  { stack, changeOf }: Evaluated,
): Finding {
  const { outcome, messageId, resources, evidence, part } = problem;
  const template = rule.messages[messageId];
  if (template === undefined) throw new Error(`message ${messageId} does not exist`);
  const level = outcome === 'undetermined' ? levels.undetermined : lower(problem.level ?? levels.level, levels.level);
  if (!isLevel(level)) throw new Error(`level ${JSON.stringify(problem.level)} does not exist`);
  const subject: Subject = {
    kind: node.kind,
    id: node.identity,
    name: node.name,
    stacks: stacksOf(node, stack),
    ...part,
  };
  return {
    ruleId: rule.id,
    level,
    category: rule.category,
    outcome,
    messageId,
    message: fillMessage(template, problem.data),
    subject,
    resources,
    ...declaredAt(node.origin),
    state: 'new',
    change: strongest(resources.flatMap((resource) => changeOf(resource) ?? [])),
    evidence,
    fingerprint: fingerprint(rule.id, subject),
  };
}

function stacksOf({ resources }: GraphNode, given: string | undefined): readonly string[] {
  if (given !== undefined) return [given];
  return [...new Set(resources.map(({ stack = '' }) => stack))].sort();
}

function declaredAt(origin: Origin | undefined): Pick<Finding, 'declaredAt'> {
  if (origin?.kind !== 'declaration') return {};
  const { source, path, line, column } = origin;
  const place = { ...(line !== undefined && { line }), ...(column !== undefined && { column }) };
  return { declaredAt: { source, path, ...place } };
}

const changes: readonly Change[] = ['replace', 'create', 'update', 'delete', 'read', 'no-op', 'exists'];

const strongest = (found: readonly Change[]): Change | null => changes.find((change) => found.includes(change)) ?? null;

const order: readonly Level[] = ['error', 'warning', 'note'];

/** A rule may soften its own level for a case, and the user the whole rule: the lower one holds. */
function lower(a: ResolvedSetting['level'], b: ResolvedSetting['level']): ResolvedSetting['level'] {
  if (!isLevel(a) || !isLevel(b)) return a;
  return order.indexOf(a) > order.indexOf(b) ? a : b;
}

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
