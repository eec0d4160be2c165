import type { Facts, MoveFacts, PathFacts } from '../facts/facts';
import type { Finding, Subject } from '../findings/finding';
import type { JudgedMove } from '../findings/judged-move';
import { worstOff } from '../findings/worst-off';
import type { MigrationDomain } from '../graph/domain-kinds';
import type { GraphNode } from '../graph/graph-node';
import { VERDICTS, type Verdict } from '../model/verdict';
import { judgedMove } from './judged-move';
import { subjectOf, type Around } from './to-finding';

/** The moves of one rule over one pair of sites, by one platform, in the same stacks. */
interface Judged {
  worst: Candidate;
  readonly counts: Map<Verdict, number>;
  readonly findings: Set<string>;
}

interface Candidate {
  readonly ruleId: string;
  readonly subject: Subject;
  readonly verdict: Verdict;
  readonly carried: { readonly value: number } | undefined;
  readonly needed: { readonly value: number };
  readonly move: MoveFacts;
}

/** The moves that rules ask for, of which the result shows for each pair of sites the one that is worst off. */
export class MoveLog {
  readonly #judged = new Map<string, Judged>();
  readonly #subjects = new Map<GraphNode, Subject>();

  constructor(readonly around: Around) {}

  /** The same facts; who asks them for a move of a machine that is known has it shown in the result. */
  watched(facts: Facts, ruleId: string): Facts {
    return {
      ...facts,
      move: (domain, path, workload, policy) => {
        const move = facts.move(domain, path, workload, policy);
        this.#note(ruleId, domain, move);
        return move;
      },
    };
  }

  /** That a move over the path decided a finding. */
  decided({ ruleId, subject: { stacks }, fingerprint }: Finding, node: GraphNode, path: PathFacts | undefined): void {
    if (path === undefined || !isMigration(node)) return;
    this.#judged.get(keyOf(ruleId, stacks, path, node.product))?.findings.add(fingerprint);
  }

  /** In an order that hangs on nothing but what they are. */
  get moves(): readonly JudgedMove[] {
    return [...this.#judged]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { worst, counts, findings }]) => ({
        ...judgedMove(worst.move, worst),
        verdicts: VERDICTS.flatMap((verdict) => {
          const count = counts.get(verdict);
          return count === undefined ? [] : [{ verdict, count }];
        }),
        findings: [...findings].sort(),
      }));
  }

  #note(ruleId: string, domain: MigrationDomain, move: MoveFacts): void {
    const { workload, rateNeeded, live, rate, path } = move;
    // Of a machine of which nobody says what it writes there is nothing to show.
    if (workload === undefined || rateNeeded === undefined) return;
    const whole = this.#subjects.get(domain) ?? subjectOf(domain, undefined, this.around);
    this.#subjects.set(domain, whole);
    const candidate: Candidate = {
      ruleId,
      subject: { ...whole, workload: workload.identity },
      verdict: live.known ? live.value.value.verdict : 'undetermined',
      carried: rate.known ? rate.value : undefined,
      needed: { value: rateNeeded },
      move,
    };
    const key = keyOf(ruleId, whole.stacks, path, domain.product);
    const before = this.#judged.get(key);
    const judged = before ?? { worst: candidate, counts: new Map<Verdict, number>(), findings: new Set<string>() };
    if (worstOff(candidate, judged.worst) < 0) judged.worst = candidate;
    judged.counts.set(candidate.verdict, (judged.counts.get(candidate.verdict) ?? 0) + 1);
    if (before === undefined) this.#judged.set(key, judged);
  }
}

const keyOf = (ruleId: string, stacks: readonly string[], { a, b }: PathFacts, product: string): string =>
  JSON.stringify([ruleId, [a.id, b.id].sort(), product, stacks]);

const isMigration = (node: GraphNode): node is MigrationDomain => node.kind === 'migration-domain';
