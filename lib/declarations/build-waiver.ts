import type { OriginOf } from './checked-quantity';
import type { FactPath } from './fact-error';
import { readCondition } from './read-condition';
import type { Condition, Waiver } from './waiver';
import type { WrittenWaiver } from './waiver-schema';

export function buildWaiver(written: WrittenWaiver, path: FactPath, originOf: OriginOf): Waiver {
  const { rule, subject = '', fingerprint, stack, outcome, reason, owner, ticket, until } = written;
  return {
    rule,
    findings: fingerprint === undefined ? { subject } : { fingerprint },
    stack,
    outcome,
    reason,
    owner,
    ticket,
    until,
    conditions: conditionsOf(written.while),
    origin: originOf(path),
  };
}

export const conditionsOf = (written: WrittenWaiver['while']): readonly Condition[] =>
  (typeof written === 'string' ? [written] : (written ?? [])).flatMap((text) => {
    const read = readCondition(text);
    return read.ok ? [read.value] : [];
  });
