import { boundText, dependsText } from '../facts/limit-text';
import type { HeldLimit } from '../facts/held-limit';
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
    const needed = input === 'disk' ? 'the disk must move along, and its size' : `the ${inputs[input].noun}`;
    return `${needed} is unknown`;
  }
  switch (id) {
    case 'rtt-above-speed-of-light':
      return `a round trip of ${value} is shorter than light takes in vacuum, ${limit}`;
    case 'rtt-within-platform-limit':
      return `the round trip is ${value}, supported is at most ${limit}${whoSays('maxRtt', limits.maxRtt, who)}`;
    case 'bandwidth-above-platform-minimum':
      return `the bandwidth for migration is ${value}, ${limit} are needed${whoSays('minBandwidth', limits.minBandwidth, who)}`;
    case 'pre-copy-converges':
      return verdict === 'feasible'
        ? `pre-copy converges: ${value} carried, ${limit} needed`
        : `pre-copy does not converge: ${value} carried, ${limit} needed, and nothing slows the guest`;
    case 'guest-is-slowed':
      return verdict === 'does-not-converge'
        ? `pre-copy does not converge: the guest would have to run at ${value} of its speed, at least ${limit} is asked for`
        : `pre-copy converges if the guest is slowed to ${value} of its speed; at least ${limit} is asked for`;
    case 'ends-before-platform-gives-up':
      return `the move ${lasting(value)}, and ${who} gives up after ${limit}${cited(platform?.timeoutPerGib)}`;
    case 'total-time-within-budget':
      return `the move ${lasting(value)}, at most ${limit} is allowed`;
    case 'downtime-within-budget':
      return `the guest stands still for ${value === 'unbounded' ? 'ever' : value || 'a time that is unknown'}, at most ${limit} is allowed`;
    case 'fleet-within-window':
      return `all machines take ${value}, at most ${limit} is allowed`;
    case 'platform-rtt-limit-open':
      return `the round trip is ${value}, ${doubt('maxRtt', 'supported is at most', limits.maxRtt)}`;
    case 'platform-bandwidth-open':
      return `the bandwidth for migration is ${value}, ${doubt('minBandwidth', 'needed is at least', limits.minBandwidth)}`;
    case 'throttling-unknown':
      return `${platform?.throttles.known === false ? platform.throttles.reason.text : ''}; without that it does not converge`;
    default:
      throw new Error(`reason ${id} has no sentence`);
  }
}

/** Of a guest that is slowed the time is unknown. */
const lasting = (time: string): string =>
  time === 'unbounded' ? 'never ends' : `takes ${time === '' ? 'a time that is unknown' : time}`;

const cited = (from: { readonly row: { readonly id: string } } | undefined): string =>
  from === undefined ? '' : ` [${from.row.id}]`;

type Limited = 'maxRtt' | 'minBandwidth';

/** The row that states a limit, or the option whose policy stands in where the vendor publishes none. */
function whoSays(name: Limited, { certain, isPublished }: HeldLimit<number>, who: string): string {
  if (certain?.row !== undefined) return cited({ row: certain.row });
  return isPublished ? ` (${flagOf(name)})` : ` (${flagOf(name)}; ${who} publishes none)`;
}

/** Why a limit may or may not hold. */
function doubt(name: Limited, supported: string, { certain, doubtful }: HeldLimit<number>): string {
  if (doubtful === undefined) return '';
  const { because, row, value } = doubtful;
  const strictest = measureInput(name, value).text;
  if (because === 'secondary-source') return `${supported} ${boundText(strictest, because)} [${row.id}]`;
  const loosest = certain === undefined ? 'any' : measureInput(name, certain.value).text;
  return `what is ${name === 'maxRtt' ? 'supported' : 'needed'} ${dependsText(because, strictest, loosest)} [${row.id}]`;
}
