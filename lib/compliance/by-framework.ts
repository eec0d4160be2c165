import type { Finding } from '../findings/finding';
import { isWaived } from '../findings/is-waived';
import type { Framework } from '../reference/frameworks';
import type { ControlTally, FrameworkTally, RuleTally } from './compliance-report';
import { isBreach, isOpen, tallyOf } from './tally';

/** Each control with what the rules that are mapped to it found. */
export const byFramework = (
  frameworks: readonly Framework[],
  rules: readonly RuleTally[],
  findings: readonly Finding[],
): readonly FrameworkTally[] =>
  frameworks.map(({ id, title, controls }) => ({
    id,
    title,
    controls: controls.map((control): ControlTally => {
      const judged = rules.filter((rule) => control.rules.includes(rule.id) && rule.subjects > 0);
      const found = findings.filter(({ ruleId }) => control.rules.includes(ruleId));
      const { id: controlId, title: controlTitle, source } = control;
      return {
        id: controlId,
        title: controlTitle,
        source,
        rules: judged.map((rule) => rule.id),
        status: statusOf(found, judged),
        ...tallyOf(found),
      };
    }),
  }));

function statusOf(findings: readonly Finding[], judged: readonly RuleTally[]): ControlTally['status'] {
  const breaches = findings.filter(isBreach);
  if (breaches.some(({ confidence }) => confidence === 'certain')) return 'broken';
  if (breaches.length > 0) return 'likely';
  if (findings.some(isOpen) || judged.some(({ failed }) => failed)) return 'open';
  if (findings.some(isWaived)) return 'waived';
  return judged.length > 0 ? 'holds' : 'not-checked';
}

/** Framework and id of each control that a rule is mapped to. */
export const controlsOf = (frameworks: readonly Framework[], ruleId: string): readonly string[] =>
  frameworks.flatMap(({ id, controls }) =>
    controls.filter(({ rules }) => rules.includes(ruleId)).map((control) => `${id} ${control.id}`),
  );
