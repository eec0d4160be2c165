import type { Waiver } from '../declarations/waiver';
import type { Finding, FindingWaiver } from '../findings/finding';
import type { WaiverRun } from '../findings/run-result';
import { declaredAt } from '../rules/declared-at';
import { covers } from './covers';
import { lapse } from './lapse';

export interface Waived {
  readonly findings: readonly Finding[];
  /** What became of each waiver, in the order in which they were declared. */
  readonly waivers: readonly WaiverRun[];
}

/**
 * Marks each finding that a waiver is about: `active` while the waiver holds, else with the reason why it does not.
 * @param stacks the names of all stacks that were read; a waiver for another one is no waiver without use
 * @param today ISO 8601
 */
export function applyWaivers(
  waivers: readonly Waiver[],
  found: readonly Finding[],
  stacks: readonly string[],
  today: () => string,
): Waived {
  if (waivers.length === 0) return { findings: found, waivers: [] };
  const uses = waivers.map((waiver) => ({ waiver, covers: covers(waiver), states: [] as FindingWaiver[] }));
  const byRule = new Map<string, typeof uses>();
  for (const use of uses) byRule.set(use.waiver.rule, [...(byRule.get(use.waiver.rule) ?? []), use]);
  const findings = found.map((finding): Finding => {
    if (finding.outcome === 'remark') return finding;
    const states = (byRule.get(finding.ruleId) ?? [])
      .filter((use) => use.covers.finding(finding))
      .map((use) => {
        const state = stateFor(use.waiver, finding, today());
        use.states.push(state);
        return state;
      });
    const waiver = states.find(({ status }) => status === 'active') ?? states[0];
    return waiver === undefined ? finding : { ...finding, waiver };
  });
  return {
    findings,
    waivers: uses.map((use) => {
      const isElsewhere = !stacks.some((stack) => use.covers.stack(stack));
      return waiverRun(use.waiver, use.states, { isElsewhere, isEmpty: stacks.length === 0, today: today() });
    }),
  };
}

function stateFor(waiver: Waiver, finding: Finding, today: string): FindingWaiver {
  const { owner, ticket, until, reason, conditions, origin } = waiver;
  const about = { while: conditions.map(({ text }) => text), reason, owner, ticket, until, ...declaredAt(origin) };
  if (today > until) return { status: 'expired', because: `it ended on ${until}`, ...about };
  const because = lapse(waiver, finding);
  return because === undefined ? { status: 'active', ...about } : { status: 'lapsed', because, ...about };
}

function waiverRun(
  waiver: Waiver,
  states: readonly FindingWaiver[],
  { isElsewhere, isEmpty, today }: Record<'isElsewhere' | 'isEmpty', boolean> & { readonly today: string },
): WaiverRun {
  const { stack, until, origin } = waiver;
  const count = (status: FindingWaiver['status']): number => states.filter((state) => state.status === status).length;
  const lapsed = states.find(({ status }) => status === 'lapsed');
  const [status, because]: readonly [WaiverRun['status'], (string | undefined)?] =
    today > until
      ? ['expired', `it ended on ${until}`]
      : lapsed !== undefined
        ? ['lapsed', lapsed.because]
        : states.length > 0
          ? ['active']
          : isElsewhere
            ? ['elsewhere', isEmpty ? 'nothing was read' : `no stack of this run is called ${stack}`]
            : ['unused', 'no finding of this run is meant by it'];
  return {
    ...asGiven(waiver),
    status,
    ...(because !== undefined && { because }),
    waived: count('active'),
    ...declaredAt(origin),
  };
}

/** What a waiver says itself. */
export function asGiven(waiver: Waiver): Omit<WaiverRun, 'status' | 'waived'> {
  const { rule, findings, stack, outcome, conditions, reason, owner, ticket, until } = waiver;
  return {
    ruleId: rule,
    ...findings,
    stack,
    outcome,
    while: conditions.map(({ text }) => text),
    reason,
    owner,
    ticket,
    until,
  };
}
