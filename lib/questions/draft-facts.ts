import { noDeclarations, type Declarations } from '../declarations/declarations';
import type { DraftSite, FactsDraft } from '../declarations/facts-draft';
import type { Member } from '../graph/domain';
import { allDomains } from '../graph/graph';
import { factNames, type FactName, type FactOwner } from '../model/inputs';
import type { Open } from '../rules/open';
import { assume } from './assume';
import { assumptions } from './assumptions';
import { byDecisions } from './decisions';
import { hostSites } from './host-sites';
import { Questions, type LinkEntry, type RunRules } from './questions';
import type { SiteEntry } from './site-questions';

/** An answer opens at most the place of an end, then its link, then what limits that link. */
const mostRounds = 6;

/**
 * What people are asked for: the facts that findings hang on, and those that hang on these once they are answered. The rules are run
 * with nothing but what is declared, then again and again with everything asked for answered in one way after the other.
 * @param open runs the rules
 */
export function draftFacts(open: RunRules, declared: Declarations = noDeclarations): FactsDraft {
  const questions = new Questions(declared);
  const first = open(declared);
  for (const site of hostSites(first.graph)) questions.sites.suggest(site);
  questions.take(first);
  for (const how of questions.isEmpty ? [] : assumptions) {
    for (let round = 0; round < mostRounds; round++) {
      if (!questions.take(open(assume(questions, declared, first.graph, how)))) break;
    }
  }
  return draftOf(questions, alone(questions, first));
}

/** Of many sites in one network every pair may be open, and a page of them is answered by nobody. */
const mostLinks = 64;

/** Groups whose members would stand together by their names alone and make a finding pass that nobody has confirmed. */
function alone({ sites }: Questions, { findings, graph }: Open): ReadonlySet<SiteEntry> {
  const found = new Set<SiteEntry>();
  const domains = new Map(allDomains(graph).map(({ identity, members }) => [identity, members]));
  for (const { finding } of findings) {
    const members = domains.get(finding.subject.id) ?? [];
    const [only, ...others] = new Set(members.map((member) => sites.entryOf(member) ?? valueOf(member)));
    if (typeof only === 'object' && only.isGroup && others.length === 0) found.add(only);
  }
  return found;
}

const valueOf = ({ site }: Member): string => (site.known ? site.value : '');

function draftOf(
  { sites, links, workloads, platforms, beyond }: Questions,
  toConfirm: ReadonlySet<SiteEntry>,
): FactsDraft {
  const all = [...links.values()].filter(({ asks }) => asks.size > 0).sort(byDecisions);
  const asked = all.slice(0, mostLinks);
  const left = all.length - asked.length;
  const ends = new Set(asked.flatMap(({ between }) => between));
  const isNeeded = (site: SiteEntry): boolean =>
    (site.asksPlace && site.decides.total > 0) || (ends.has(site) && !site.isDeclared);
  return {
    sites: sites
      .all()
      .filter(isNeeded)
      .sort(byDecisions)
      .map((site) => siteOf(site, site.isLoose || toConfirm.has(site))),
    links: asked.map(linkOf),
    workloads: workloads
      .all()
      .filter(({ asks }) => asks.size > 0)
      .sort(byDecisions)
      .map(({ id, asks, match, decides }) => ({ id, asks: inOrder('workload', asks), match, decides: decides.list() })),
    platforms: [...platforms.values()]
      .sort(byDecisions)
      .map(({ product, decides }) => ({ product, decides: decides.list() })),
    beyond: [
      ...beyond,
      ...(left === 0 ? [] : [`${left} more links, which \`lightbound init --update\` asks for once these are known`]),
    ],
  };
}

function siteOf({ id, title, at, guess, match, asksPlace, decides }: SiteEntry, isToConfirm: boolean): DraftSite {
  return {
    id,
    title,
    ...(!asksPlace && at !== undefined && { at }),
    asksPlace,
    ...(guess && { guess }),
    match,
    isToConfirm,
    decides: asksPlace ? decides.list() : [],
  };
}

const linkOf = ({ between: [a, b], asks, decides }: LinkEntry) => ({
  between: [a.id, b.id] as const,
  asks: inOrder('link', asks),
  decides: decides.list(),
});

/** In the order of the table of inputs. */
const inOrder = <Of extends FactOwner>(owner: Of, asks: ReadonlySet<FactName<Of>>): readonly FactName<Of>[] =>
  factNames[owner].filter((name) => asks.has(name));
