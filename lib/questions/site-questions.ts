import type { Declarations, SiteMatcher } from '../declarations/declarations';
import type { Coordinates, DraftSite } from '../declarations/facts-draft';
import type { Finding } from '../findings/finding';
import type { Member } from '../graph/domain';
import type { Graph } from '../graph/graph';
import type { SiteId } from '../graph/site';
import { Decisions } from './decisions';
import type { HostSite } from './host-sites';
import { knownSite } from './known-site';
import { nameGroups } from './name-groups';
import { hostNamesIn, memberKeyOf, placeNames } from './place-names';
import { UniqueNames } from './unique-names';

/** A site that a facts file declares, or may. */
export interface SiteEntry extends Pick<DraftSite, 'id' | 'title' | 'at' | 'guess'> {
  readonly match: SiteMatcher[];
  /** Where it is, where that is known. */
  readonly point?: Coordinates;
  asksPlace: boolean;
  readonly decides: Decisions;
  /** Whether nothing but names tells that there is such a site. */
  readonly isSuggested: boolean;
  /** Whether several things stand in it only because their names are alike. */
  readonly isGroup: boolean;
  /** Whether not even their names are alike. */
  readonly isLoose: boolean;
  /** Whether people declared it. */
  readonly isDeclared: boolean;
}

interface Placed {
  readonly names: readonly string[];
  /** How many of the names did not place it. */
  tried: number;
  entry: SiteEntry;
}

/** A member that stands nobody knows where, and the finding that this leaves open. */
export interface OpenPlace {
  readonly member: Member;
  readonly finding: Finding;
  readonly text: string;
}

/** The sites that people are asked for: of what stands nowhere, and where those are that nothing but a name tells. */
export class SiteQuestions {
  private readonly entries = new Map<SiteId, SiteEntry>();
  /** Those of sites that the infrastructure tells, by the ids that they have in a graph without the entry. */
  private readonly bySeen = new Map<SiteId, SiteEntry>();
  private readonly byName = new Map<string, SiteEntry>();
  private readonly placed = new Map<string, Placed>();
  private readonly names: UniqueNames;

  constructor(private readonly declared: Declarations) {
    this.names = new UniqueNames(declared.sites.map(({ id }) => id));
  }

  all(): readonly SiteEntry[] {
    return [...this.entries.values()];
  }

  /** The entry that is to place a member. */
  entryOf(member: Member): SiteEntry | undefined {
    return this.placed.get(memberKeyOf(member))?.entry;
  }

  /** Hosts whose names, or groups, tell that they may stand apart. */
  suggest({ id, globs, names }: HostSite): void {
    const entry = this.add(id, globs, { isGroup: names.size > 1, isLoose: false, isSuggested: true });
    for (const name of names) this.byName.set(name, entry);
  }

  /** The entry of a site of the graph. */
  ofSite(id: SiteId, graph: Graph): SiteEntry | undefined {
    const before = this.entries.get(id) ?? this.bySeen.get(id);
    const site = graph.sites.get(id);
    if (before !== undefined || site === undefined) return before;
    const isDeclared = this.declared.sites.some((one) => one.id === id);
    const seen = isDeclared ? { id, title: id, match: [] } : knownSite(site, graph);
    const entry: SiteEntry = {
      ...seen,
      id: isDeclared ? id : this.names.take(seen.id, `${seen.id}-${id.replaceAll(':', '-')}`),
      match: [...seen.match],
      ...(site.position.known && { point: site.position.value }),
      asksPlace: false,
      decides: new Decisions(),
      isGroup: false,
      isLoose: false,
      isSuggested: false,
      isDeclared,
    };
    this.entries.set(entry.id, entry);
    this.bySeen.set(id, entry);
    return entry;
  }

  /**
   * Asks for what stands nowhere. What stands nowhere though an entry was taken to match it is asked for by its next name.
   * @param isAssumed whether an entry was among the declarations that left the places open
   * @returns whether there is anything new to ask, and what no name would place
   */
  place(
    open: readonly OpenPlace[],
    graph: Graph,
    isAssumed: (entry: SiteEntry) => boolean,
  ): { readonly isNew: boolean; readonly beyond: readonly string[] } {
    const hostNames = hostNamesIn(graph);
    const beyond: string[] = [];
    let isNew = false;
    const fresh = new Map<string, OpenPlace & { readonly names: readonly string[]; readonly findings: Finding[] }>();
    for (const one of open) {
      const key = memberKeyOf(one.member);
      const before = this.placed.get(key);
      if (before === undefined) {
        const names = placeNames(one.member, hostNames);
        const known = fresh.get(key);
        if (known !== undefined) known.findings.push(one.finding);
        else if (names.length === 0) beyond.push(one.text);
        else fresh.set(key, { ...one, names, findings: [one.finding] });
      } else if (!isAssumed(before.entry)) before.entry.decides.add(one.finding);
      else if (this.tryNext(before)) isNew = true;
      else beyond.push(one.text);
    }
    this.group([...fresh.values()]);
    for (const [key, { names, findings, text }] of fresh) {
      const entry = this.byName.get(names[0] ?? '');
      if (entry === undefined) {
        beyond.push(text);
        continue;
      }
      isNew = true;
      entry.asksPlace = true;
      for (const finding of findings) entry.decides.add(finding);
      this.placed.set(key, { names, tried: 0, entry });
    }
    return { isNew, beyond };
  }

  /** Entries for names that none has yet, as few as their patterns allow, things of one kind together. */
  private group(open: readonly { readonly member: Member; readonly names: readonly string[] }[]): void {
    const titles = new Map<string, string>();
    const byType = new Map<string, string[]>();
    for (const { member, names } of open) {
      const [name = ''] = names;
      if (this.byName.has(name) || titles.has(name)) continue;
      const { type } = member.resource;
      const ofType = byType.get(type) ?? [];
      byType.set(type, ofType);
      ofType.push(name);
      titles.set(name, titleOf(member, names));
    }
    for (const [type, ofType] of byType) {
      for (const { id, globs, names, isLoose } of nameGroups(ofType, { ...places, otherwise: type })) {
        const entry = this.add(names.length === 1 ? (titles.get(id) ?? id) : id, globs, {
          isGroup: names.length > 1,
          isLoose: isLoose === true,
          isSuggested: false,
        });
        for (const name of names) this.byName.set(name, entry);
      }
    }
  }

  private tryNext(placed: Placed): boolean {
    placed.tried += 1;
    const name = placed.names[placed.tried];
    if (name === undefined) return false;
    const other = this.byName.get(name);
    if (other === undefined) {
      placed.entry.match.push({ kind: 'name', glob: name });
      this.byName.set(name, placed.entry);
    } else placed.entry = other;
    return true;
  }

  private add(
    id: string,
    globs: readonly string[],
    how: Pick<SiteEntry, 'isGroup' | 'isLoose' | 'isSuggested'>,
  ): SiteEntry {
    const name = this.names.take(id);
    const entry: SiteEntry = {
      id: name,
      title: id,
      match: globs.map((glob): SiteMatcher => ({ kind: 'name', glob })),
      asksPlace: true,
      decides: new Decisions(),
      ...how,
      isDeclared: false,
    };
    this.entries.set(name, entry);
    return entry;
  }
}

/** Each of so few may well stand in a place of its own. */
const places = { few: 3, most: 16 };

/** What reports call it, without the address. */
const titleOf = ({ name, part, id }: Member, names: readonly string[]): string =>
  part ?? name ?? id ?? names.at(-1) ?? '';
