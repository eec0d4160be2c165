import { boundText as sourceText, dependsText } from '../facts/limit-text';
import type { Bound, HeldLimit } from '../facts/held-limit';
import { whyUnknown } from '../graph/known';
import { inputs, measureInput } from '../model/inputs';
import { formatBandwidth, formatRoughDuration } from '../model/quantity';
import type { ThroughputLimit } from '../model/throughput';
import { seconds } from '../model/units';
import type { Reason } from '../model/verdict';
import type { PlatformLimit } from '../reference/platform-limit';
import { amountOf } from './amount';
import type { KnownLink } from './known-link';
import { isFloor } from './headline';
import { flagOf } from './link-flags';
import type { LinkReason } from './link-record';
import { minimumOfEach } from './vendor-minimum';

/** @param binds what binds the rate of transfer */
export function linkReason(reason: Reason, link: KnownLink, binds: ThroughputLimit | undefined): LinkReason {
  const { verdict, id, kind } = reason;
  const value = reason.value === undefined ? null : amountOf(kind, reason.value);
  const limit = reason.limit === undefined ? null : amountOf(kind, reason.limit);
  const message = sentence(reason, value?.text ?? '', limit?.text ?? '', { ...link, binds });
  return { verdict, id, message, value, limit };
}

interface Asked extends KnownLink {
  readonly binds: ThroughputLimit | undefined;
}

function sentence(reason: Reason, value: string, limit: string, link: Asked): string {
  const { id, verdict, input } = reason;
  const { platform, limits, asked } = link;
  // Of what nobody declared only a floor is known; a cap alone bounds from above.
  const tripIs = asked.question.rtt === undefined ? 'round trip is at least' : 'round trip is';
  const bandwidthIs =
    asked.question.bandwidth === undefined ? 'bandwidth for migration is at most' : 'bandwidth for migration is';
  const who = platform?.name ?? 'the platform';
  if (input !== undefined) {
    const { noun } = inputs[input];
    return input === 'disk' ? `${noun} is unknown, and it must move with the machine` : `${noun} is unknown`;
  }
  switch (id) {
    case 'rtt-above-speed-of-light':
      return `a round trip of ${value} is declared; light in vacuum needs ${limit}`;
    case 'rtt-within-platform-limit':
      return `${tripIs} ${value}; the supported limit is ${limit}${whoSays('maxRtt', limits.maxRtt, who)}`;
    case 'bandwidth-above-platform-minimum':
      return `${bandwidthIs} ${value}; the minimum is ${minimumText(limits.minBandwidth.certain, limit, asked.question.moves)}${whoSays('minBandwidth', limits.minBandwidth, who)}`;
    case 'pre-copy-converges':
      return verdict === 'feasible'
        ? `pre-copy converges: ${value} carried${boundText(link)}, ${limit} needed`
        : `pre-copy does not converge: ${value} carried${boundText(link)}, ${limit} needed, and nothing slows the guest`;
    case 'guest-is-slowed':
      return verdict === 'does-not-converge'
        ? `pre-copy does not converge${boundText(link)}: the guest would have to run at ${value} of its speed; the minimum is ${limit}`
        : `pre-copy converges${boundText(link)} if the guest is slowed to ${value} of its speed; the minimum is ${limit}`;
    case 'ends-before-platform-gives-up':
      return `total time ${timeText(reason, isFloor(asked.question))}${capText(link)}; ${who} gives up after ${limit}${cited(platform?.timeoutPerGib)}`;
    case 'total-time-within-budget':
      return `total time ${timeText(reason, isFloor(asked.question))}${capText(link)}; the limit is ${limit}`;
    case 'downtime-within-budget':
      return `downtime ${timeText(reason)}; the limit is ${limit}`;
    case 'fleet-within-window':
      return `time for all machines is ${value}; the limit is ${limit}`;
    case 'platform-rtt-limit-open':
      return `${tripIs} ${value}; the supported limit ${doubt('maxRtt', limits.maxRtt)}`;
    case 'platform-bandwidth-open':
      return `${bandwidthIs} ${value}; the minimum ${doubt('minBandwidth', limits.minBandwidth)}`;
    case 'throttling-unknown':
      return `${platform === undefined ? '' : whyUnknown(platform.throttles)}; without throttling, pre-copy does not converge`;
    default:
      throw new Error(`reason ${id} has no sentence`);
  }
}

/** What binds the rate, where it is not the link itself: a cap is named with who sets it. */
function boundText(link: Asked): string {
  const { binds } = link;
  if (binds === 'platform') return ` (${capText(link).trim()})`;
  return binds === 'window' || binds === 'loss' ? ` (bound by the ${binds})` : '';
}

function capText({ binds, asked: { inputs: told, question } }: Asked): string {
  const cap = told.rateCap;
  if (binds !== 'platform' || cap?.known !== true) return '';
  const from = cap.origin.kind === 'reference' ? `[${cap.origin.id}]` : flagOf('rateCap');
  return ` at the rate cap of ${formatBandwidth(question.rateCap ?? cap.value)} ${from}`;
}

/** A time of which only the ends may be known. */
function timeText({ range, value, kind }: Reason, isLeast = false): string {
  if (range === undefined) {
    return value === undefined ? 'is unknown' : `${isLeast ? 'is at least' : 'is'} ${amountOf(kind, value).text}`;
  }
  const [least, most] = [range.least, range.most].map((end) => formatRoughDuration(seconds(end)));
  if (value !== undefined || range.most === Infinity) return `is at least ${least ?? ''}`;
  return `is between ${least ?? ''} and ${most ?? ''}`;
}

/** The number of the vendor, and what it comes to for several moves at once. */
function minimumText(bound: Bound<number> | undefined, limit: string, moves = 1): string {
  const each = bound === undefined ? undefined : minimumOfEach(bound, moves);
  if (each === undefined) return limit;
  return moves === 1 ? `${each} a migration` : `${each} a migration, ${limit} for ${moves}`;
}

/** A requirement that nobody states for the version asked about. */
const carriedText = ({ carried, version }: PlatformLimit): string =>
  carried === true ? `, that of ${version}, the newest that states one` : '';

const cited = (from: { readonly row: { readonly id: string } } | undefined): string =>
  from === undefined ? '' : ` [${from.row.id}]`;

type Limited = 'maxRtt' | 'minBandwidth';

/** The row that states a limit, and whether it is for another version. */
export const limitSource = (row: PlatformLimit | undefined): string =>
  row === undefined ? '' : `${carriedText(row)}${cited({ row })}`;

/** The row that states a limit, or the option whose policy stands in where the vendor publishes none. */
function whoSays(name: Limited, { certain, isPublished }: HeldLimit<number>, who: string): string {
  if (certain?.row !== undefined) return limitSource(certain.row);
  return isPublished ? ` (${flagOf(name)})` : ` (${flagOf(name)}; ${who} publishes none)`;
}

/** How far a limit is open: of what version or edition it depends, or who says it. */
function doubt(name: Limited, { certain, doubtful }: HeldLimit<number>): string {
  if (doubtful === undefined) return '';
  const { because, row, value } = doubtful;
  const strictest = measureInput(name, value).text;
  if (because === 'secondary-source') return `is ${sourceText(strictest, because)} [${row.id}]`;
  const loosest = certain === undefined ? 'no limit' : measureInput(name, certain.value).text;
  return `${dependsText(because, strictest, loosest)} [${row.id}]`;
}
