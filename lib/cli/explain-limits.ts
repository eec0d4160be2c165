import { formatBandwidth, formatDuration } from '../model/quantity';
import type { LimitsRead, Rule } from '../rules/define-rule';
import { limitsFor, type LimitedProduct, type PlatformLimit } from '../reference/platform-limit';

type Seconds = Parameters<typeof formatDuration>[0];
type BitsPerSecond = Parameters<typeof formatBandwidth>[0];
/** A row as far as a rule reads it. */
export interface ReadLimit {
  readonly text: string;
  readonly row: PlatformLimit;
}

/** The rows of the table of platform limits that a rule reads; the rule's own messages only say "the platform". */
export function limitsReadBy({ limits }: Rule): readonly ReadLimit[] {
  return (limits?.products ?? []).flatMap((product) =>
    limitsFor(product as LimitedProduct).flatMap((row) => {
      const text = limits && textOf(row, limits.read);
      return text === undefined ? [] : [{ text, row }];
    }),
  );
}

function textOf({ limit, convergence, strength }: PlatformLimit, read: LimitsRead['read']): string | undefined {
  if (read === 'throttling') {
    if (convergence?.autoThrottle === undefined) return undefined;
    return convergence.autoThrottle ? 'slows the guest until pre-copy ends' : 'does not slow the guest';
  }
  if (strength !== 'requirement') return undefined;
  const { maxRttMs, minBandwidthMbps, bandwidthPer } = limit;
  if (read === 'round trip') {
    return typeof maxRttMs === 'number'
      ? `round trip at most ${formatDuration((maxRttMs / 1e3) as Seconds)}`
      : 'no number for the round trip';
  }
  if (typeof minBandwidthMbps !== 'number') return undefined;
  const each = typeof bandwidthPer === 'string' ? ` for each ${bandwidthPer}` : '';
  return `bandwidth at least ${formatBandwidth((minBandwidthMbps * 1e6) as BitsPerSecond)}${each}`;
}
