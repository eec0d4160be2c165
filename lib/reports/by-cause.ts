import { declareLines } from '../findings/declare-lines';
import type { Finding } from '../findings/finding';
import { resourceName } from '../findings/resource-name';

/** Findings of one rule with the same numbers for the same reason, which differ in what they are about; in the order of the first ones. */
export function byCause<One extends Finding>(findings: readonly One[]): readonly (readonly [One, ...One[]])[] {
  const groups = new Map<string, [One, ...One[]]>();
  for (const finding of findings) {
    const key = causeOf(finding);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

function causeOf({
  ruleId,
  level,
  outcome,
  confidence,
  messageId,
  message,
  subject,
  evidence,
  waiver,
}: Finding): string {
  const { given, steps, limit, flipPoints } = evidence;
  return JSON.stringify([
    ruleId,
    level,
    outcome,
    confidence,
    messageId,
    waiver,
    // Of two subjects that differ in their names only the message is the same without them.
    message.replaceAll(subject.name, ''),
    given.map(({ name, measure }) => [name, measure.text]),
    steps.map(({ name, working, result }) => [name, working, result.text]),
    limit,
    flipPoints,
    declareLines(evidence),
  ]);
}

/** What findings are about, in one line where their names differ only in numbers and keys: `module.pair[*].wide`. */
export function namesOf(findings: readonly Finding[]): readonly string[] {
  const names = findings.map(({ resources: [first], subject }) =>
    first === undefined ? subject.name : resourceName(first),
  );
  const [pattern = '', ...others] = new Set(names.map(patternOf));
  return others.length === 0 && names.length > 1 ? [pattern] : names;
}

const patternOf = (name: string): string => name.replace(/\[[^\]]*\]/gu, '[*]').replace(/\d+/gu, '*');
