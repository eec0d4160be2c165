import type { Reason } from '../model/verdict';
import { amountOf } from './amount';
import type { LinkReason } from './link-record';
import type { DoubtfulLimit, PlatformProfile } from './platform-profile';

/** A reason in a sentence. */
export function linkReason(reason: Reason, platform: PlatformProfile | undefined): LinkReason {
  const { verdict, id, kind } = reason;
  const value = reason.value === undefined ? null : amountOf(kind, reason.value);
  const limit = reason.limit === undefined ? null : amountOf(kind, reason.limit);
  const message = sentence(reason, value?.text ?? '', limit?.text ?? '', platform);
  return { verdict, id, message, value, limit };
}

function sentence({ id, verdict }: Reason, value: string, limit: string, platform?: PlatformProfile): string {
  const who = platform === undefined ? 'the platform' : nameOf(platform);
  switch (id) {
    case 'rtt-above-speed-of-light':
      return `a round trip of ${value} is shorter than light takes in vacuum, ${limit}`;
    case 'rtt-within-platform-limit':
      return `the round trip is ${value}, and ${who} supports at most ${limit}${cited(platform?.maxRtt.certain)}`;
    case 'bandwidth-above-platform-minimum':
      return `${value} are reserved, and ${who} asks for at least ${limit}${cited(platform?.minBandwidth.certain)}`;
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
      return `the guest stands still for ${value === 'unbounded' ? 'ever' : value || 'a time that is not known'}, at most ${limit} is allowed`;
    case 'fleet-within-window':
      return `all machines take ${value}, at most ${limit} is allowed`;
    case 'platform-rtt-limit-open':
      return `whether ${who} supports a round trip of ${value} is open: ${doubt(platform?.maxRtt.doubtful, limit, 'at most')}`;
    case 'platform-bandwidth-open':
      return `whether ${value} are enough for ${who} is open: ${doubt(platform?.minBandwidth.doubtful, limit, 'at least')}`;
    case 'throttling-not-known':
      return `whether ${who} slows a guest until pre-copy ends is not known; without that it does not converge`;
    case 'disk-not-known':
      return 'the disk must move along, and its size is not known';
    default:
      return `the ${id
        .replace(/-not-known$/u, '')
        .replaceAll('-', ' ')
        .replace('rtt', 'round trip')} is not known`;
  }
}

/** Of a guest that is slowed the time is not known. */
const lasting = (time: string): string =>
  time === 'unbounded' ? 'never ends' : `takes ${time === '' ? 'a time that is not known' : time}`;

export const nameOf = ({ title, version }: Pick<PlatformProfile, 'title' | 'version'>): string =>
  version === undefined ? title : `${title} ${version}`;

const cited = (from: { readonly row: { readonly id: string } } | undefined): string =>
  from === undefined ? '' : ` [${from.row.id}]`;

/** Why a limit may or may not hold. */
export function doubt(from: DoubtfulLimit<unknown> | undefined, limit: string, passes: string): string {
  if (from === undefined) return `${passes} ${limit}`;
  const { because, row } = from;
  const said = `${passes} ${limit} [${row.id}]`;
  switch (because) {
    case 'version-not-given':
      return `the version is not given, and the strictest asks for ${said}`;
    case 'edition':
      return `it depends on the edition, and the strictest asks for ${said}`;
    case 'secondary-source':
      return `a secondary source says ${said}`;
    case 'other-version':
      return `no number was read for it; of other versions, the loosest asks for ${said}`;
  }
}
