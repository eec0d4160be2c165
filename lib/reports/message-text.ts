import { declareLines } from '../findings/declare-lines';
import type { Finding } from '../findings/finding';
import { stateText } from './baseline-lines';
import { waiverText } from './waiver-text';

/** The message of a finding, what to declare so that its rule can decide, and what became of it and of its waiver. */
export function messageText(
  finding: Pick<Finding, 'message' | 'evidence' | 'waiver' | 'state' | 'stateBecause'>,
): string {
  const { message, evidence } = finding;
  const toDecide = declareLines(evidence);
  const declare = toDecide.length === 0 ? undefined : `Declare ${toDecide.join('; ')}.`;
  return [message, stateText(finding), declare, waiverText(finding)].filter((part) => part !== undefined).join(' ');
}
