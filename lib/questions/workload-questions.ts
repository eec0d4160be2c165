import type { Declarations, WorkloadMatcher } from '../declarations/declarations';
import { compileMatchers, type Matchers } from '../declarations/match';
import type { Finding } from '../findings/finding';
import type { Graph } from '../graph/graph';
import type { Workload } from '../graph/workload';
import type { FactName } from '../model/inputs';
import { Decisions } from './decisions';
import { nameGroups } from './name-groups';
import { UniqueNames } from './unique-names';

/** A class of machines that a facts file declares, or may. */
export interface WorkloadEntry {
  readonly id: string;
  readonly match: readonly WorkloadMatcher[];
  readonly asks: Set<FactName<'workload'>>;
  readonly decides: Decisions;
}

/** An input of a machine, or of any where none is known, that leaves a finding open. */
export interface OpenWorkload {
  readonly workload: Workload | undefined;
  readonly input: FactName<'workload'>;
  readonly finding: Finding;
}

/** The classes of machines that people are asked about. */
export class WorkloadQuestions {
  private readonly entries = new Map<string, WorkloadEntry>();
  /** Undefined of a machine that several declared classes match, which no further one can tell anything of. */
  private readonly byMachine = new Map<string, WorkloadEntry | undefined>();
  private anyClass: WorkloadEntry | undefined;
  private readonly matchers: Matchers;
  private readonly names: UniqueNames;
  private readonly classes: ReadonlySet<string>;

  constructor(declared: Declarations) {
    this.classes = new Set(declared.workloads.map(({ id }) => id));
    this.matchers = compileMatchers(declared);
    this.names = new UniqueNames(declared.workloads.map(({ id }) => id));
  }

  /** A finding as it is counted: of any machine, whatever class stands for it. */
  counted(finding: Finding): Finding {
    const { workload, ...subject } = finding.subject;
    return workload !== undefined && this.entries.has(workload) ? { ...finding, subject } : finding;
  }

  all(): readonly WorkloadEntry[] {
    return [...this.entries.values()];
  }

  /**
   * Asks for inputs, machines with names that are alike in one class.
   * @param isAssumed whether an input of an entry was among the declarations that left it open
   * @returns whether there is anything new to ask
   */
  ask(
    open: readonly OpenWorkload[],
    { workloads: seen }: Graph,
    isAssumed: (entry: WorkloadEntry, input: FactName<'workload'>) => boolean,
  ): boolean {
    this.group(open.flatMap(({ workload }) => (workload?.resource === undefined ? [] : [workload.name])));
    if (open.some(({ workload }) => workload === undefined)) this.anyClass ??= this.classOfAny(seen);
    let isNew = false;
    for (const { workload, input, finding } of open) {
      const entry = this.entryOf(workload);
      if (entry === undefined || isAssumed(entry, input)) continue;
      isNew ||= !entry.asks.has(input);
      entry.asks.add(input);
      entry.decides.add(finding);
    }
    return isNew;
  }

  private entryOf(workload: Workload | undefined): WorkloadEntry | undefined {
    if (workload === undefined) return this.anyClass;
    if (workload.resource === undefined) return this.classOf(workload.id);
    return this.byMachine.get(workload.name);
  }

  /** Classes for machines that no declared one matches. */
  private group(machines: readonly string[]): void {
    const fresh: string[] = [];
    for (const name of new Set(machines)) {
      if (this.byMachine.has(name)) continue;
      const declared = this.matchers.workloadFor(name, new Map());
      if (declared === undefined) fresh.push(name);
      else this.byMachine.set(name, this.classes.has(declared.id) ? this.classOf(declared.id) : undefined);
    }
    const groups = nameGroups(fresh, { few: 1, most: 1, otherwise: 'machines' });
    // So many that have nothing in common are all machines there are.
    for (const { id, globs, names } of groups.length > 0 || fresh.length === 0
      ? groups
      : [{ id: 'machines', globs: ['*'], names: fresh }]) {
      const entry = this.add(id, globs);
      for (const name of names) this.byMachine.set(name, entry);
    }
  }

  /** A class for domains in which any machine may move: that of the machines seen, where they are alike. */
  private classOfAny(seen: readonly Workload[]): WorkloadEntry {
    const machines = seen.flatMap(({ resource, name }) => (resource === undefined ? [] : [name]));
    this.group(machines);
    const classes = new Set(machines.map((name) => this.byMachine.get(name)));
    const [only] = classes;
    return (classes.size === 1 ? only : undefined) ?? this.add('machines', []);
  }

  private add(id: string, globs: readonly string[]): WorkloadEntry {
    return this.keep({
      id: this.names.take(id),
      match: globs.map((glob) => ({ kind: 'name', glob })),
      asks: new Set(),
      decides: new Decisions(),
    });
  }

  private classOf(id: string): WorkloadEntry {
    return this.entries.get(id) ?? this.keep({ id, match: [], asks: new Set(), decides: new Decisions() });
  }

  private keep(entry: WorkloadEntry): WorkloadEntry {
    this.entries.set(entry.id, entry);
    return entry;
  }
}
