import type { WaiverRun } from '../findings/run-result';
import { escapeJson, escapeStrings } from './escape';
import { block, count, styled, type Page } from './page';
import { hang, wrap } from './wrap';

export interface AskedWaivers {
  /** ISO 8601. */
  readonly today: string;
  /** What ends in so many days is soon over. */
  readonly within: number;
  /** Whether findings were looked for; else only the calendar tells. */
  readonly isChecked: boolean;
}

export const waiversJson = (waivers: readonly WaiverRun[]): string =>
  `${escapeJson(JSON.stringify(waivers, null, 2))}\n`;

/** Each waiver with what became of it, the first to end first. */
export function waiversPage(all: readonly WaiverRun[], asked: AskedWaivers, page: Page): string {
  const waivers = [...escapeStrings(all)].sort((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0));
  const blocks = waivers.map((waiver) => lines(waiver, asked, page).join('\n'));
  return `${[...blocks, summary(waivers, asked)].join('\n\n')}\n`;
}

function lines(waiver: WaiverRun, asked: AskedWaivers, page: Page): readonly string[] {
  const { ruleId, subject, fingerprint, stack, outcome, reason, owner, ticket, until, waived, because, status } =
    waiver;
  const head = !asked.isChecked && status !== 'expired' ? 'waiver' : status;
  const colour = head === 'expired' || head === 'lapsed' ? page.red : head === 'unused' ? page.yellow : page.dim;
  const days = daysLeft(waiver, asked);
  const ends = days < 0 ? `until ${until}` : `until ${until}, ${count(days, 'more day')}`;
  const holds = waiver.while.length === 0 ? '' : `, while ${waiver.while.join(' and ')}`;
  const found = asked.isChecked && status !== 'elsewhere' ? [`waives ${count(waived, 'finding')}`] : [];
  return block(head, colour, [
    ...wrap(`${ruleId}  ${subject ?? fingerprint ?? ''}  stack ${stack}`, page.body),
    ...hang(`${outcome}, ${ends}${holds}`, page.body),
    ...hang(`${owner} (${ticket}): ${reason}`, page.body),
    ...(asked.isChecked && because !== undefined ? hang(because, page.body) : []),
    ...found,
    ...styled(placeOf(waiver), page.dim),
  ]);
}

function placeOf({ declaredAt }: WaiverRun): readonly string[] {
  if (declaredAt === undefined) return [];
  const { source, line, column } = declaredAt;
  return [line === undefined ? source : `${source}:${line}:${column ?? 1}`];
}

const DAY = 86_400_000;

/** Days that are left after today, less than none where it is over. */
const daysLeft = ({ until }: WaiverRun, { today }: AskedWaivers): number =>
  Math.round((Date.parse(until) - Date.parse(today)) / DAY);

function summary(waivers: readonly WaiverRun[], asked: AskedWaivers): string {
  const withStatus = (status: WaiverRun['status']): number => waivers.filter((one) => one.status === status).length;
  const soon = waivers.filter((one) => daysLeft(one, asked) >= 0 && daysLeft(one, asked) <= asked.within).length;
  const odd = (['expired', 'lapsed', 'unused'] as const)
    .filter((status) => withStatus(status) > 0)
    .map((status) => `${withStatus(status)} ${status}`);
  const ending = soon === 0 ? [] : [`${soon} ${soon === 1 ? 'ends' : 'end'} within ${count(asked.within, 'day')}`];
  return [count(waivers.length, 'waiver'), ...odd, ...ending].join(', ');
}
