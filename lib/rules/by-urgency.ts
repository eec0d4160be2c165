import { beyondLimit } from '../findings/beyond-limit';
import type { Finding, Outcome } from '../findings/finding';
import { levelOrder } from './level-order';

const outcomeOrder: readonly Outcome[] = ['violation', 'undetermined', 'remark'];

/** The most urgent first, whatever order they were found in. */
export function byUrgency(a: Finding, b: Finding): number {
  return (
    outcomeOrder.indexOf(a.outcome) - outcomeOrder.indexOf(b.outcome) ||
    levelOrder.indexOf(a.level) - levelOrder.indexOf(b.level) ||
    compare(a.ruleId, b.ruleId) ||
    beyondLimit(b) - beyondLimit(a) ||
    compare(a.subject.id, b.subject.id) ||
    compare(a.fingerprint, b.fingerprint) ||
    compare(a.message, b.message)
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
