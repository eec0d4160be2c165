import { formatBandwidth, formatDuration } from '../model/quantity';
import { limitsFor, type PlatformLimit } from '../reference/platform-limit';
import { declaredProducts, productRow } from '../reference/product';

type Seconds = Parameters<typeof formatDuration>[0];
type BitsPerSecond = Parameters<typeof formatBandwidth>[0];
type Read = 'round trip' | 'bandwidth' | 'throttling';

/** Which rows of the table of platform limits a rule reads; the rule itself only says "the platform". */
const readBy: Readonly<Record<string, { readonly of: 'moves' | 'mirrors'; readonly read: Read }>> = {
  'migration-rtt-budget': { of: 'moves', read: 'round trip' },
  'migration-bandwidth-floor': { of: 'moves', read: 'bandwidth' },
  'migration-converges': { of: 'moves', read: 'throttling' },
  'stretched-cluster-rtt': { of: 'mirrors', read: 'round trip' },
};

/** A row as far as a rule reads it. */
export interface ReadLimit {
  readonly text: string;
  readonly row: PlatformLimit;
}

export const readsLimits = (ruleId: string): boolean => Object.hasOwn(readBy, ruleId);

export function limitsReadBy(ruleId: string): readonly ReadLimit[] {
  const reader = readBy[ruleId];
  if (reader === undefined) return [];
  const { of, read } = reader;
  const products = declaredProducts.filter((product) => productRow(product)[of] === true);
  return products.flatMap((product) =>
    limitsFor(product).flatMap((row) => {
      const text = textOf(row, read);
      return text === undefined ? [] : [{ text, row }];
    }),
  );
}

function textOf({ limit, convergence, strength }: PlatformLimit, read: Read): string | undefined {
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
