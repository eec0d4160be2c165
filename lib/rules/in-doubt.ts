import { resourceName } from '../findings/resource-name';
import type { MigrationDomain } from '../graph/domain-kinds';
import type { Doubt, GraphNode } from '../graph/graph-node';
import type { Problem } from './define-rule';

/**
 * What a rule's problem comes to where its subject exists only perhaps, or other rules perhaps keep it: never to a violation. A broken law is undetermined
 * until it is known whether there is anything that breaks it; a remark, that the law holds, comes to nothing.
 */
export function inDoubt(
  { perhaps = [], mayBeKept = [] }: GraphNode & Pick<Partial<MigrationDomain>, 'mayBeKept'>,
  problem: Problem,
): readonly Problem[] {
  const doubts = [...perhaps, ...mayBeKept];
  if (doubts.length === 0) return [problem];
  if (problem.outcome === 'remark') return perhaps.length > 0 ? [] : [problem];
  const { evidence, confidence: _, caveat = '', ...rest } = problem;
  const toDecide = [...doubts.map((doubt) => ({ text: doubtText(doubt) })), ...(evidence.toDecide ?? [])];
  return [
    {
      ...rest,
      outcome: 'undetermined',
      caveat: caveat + dependsOn(doubts),
      evidence: { ...evidence, wayOut: [], toDecide },
    },
  ];
}

/** What would decide, for people. */
export const doubtText = ({ resource, because }: Doubt): string =>
  `the value of ${resource.path ?? 'id'} of ${resourceName(resource)} (${because})`;

/** The sentence that keeps a message about what perhaps exists from sounding certain. */
function dependsOn([first, ...others]: readonly Doubt[]): string {
  if (first === undefined) return '';
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return ` Whether it does depends on ${doubtText(first)}${more}.`;
}
