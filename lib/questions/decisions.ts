import type { Decides } from '../declarations/facts-draft';
import type { Finding } from '../findings/finding';

/** The findings that hang on an entry, each counted once however often the rules are run. */
export class Decisions {
  private readonly byRule = new Map<string, Set<string>>();

  add({ ruleId, subject }: Pick<Finding, 'ruleId' | 'subject'>): void {
    const subjects = this.byRule.get(ruleId) ?? new Set();
    this.byRule.set(ruleId, subjects.add(JSON.stringify([subject.id, subject.workload])));
  }

  get total(): number {
    return [...this.byRule.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** The rule with most findings first. */
  list(): readonly Decides[] {
    return [...this.byRule]
      .map(([ruleId, { size }]) => ({ ruleId, findings: size }))
      .sort((a, b) => b.findings - a.findings || (a.ruleId < b.ruleId ? -1 : 1));
  }
}

/** The most decisive first; of equal ones the one that came first. */
export const byDecisions = (a: { readonly decides: Decisions }, b: { readonly decides: Decisions }): number =>
  b.decides.total - a.decides.total;
