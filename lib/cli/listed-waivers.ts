import type { Declarations } from '../declarations/declarations';
import type { WaiverRun } from '../findings/run-result';
import { escapeStrings } from '../reports/escape';
import { block, styled, type Page } from '../reports/page';
import { waiversJson, waiversPage, type AskedWaivers } from '../reports/waivers-list';
import { hang, wrap } from '../reports/wrap';
import { refusedWaivers, type RefusedRun } from '../waivers/refused-waivers';

/** What `lightbound waivers` lists: what became of the waivers that are taken, and those that are not. */
export interface ListedWaivers {
  readonly taken: readonly WaiverRun[];
  readonly refused: readonly RefusedRun[];
}

export const listedWaivers = (taken: readonly WaiverRun[], declarations: Declarations): ListedWaivers => ({
  taken,
  refused: refusedWaivers(declarations),
});

/** The refused ones first. */
export function listedPage({ taken, refused }: ListedWaivers, asked: AskedWaivers, page: Page): string {
  const blocks = escapeStrings(refused).map((waiver) => `${refusedLines(waiver, page).join('\n')}\n`);
  return [...blocks, ...(taken.length === 0 && refused.length > 0 ? [] : [waiversPage(taken, asked, page)])].join('\n');
}

/** Where nothing was read only the calendar was asked, and no status says more than that. */
export function listedJson({ taken, refused }: ListedWaivers, { isChecked }: AskedWaivers): string {
  const told = taken.map((waiver) => (isChecked || waiver.status === 'expired' ? waiver : notAsked(waiver)));
  // The list writes whatever status it is given.
  return waiversJson([...told, ...refused] as readonly WaiverRun[]);
}

const notAsked = (waiver: WaiverRun) => ({
  ...waiver,
  status: 'not-asked' as const,
  because: 'no input was named, so that only its last day was looked at',
});

function refusedLines(
  { ruleId, subject, fingerprint, stack, owner, ticket, reason, because, declaredAt }: RefusedRun,
  page: Page,
): readonly string[] {
  const place = declaredAt === undefined ? [] : [[declaredAt.source, declaredAt.line, declaredAt.column]];
  return block('refused', page.red, [
    ...wrap(`${ruleId}  ${subject ?? fingerprint ?? ''}  stack ${stack}`, page.body),
    ...hang(`${owner} (${ticket}): ${reason}`, page.body),
    ...hang(because, page.body),
    ...styled(
      place.map((parts) => parts.filter((one) => one !== undefined).join(':')),
      page.dim,
    ),
  ]);
}
