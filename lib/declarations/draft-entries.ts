import { factNames, inputs, type FactOwner } from '../model/inputs';
import { checkFacts } from './check-facts';
import type { SiteMatcher, WorkloadMatcher } from './declarations';
import type { Decides, DraftLink, DraftPlatform, DraftSite, DraftWorkload, FactsDraft } from './facts-draft';
import type { FactPath } from './fact-error';
import { newestVersion } from './version-complaint';
import { yamlScalar } from './yaml-text';

export const sections = ['sites', 'links', 'workloads', 'platforms'] as const;

/** An entry as a facts file holds it: a site, a link, a class of machines, or the version of a platform. */
export interface DraftEntry {
  readonly section: (typeof sections)[number];
  /** The name that it stands under; a link has its ends instead. */
  readonly name: string;
  readonly between?: readonly [string, string];
  /** What is asked for and what is known, in order. */
  readonly fields: readonly DraftField[];
  /** Matchers as YAML, a line each. */
  readonly match: readonly string[];
  /** For people: what it is for. */
  readonly about: readonly string[];
  /** Whether it stands in the file only once it is filled in, since the reader would refuse it, or it would say what nobody confirmed. */
  readonly isToConfirm: boolean;
  /** How many findings hang on it. */
  readonly weight: number;
}

export interface DraftField {
  /** Its key in the file; none of a platform, whose version stands at its name. */
  readonly key: string;
  /** As YAML; without one it is asked for. */
  readonly value?: string;
  /** What to write, and how to learn it. */
  readonly hint: string;
  /** Whether it decides nothing by itself. */
  readonly isOptional?: true;
}

export type WrittenMatcher = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** The entries of a draft, the most decisive of each section first; what the reader would refuse of them is left out. */
export function draftEntries({ sites, links, workloads, platforms }: FactsDraft): readonly DraftEntry[] {
  const matchers = (entries: readonly (DraftSite | DraftWorkload)[]) =>
    entries.map(({ id, match }) => [id, match.map(writtenMatcher)] as const);
  const placed = Object.fromEntries(matchers(sites).map(([id, match]) => [id, { at: anywhere, match }]));
  const classes = Object.fromEntries(matchers(workloads).map(([id, match]) => [id, { match }]));
  const refused = refusals({ sites: placed, workloads: classes });
  const usable = (section: string, { id, match }: DraftSite | DraftWorkload): readonly WrittenMatcher[] =>
    match.map(writtenMatcher).filter((_, index) => !refused([section, id, 'match', index]));
  const asKnown = refusals({
    sites: Object.fromEntries(
      sites.map((site) => [site.id, { ...(site.at !== undefined && { at: site.at }), match: usable('sites', site) }]),
    ),
  });
  const places = sites.map((site) => siteEntry(site, usable('sites', site), asKnown));
  const absent = new Set(places.flatMap((site) => (isComment(site) ? [site.name] : [])));
  return [
    ...places,
    ...links.map((link) => linkEntry(link, absent)),
    ...workloads.map((workload) => workloadEntry(workload, usable('workloads', workload))),
    ...platforms.map(platformEntry),
  ];
}

const anywhere = { latitude: 0, longitude: 0 };

/** Whether the reader of facts has something against what stands at a path, or in it. */
type Refusal = (path: FactPath) => boolean;

function refusals(written: unknown): Refusal {
  const wrong = new Set<string>();
  for (const { path } of checkFacts(written, [])) {
    for (let length = 0; length <= path.length; length++) wrong.add(JSON.stringify(path.slice(0, length)));
  }
  return (path) => wrong.has(JSON.stringify(path));
}

/** Whether the entry is no part of the file until it is filled in: it must not, or it would be empty. */
export const isComment = ({ isToConfirm, fields, match, between }: DraftEntry): boolean => {
  const isAnswered = fields.some(({ value }) => value !== undefined);
  return !isAnswered && (isToConfirm || (match.length === 0 && between === undefined));
};

const WHERE = 'such as VIE, vienna, aws:eu-central-1 or { latitude: 48.2082, longitude: 16.3738 }';
/** Of a region that the reference data has not. */
const UNLISTED = 'as { latitude: 48.2082, longitude: 16.3738 }, since the reference data has no such region';

