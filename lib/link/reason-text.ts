import { boundText, dependsText } from '../facts/limit-text';
import type { HeldLimit } from '../facts/held-limit';
import { whyUnknown } from '../graph/known';
import { inputs, measureInput } from '../model/inputs';
import type { Reason } from '../model/verdict';
import { amountOf } from './amount';
import type { KnownLink } from './known-link';
import { flagOf } from './link-flags';
import type { LinkReason } from './link-record';

type Who = Pick<KnownLink, 'platform' | 'limits'>;

/** A reason in a sentence. */
export function linkReason(reason: Reason, who: Who): LinkReason {
  const { verdict, id, kind } = reason;
  const value = reason.value === undefined ? null : amountOf(kind, reason.value);
  const limit = reason.limit === undefined ? null : amountOf(kind, reason.limit);
  const message = sentence(reason, value?.text ?? '', limit?.text ?? '', who);
  return { verdict, id, message, value, limit };
}

function sentence({ id, verdict, input }: Reason, value: string, limit: string, { platform, limits }: Who): string {
  const who = platform?.name ?? 'the platform';
  if (input !== undefined) {
    const { noun } = inputs[input];
    return input === 'disk' ? `${noun} is unknown, and it must move with the machine` : `${noun} is unknown`;
  }
  switch (id) {
    case 'rtt-above-speed-of-light':
      return `a round trip of ${value} is declared; light in vacuum needs ${limit}`;
    case 'rtt-within-platform-limit':
      return `round trip is ${value}; the supported limit is ${limit}${whoSays('maxRtt', limits.maxRtt, who)}`;
    case 'bandwidth-above-platform-minimum':
      return `bandwidth for migration is ${value}; the minimum is ${limit}${whoSays('minBandwidth', limits.minBandwidth, who)}`;
    case 'pre-copy-converges':
      return verdict === 'feasible'
        ? `pre-copy converges: ${value} carried, ${limit} needed`
        : `pre-copy does not converge: ${value} carried, ${limit} needed, and nothing slows the guest`;
    case 'guest-is-slowed':
      return verdict === 'does-not-converge'
        ? `pre-copy does not converge: the guest would have to run at ${value} of its speed; the minimum is ${limit}`
        : `pre-copy converges if the guest is slowed to ${value} of its speed; the minimum is ${limit}`;
    case 'ends-before-platform-gives-up':
      return `total time is ${value || 'unknown'}; ${who} gives up after ${limit}${cited(platform?.timeoutPerGib)}`;
    case 'total-time-within-budget':
      return `total time is ${value || 'unknown'}; the limit is ${limit}`;
    case 'downtime-within-budget':
      return `downtime is ${value || 'unknown'}; the limit is ${limit}`;
    case 'fleet-within-window':
      return `time for all machines is ${value}; the limit is ${limit}`;
    case 'platform-rtt-limit-open':
      return `round trip is ${value}; the supported limit ${doubt('maxRtt', limits.maxRtt)}`;
    case 'platform-bandwidth-open':
      return `bandwidth for migration is ${value}; the minimum ${doubt('minBandwidth', limits.minBandwidth)}`;
    case 'throttling-unknown':
      return `${platform === undefined ? '' : whyUnknown(platform.throttles)}; without throttling, pre-copy does not converge`;
    default:
      throw new Error(`reason ${id} has no sentence`);
  }
}

const cited = (from: { readonly row: { readonly id: string } } | undefined): string =>
  from === undefined ? '' : ` [${from.row.id}]`;

type Limited = 'maxRtt' | 'minBandwidth';

/** The row that states a limit, or the option whose policy stands in where the vendor publishes none. */
function whoSays(name: Limited, { certain, isPublished }: HeldLimit<number>, who: string): string {
  if (certain?.row !== undefined) return cited({ row: certain.row });
  return isPublished ? ` (${flagOf(name)})` : ` (${flagOf(name)}; ${who} publishes none)`;
}

/** How far a limit is open: of what version or edition it depends, or who says it. */
function doubt(name: Limited, { certain, doubtful }: HeldLimit<number>): string {
  if (doubtful === undefined) return '';
  const { because, row, value } = doubtful;
  const strictest = measureInput(name, value).text;
  if (because === 'secondary-source') return `is ${boundText(strictest, because)} [${row.id}]`;
  const loosest = certain === undefined ? 'no limit' : measureInput(name, certain.value).text;
  return `${dependsText(because, strictest, loosest)} [${row.id}]`;
}
