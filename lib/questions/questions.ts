import type { Declarations } from '../declarations/declarations';
import type { Finding } from '../findings/finding';
import type { Graph } from '../graph/graph';
import type { FactName } from '../model/inputs';
import { declaredProducts, type DeclaredProduct } from '../reference/product';
import type { MissingFact } from '../rules/gap';
import type { Open } from '../rules/open';
import { Decisions } from './decisions';
import { SiteQuestions, type OpenPlace, type SiteEntry } from './site-questions';
import { WorkloadQuestions, type OpenWorkload } from './workload-questions';

/** Runs the rules under some declarations. */
export type RunRules = (declarations: Declarations) => Open;

export interface LinkEntry {
  readonly between: readonly [SiteEntry, SiteEntry];
  readonly asks: Set<FactName<'link'>>;
  readonly decides: Decisions;
}

export interface PlatformEntry {
  readonly product: DeclaredProduct;
  readonly decides: Decisions;
}

type Missing<Kind extends MissingFact['kind']> = Extract<MissingFact, { readonly kind: Kind }>;

/** What people are asked for so far, each with the findings that hang on it. */
export class Questions {
  readonly sites: SiteQuestions;
  readonly workloads: WorkloadQuestions;
  readonly links = new Map<string, LinkEntry>();
  readonly platforms = new Map<DeclaredProduct, PlatformEntry>();
  /** What no entry fills. */
  readonly beyond = new Set<string>();
  /** What was assumed before the rules were run. */
  private assumed: ReadonlySet<string> = new Set();
  private isFirst = true;

  constructor(declared: Declarations) {
    this.sites = new SiteQuestions(declared);
    this.workloads = new WorkloadQuestions(declared);
  }

  /**
   * Takes all that is asked for so far as answered, before the rules are run.
   * @returns the sites among it: those that names alone suggest count at first, to see what hangs on them, and then only if something does
   */
  assume(): readonly SiteEntry[] {
    const sites = this.sites.all().filter((site) => this.isFirst || !site.isSuggested || site.decides.total > 0);
    this.isFirst = false;
    this.assumed = new Set([
      ...sites.flatMap(({ id, asksPlace }) => (asksPlace ? [keyOf('site', id)] : [])),
      ...[...this.links].flatMap(([pair, { asks }]) => [...asks].map((input) => keyOf('link', pair, input))),
      ...this.workloads.all().flatMap(({ id, asks }) => [...asks].map((input) => keyOf('workload', id, input))),
      ...[...this.platforms.keys()].map((product) => keyOf('platform', product)),
    ]);
    return sites;
  }

  /** Whether there is nothing to ask. */
  get isEmpty(): boolean {
    return [this.sites.all().length, this.workloads.all().length, this.links.size, this.platforms.size].every(
      (count) => count === 0,
    );
  }

  /** Asks for what the rules left open. @returns whether there is anything that was not asked for */
  take({ graph, findings }: Open): boolean {
    const places: OpenPlace[] = [];
    const workloads: OpenWorkload[] = [];
    let isNew = false;
    for (const { finding: found, gaps } of findings) {
      const finding = this.workloads.counted(found);
      for (const { text, fact } of gaps) {
        const one = { finding, text };
        if (fact === undefined) {
          // Under what is assumed other things may be open that are not in truth.
          if (this.isFirst) this.beyond.add(text);
        } else if (fact.kind === 'place') places.push({ ...fact, ...one });
        else if (fact.kind === 'workload') workloads.push({ ...fact, ...one });
        else if (this.takeOne(fact, finding, graph)) isNew = true;
      }
    }
    const placed = this.sites.place(places, graph, ({ id }) => this.assumed.has(keyOf('site', id)));
    const asked = this.workloads.ask(workloads, graph, ({ id }, input) =>
      this.assumed.has(keyOf('workload', id, input)),
    );
    for (const text of placed.beyond) this.beyond.add(text);
    return isNew || placed.isNew || asked;
  }

  private takeOne(fact: Missing<'position' | 'link' | 'platform'>, finding: Finding, graph: Graph): boolean {
    switch (fact.kind) {
      case 'position':
        return this.takePosition(fact.site, finding, graph);
      case 'link':
        return this.takeLink(fact, finding, graph);
      case 'platform':
        return this.takePlatform(fact, finding);
    }
  }

  private takePosition(id: string, finding: Finding, graph: Graph): boolean {
    const entry = this.sites.ofSite(id, graph);
    if (entry === undefined || this.assumed.has(keyOf('site', entry.id))) return false;
    const isNew = !entry.asksPlace;
    entry.asksPlace = true;
    entry.decides.add(finding);
    return isNew;
  }

  /** Where the ends are tells much of a round trip, and must be known to believe one: it is asked first. */
  private takeLink({ path, input }: Missing<'link'>, finding: Finding, graph: Graph): boolean {
    const unplaced = [path.a, path.b].filter(({ position }) => !position.known);
    if (input === 'rtt' && unplaced.length > 0) {
      return unplaced.map(({ id }) => this.takePosition(id, finding, graph)).includes(true);
    }
    const [a, b] = [this.sites.ofSite(path.a.id, graph), this.sites.ofSite(path.b.id, graph)];
    if (a === undefined || b === undefined) return false;
    const pair = [a.id, b.id].sort().join('\n');
    if (this.assumed.has(keyOf('link', pair, input))) return false;
    const entry: LinkEntry = this.links.get(pair) ?? {
      between: a.id < b.id ? [a, b] : [b, a],
      asks: new Set(),
      decides: new Decisions(),
    };
    this.links.set(pair, entry);
    const isNew = !entry.asks.has(input);
    entry.asks.add(input);
    entry.decides.add(finding);
    for (const end of [a, b]) end.decides.add(finding);
    return isNew;
  }

  private takePlatform({ product }: Missing<'platform'>, finding: Finding): boolean {
    const declared = declaredProducts.find((one) => one === product);
    if (declared === undefined || this.assumed.has(keyOf('platform', product))) return false;
    const before = this.platforms.get(declared);
    const entry = before ?? { product: declared, decides: new Decisions() };
    this.platforms.set(declared, entry);
    entry.decides.add(finding);
    return before === undefined;
  }
}

const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts);