function siteEntry(
  { id, title, at, guess, asksPlace, isToConfirm, decides }: DraftSite,
  match: readonly WrittenMatcher[],
  refused: Refusal,
): DraftEntry {
  const isListed = !refused(['sites', id, 'match']);
  const isKnown = at !== undefined && isListed && !refused(['sites', id, 'at']);
  const hint = isListed ? WHERE : UNLISTED;
  const asked = guess === undefined ? hint : `${guess.at}, if ${guess.from} stands there: nothing but its name says so`;
  const place: DraftField = { key: 'at', hint: asked, ...(isKnown && { value: placeText(at) }) };
  return {
    section: 'sites',
    name: id,
    fields: isKnown || asksPlace || match.length === 0 ? [place] : [],
    match: match.map(matcherText),
    about: [...(title === id ? [] : [title]), ...decidesText(decides)],
    weight: weightOf(decides),
    isToConfirm: isToConfirm || (!isListed && !isKnown),
  };
}

/** A link between sites that are no part of the file yet is none either. */
const linkEntry = ({ between, asks, decides }: DraftLink, absent: ReadonlySet<string>): DraftEntry => ({
  section: 'links',
  name: between.join(' - '),
  between,
  fields: fieldsOf('link', asks),
  match: [],
  about: decidesText(decides),
  weight: weightOf(decides),
  isToConfirm: between.some((end) => absent.has(end)),
});

const workloadEntry = ({ id, asks, decides }: DraftWorkload, match: readonly WrittenMatcher[]): DraftEntry => ({
  section: 'workloads',
  name: id,
  fields: fieldsOf('workload', asks).flatMap((field) => (field.key === 'dirtyRate' ? [field, workingSet] : [field])),
  match: match.map(matcherText),
  about: decidesText(decides),
  weight: weightOf(decides),
  isToConfirm: false,
});

const platformEntry = ({ product, decides }: DraftPlatform): DraftEntry => ({
  section: 'platforms',
  name: product,
  fields: [{ key: '', hint: `the version in use, in quotes, such as "${newestVersion(product)}"` }],
  match: [],
  about: decidesText(decides),
  weight: weightOf(decides),
  isToConfirm: false,
});

/** Not asked for, and often what makes a move converge. */
const workingSet: DraftField = {
  key: inputs.workingSet.key,
  hint: `may be left out, which means ${inputs.workingSet.otherwise.because}; such as ${inputs.workingSet.example}; ${inputs.workingSet.learn}`,
  isOptional: true,
};

const fieldsOf = (owner: FactOwner, asks: readonly string[]): readonly DraftField[] =>
  factNames[owner]
    .filter((name) => asks.includes(name))
    .map((name) => {
      const { key, example, learn } = inputs[name];
      return { key, hint: `such as ${example}; ${learn}` };
    });

const weightOf = (decides: readonly Decides[]): number => decides.reduce((sum, { findings }) => sum + findings, 0);

/** "decides 3 findings of migration-converges, 1 of migration-rtt-budget" */
export function decidesText(decides: readonly Decides[]): readonly string[] {
  if (decides.length === 0) return [];
  const [first, ...others] = decides.map(({ ruleId, findings }) => ({ ruleId, findings }));
  const noun = first?.findings === 1 ? 'finding' : 'findings';
  const more = others.map(({ ruleId, findings }) => `, ${findings} of ${ruleId}`).join('');
  return [`decides ${first?.findings ?? 0} ${noun} of ${first?.ruleId ?? ''}${more}`];
}

/** A place as the facts file holds it. */
const placeText = (at: NonNullable<DraftSite['at']>): string =>
  typeof at === 'string' ? yamlScalar(at) : `{ latitude: ${at.latitude}, longitude: ${at.longitude} }`;

/** A matcher as the facts file holds it. */
export function writtenMatcher(matcher: SiteMatcher | WorkloadMatcher): WrittenMatcher {
  switch (matcher.kind) {
    case 'region':
      return { region: `${matcher.provider}:${matcher.code}` };
    case 'datacenter':
      return { datacenter: matcher.name };
    case 'name':
      return { name: matcher.glob };
    case 'tag':
      return { tag: Object.fromEntries([[matcher.key, matcher.value]]) };
    case 'cidr':
      return { cidr: matcher.cidr };
  }
}

function matcherText(matcher: WrittenMatcher): string {
  const [[kind, value] = ['', '']] = Object.entries(matcher);
  if (typeof value === 'string') return `${kind}: ${yamlScalar(value)}`;
  const pairs = Object.entries(value).map(([key, text]) => `${yamlScalar(key)}: ${yamlScalar(text)}`);
  return `${kind}: { ${pairs.join(', ')} }`;
}
