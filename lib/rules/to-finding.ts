import type { Finding, Level, Outcome, Subject, SubjectPart } from '../findings/finding';
import { fingerprint } from '../findings/fingerprint';
import type { GraphNode } from '../graph/graph-node';
import type { Change, ResourceRef } from '../graph/location';
import type { ResolvedSetting } from './configuration';
import type { Problem, Rule } from './define-rule';
import { concerned, membersOf } from './concerned';
import { declaredAt } from './declared-at';
import type { ProblemEvidence } from './evidence';
import { gapsTold } from './gap';
import { levelOrder } from './level-order';
import { fillMessage } from './message';
import { isLevel } from './rule-problems';

/** What a finding says besides what its rule found. */
export interface Around {
  /** Name of the stack that everything is judged as, where the user gave one. */
  readonly stack?: string | undefined;
  /** Name of the stack of all resources that name none. */
  readonly onlyStack: string;
  /** What the plan does with a resource; undefined where no input tells. */
  readonly changeOf: (resource: ResourceRef) => Change | undefined;
  /** What the plan changes of what was read of resources. */
  readonly touched: (resources: readonly ResourceRef[]) => Finding['touched'];
}

const OUTCOMES: readonly Outcome[] = ['violation', 'undetermined', 'remark'];

/** A problem of a rule as a finding about a node. @throws Error for a message or level that does not exist */
export function toFinding(
  rule: Rule,
  node: GraphNode,
  problem: Problem,
  levels: { readonly level: ResolvedSetting['level']; readonly undetermined: Level },
  around: Around,
): Finding {
  const { outcome, confidence, messageId, path, caveat = '', part } = problem;
  // Types do not reach rules written in JavaScript.
  const proof = problem.evidence as ProblemEvidence | undefined;
  const resources = concerned(node, path, problem.resources);
  if (!OUTCOMES.includes(outcome)) throw new Error(`outcome ${JSON.stringify(outcome)} does not exist`);
  if (!Array.isArray(proof?.given) || !Array.isArray(proof.steps)) throw new Error('a problem needs evidence()');
  const { toDecide, ...evidence } = proof;
  const template = rule.messages[messageId];
  if (template === undefined) throw new Error(`message ${messageId} does not exist`);
  const level = levelOf(problem, levels);
  if (!isLevel(level)) throw new Error(`level ${JSON.stringify(problem.level)} does not exist`);
  const subject = subjectOf(node, part, around);
  return {
    ruleId: rule.id,
    level,
    category: rule.category,
    outcome,
    ...(confidence !== undefined && { confidence }),
    messageId,
    message: fillMessage(template, problem.data) + caveat,
    subject,
    resources,
    ...declaredAt(node.origin),
    state: 'new',
    touched: around.touched([...resources, ...membersOf(node).map(({ resource }) => resource)]),
    change: strongest(resources.flatMap((resource) => around.changeOf(resource) ?? [])),
    evidence: { ...evidence, ...(toDecide && gapsTold(toDecide)) },
    fingerprint: fingerprint(rule.id, subject),
  };
}

/** What a finding about a node, or a part of it, is about. */
export const subjectOf = (
  node: GraphNode,
  part: SubjectPart | undefined,
  around: Pick<Around, 'stack' | 'onlyStack'>,
): Subject => ({
  kind: node.kind,
  id: node.identity,
  name: node.name,
  stacks: stacksOf(node, around),
  ...part,
});

function levelOf(
  { outcome, confidence, level }: Problem,
  levels: { readonly level: ResolvedSetting['level']; readonly undetermined: Level },
): ResolvedSetting['level'] {
  if (outcome === 'undetermined') return levels.undetermined;
  if (outcome === 'remark') return 'note';
  const own = lower(level ?? levels.level, levels.level);
  return confidence === 'certain' ? own : lower('warning', own);
}

function stacksOf(
  { resources }: GraphNode,
  { stack: given, onlyStack }: Pick<Around, 'stack' | 'onlyStack'>,
): readonly string[] {
  if (given !== undefined) return [given];
  return [...new Set(resources.map(({ stack = onlyStack }) => stack))].sort();
}

const changes: readonly Change[] = ['replace', 'create', 'update', 'delete', 'read', 'no-op', 'exists'];

const strongest = (found: readonly Change[]): Change | null => changes.find((change) => found.includes(change)) ?? null;

/** A rule may soften its own level for a case, and the user the whole rule: the lower one holds. */
function lower(a: ResolvedSetting['level'], b: ResolvedSetting['level']): ResolvedSetting['level'] {
  if (!isLevel(a) || !isLevel(b)) return a;
  return levelOrder.indexOf(a) > levelOrder.indexOf(b) ? a : b;
}
