import { quote } from '../model/explain-quantity';
import { findPlace } from '../reference/find-place';
import { placeText } from '../reference/place';
import { dayComplaint, dayOf } from './day';
import { pathText, type FactPath, type FactProblem } from './fact-error';
import { lookAlikes } from './look-alikes';
import { didYouMean } from './nearest';
import { waiverProblems } from './waiver-problems';
import { cidrComplaint, networkOf, unlistedRegionComplaint } from './place-fields';

/**
 * What no entry shows by itself. Reads the facts as written, since one entry's error must not hide another's, and passes
 * over whatever has not the shape that it looks for.
 */
export function crossProblems(facts: unknown, knownSites: readonly string[], today?: string): readonly FactProblem[] {
  const sites = entries(field(facts, 'sites'));
  const own = sites.map(([name]) => name);
  const names = [...new Set([...own, ...knownSites])];
  const classes = entries(field(facts, 'workloads')).map(([name]) => name);
  return [
    ...lookAlikes(own, 'sites', knownSites),
    ...lookAlikes(classes, 'workloads'),
    ...linksIn(facts).flatMap(({ links, at }) => [
      ...linkProblems(links, names, at),
      ...(today === undefined ? [] : futureProblems(links, today, at)),
    ]),
    ...waiverProblems(field(facts, 'waivers')),
    ...matcherProblems(sites),
    ...regionProblems(sites),
  ];
}

/** The links of the facts themselves, and those of each environment. */
const linksIn = (facts: unknown): readonly { readonly links: unknown; readonly at: FactPath }[] => [
  { links: field(facts, 'links'), at: ['links'] },
  ...entries(field(facts, 'environments')).map(([name, environment]) => ({
    links: field(environment, 'links'),
    at: ['environments', name, 'links'],
  })),
];

/** East of UTC it may be tomorrow already. */
function futureProblems(links: unknown, today: string, at: FactPath): readonly FactProblem[] {
  const tomorrow = dayOf(new Date(Date.parse(`${today}T00:00:00Z`) + 86_400_000));
  return items(links).flatMap((link, index): readonly FactProblem[] => {
    const measuredOn = field(link, 'measuredOn');
    if (typeof measuredOn !== 'string' || dayComplaint(measuredOn) !== undefined || measuredOn <= tomorrow) return [];
    const message = `${quote(measuredOn)} lies in the future; today is ${today}`;
    return [{ path: [...at, index, 'measuredOn'], at: 'value', message }];
  });
}

function linkProblems(links: unknown, names: readonly string[], at: FactPath): readonly FactProblem[] {
  const problems: FactProblem[] = [];
  const seen = new Map<string, number>();
  const known = new Set(names);
  for (const [index, link] of items(links).entries()) {
    const between = items(field(link, 'between'));
    const path: FactPath = [...at, index, 'between'];
    for (const [end, name] of between.entries()) {
      if (typeof name !== 'string' || known.has(name)) continue;
      const message = `site ${quote(name)} is not declared`;
      const hint = (): string => `${message}; ${didYouMean(name, names)}`;
      problems.push({ path: [...path, end], at: 'value', message, hint });
    }
    const [a, b] = between;
    if (between.length !== 2 || typeof a !== 'string' || typeof b !== 'string') continue;
    if (a === b) problems.push({ path, at: 'value', message: `links ${quote(a)} to itself` });
    const pair = [a, b].sort().join('\n');
    const first = seen.get(pair);
    if (first === undefined) seen.set(pair, index);
    else {
      const message = `the link between ${quote(a)} and ${quote(b)} is declared twice, first as ${pathText([...at, first])}`;
      problems.push({ path, at: 'value', message });
    }
  }
  return problems;
}

/** Two sites that claim the same resources would leave every one of them without a place. */
function matcherProblems(sites: readonly (readonly [string, unknown])[]): readonly FactProblem[] {
  const seen = new Map<string, { readonly site: string; readonly path: FactPath }>();
  return sites.flatMap(([site, declared]) =>
    items(field(declared, 'match')).flatMap((matcher, index): FactProblem[] => {
      const path: FactPath = ['sites', site, 'match', index];
      const key = matcherKey(matcher);
      const first = key === undefined ? undefined : seen.get(key);
      if (first === undefined && key !== undefined) seen.set(key, { site, path });
      if (first === undefined || first.site === site) return [];
      return [{ path, at: 'value', message: `matches the same resources as ${pathText(first.path)}` }];
    }),
  );
}

function matcherKey(matcher: unknown): string | undefined {
  const [only, ...rest] = entries(matcher);
  if (only === undefined || rest.length > 0) return undefined;
  const [kind, value] = only;
  if (kind === 'tag') return JSON.stringify([kind, entries(value)]);
  if (typeof value !== 'string') return undefined;
  if (kind === 'cidr') return cidrComplaint(value) === undefined ? `cidr ${networkOf(value)}` : undefined;
  // A zone counts as its region, so two zones of one region are the same.
  const region = kind === 'region' ? findPlace(value) : undefined;
  return `${kind} ${region === undefined ? value.trim().toLowerCase() : placeText(region)}`;
}

function regionProblems(sites: readonly (readonly [string, unknown])[]): readonly FactProblem[] {
  return sites.flatMap(([site, declared]) => {
    if (field(field(declared, 'at'), 'latitude') !== undefined) return [];
    return items(field(declared, 'match')).flatMap((matcher, index): FactProblem[] => {
      const region = field(matcher, 'region');
      const found = typeof region === 'string' ? unlistedRegionComplaint(region) : undefined;
      if (found === undefined) return [];
      const { plain: message, ...hint } = found;
      return [{ path: ['sites', site, 'match', index, 'region'], at: 'value', message, ...hint }];
    });
  });
}

const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const entries = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];

const field = (value: unknown, key: string): unknown => entries(value).find(([name]) => name === key)?.[1];
