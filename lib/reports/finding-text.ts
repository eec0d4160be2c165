import type { Finding } from '../findings/finding';
import { escapeStrings } from './escape';
import { evidenceLines } from './evidence-lines';
import { declaredLines, resourceLines } from './finding-lines';
import { first, pageOf, part } from './page';
import { stateText } from './baseline-lines';
import { waiverText } from './waiver-text';

const plain = pageOf(false);

/** One finding for another tool's own report: message, resources and proof, without colour. */
export function findingText(finding: Finding): string {
  const safe = escapeStrings(finding);
  const { message, resources, declaredAt, evidence } = safe;
  const became = [stateText(safe), waiverText(safe)].filter((text) => text !== undefined);
  const where = part('where', plain, [
    ...declaredLines(declaredAt === undefined ? {} : { declaredAt }, plain),
    ...first(8, resources, (resource) => resourceLines(resource, plain)),
  ]);
  return [message, ...became, ...where, ...evidenceLines(evidence, plain)].join('\n');
}
