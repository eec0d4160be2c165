import type { Inventory, InventoryLink, RunResult } from '../findings/run-result';
import { block, count, first, grouped, indented, type Page } from './page';
import { hang, wrap } from './wrap';

/** What a page shows of an inventory: counts and the first names, not every resource of every site. */
export interface Seen {
  readonly sites: Listing;
  readonly links: Listing;
  readonly counts: readonly (readonly [number, string])[];
  readonly unplaced: number;
  /** Members of domains whose site is unknown. */
  readonly unplacedMembers: number;
}

interface Listing {
  readonly count: number;
  readonly texts: readonly string[];
}

/** More than fit on a line. */
const LISTED = 80;

export function seenIn({ sites, links, domains, unplaced, kinds }: Inventory): Seen {
  const names = new Map(sites.map(({ id, name }) => [id, name]));
  const siteText = ({ name, resources }: (typeof sites)[number]): string =>
    `${name} (${count(resources.length, 'resource')})`;
  return {
    sites: { count: sites.length, texts: sites.slice(0, LISTED).map(siteText) },
    links: { count: links.length, texts: links.slice(0, LISTED).map((link) => linkText(link, names)) },
    counts: kinds.map(({ count: n, noun }) => [n, noun]),
    unplaced: unplaced.length,
    unplacedMembers: domains.reduce((sum, domain) => sum + domain.unplaced, 0),
  };
}

/** What was read and seen, so that silence can be told from blindness. */
export function inventoryLines(inputs: RunResult['inputs'], seen: Seen, { dim, body }: Page): readonly string[] {
  // What is worth knowing is not cut off.
  const told = [...inputs].sort((a, b) => (b.remarks ?? []).length - (a.remarks ?? []).length);
  const read = first(8, told, ({ path, title, resources, understood, unread, remarks = [] }) => {
    const counted = `${count(resources, 'resource')}, ${grouped(understood)} of known types`;
    const what = `${title}, ${resources === 0 ? 'no resources' : counted}`;
    const line = `${path}: ${what}`;
    const head = line.length <= body ? [line] : [...wrap(path, body), ...indented(wrap(what, body - 2))];
    return [...head, ...indented([...unreadLines(unread, body), ...remarks.flatMap((text) => hang(text, body - 2))])];
  });
  const blind = inputs.every(({ understood }) => understood === 0);
  return [...block('read', dim, read), ...block('seen', dim, blind ? [] : seenLines(seen, body))];
}

/** The types that most resources are of which were not looked at. */
const unreadLines = (unread: Unread, body: number): readonly string[] =>
  unread.length === 0 ? [] : hang(`not read: ${mostOf(unread)}`, body - 2);

type Unread = RunResult['inputs'][number]['unread'];

/** `12 aws_instance, 3 aws_vpc, 7 more types`, the most frequent first. */
function mostOf(unread: Unread): string {
  const most = [...unread].sort((a, b) => b.count - a.count).slice(0, SHOWN_TYPES);
  const rest = unread.length - most.length;
  const types = most.map(({ type, count: n }) => `${grouped(n)} ${type}`);
  return [...types, ...(rest === 0 ? [] : [count(rest, 'more type')])].join(', ');
}

const SHOWN_TYPES = 4;

/** Why nothing was checked in an input of which no type is known. */
export const whyBlind = ({ resources, unread }: Pick<RunResult['inputs'][number], 'resources' | 'unread'>): string =>
  resources === 0
    ? 'it has no resources'
    : `Lightbound knows none of the types of its ${count(resources, 'resource')} (${mostOf(unread)})`;

function seenLines({ sites, links, counts, unplaced, unplacedMembers }: Seen, body: number): readonly string[] {
  return [
    ...listed('site', sites, body),
    ...listed('link', links, body),
    ...hang(domainText(counts), body),
    ...hang(`${count(unplaced, 'resource')} whose site is unknown`, body),
    ...(unplacedMembers === 0
      ? []
      : hang(`${count(unplacedMembers, 'end or member', 'ends and members')} of domains whose site is unknown`, body)),
  ];
}

function domainText(counts: Seen['counts']): string {
  const texts = counts.flatMap(([n, what]) => (n === 0 ? [] : [count(n, what)]));
  if (texts.length > 0) return texts.join(', ');
  const nouns = counts.map(([, what]) => what);
  return `no ${nouns.slice(0, -1).join(', ')} or ${nouns.at(-1) ?? ''}`;
}

/** `2 sites: a, b`, one line each where they do not fit on one. */
function listed(noun: string, { count: n, texts }: Listing, body: number): readonly string[] {
  const head = count(n, noun);
  if (n === 0) return [head];
  const oneLine = `${head}: ${texts.join(', ')}`;
  if (oneLine.length <= body) return [oneLine];
  return [head, ...first(8, texts, (text) => hang(text, body - 2), n).map((line) => `  ${line}`)];
}

function linkText({ name, ends, bandwidth, rtt }: InventoryLink, sites: ReadonlyMap<string, string>): string {
  const ids = ends.map((id) => id ?? 'site unknown').join(' - ');
  const names = ends.map((id) => (id === null ? 'site unknown' : (sites.get(id) ?? id))).join(' - ');
  const carries = bandwidth === null && rtt === null ? 'bandwidth and round trip unknown' : linkNumbers(bandwidth, rtt);
  return name === names || name === ids ? `${names} (${carries})` : `${name}, ${names} (${carries})`;
}

const linkNumbers = (bandwidth: InventoryLink['bandwidth'], rtt: InventoryLink['rtt']): string =>
  `${bandwidth?.text ?? 'bandwidth unknown'}, ${rtt?.text ?? 'round trip unknown'}`;
