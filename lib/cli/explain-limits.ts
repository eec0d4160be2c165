import { formatBandwidth, formatDuration } from '../model/quantity';
import { limitsFor, type PlatformLimit } from '../reference/platform-limit';
import { declaredProducts, productRow } from '../reference/product';
import type { LimitsRead, Rule } from '../rules/define-rule';

type Seconds = Parameters<typeof formatDuration>[0];
type BitsPerSecond = Parameters<typeof formatBandwidth>[0];

/** A row as far as a rule reads it. */
export interface ReadLimit {
  readonly text: string;
  readonly row: PlatformLimit;
}

/** The rows of the table of platform limits that a rule reads; the rule's own messages only say "the platform". */
export function limitsReadBy({ limits }: Rule): readonly ReadLimit[] {
  if (limits === undefined) return [];
  const products = declaredProducts.filter((product) => productRow(product)[limits.of] === true);
  return products.flatMap((product) =>
    limitsFor(product).flatMap((row) => {
      const text = textOf(row, limits.read);
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
