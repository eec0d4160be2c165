import { formatBandwidth, formatDuration } from '../model/quantity';
import { limitsFor, type LimitedProduct, type PlatformLimit } from '../reference/platform-limit';

type Seconds = Parameters<typeof formatDuration>[0];
type BitsPerSecond = Parameters<typeof formatBandwidth>[0];
type Read = 'round trip' | 'bandwidth' | 'throttling';

/** Which rows of the table of platform limits a rule reads; the rule itself only says "the platform". */
const readBy: Readonly<Record<string, { readonly products: readonly LimitedProduct[]; readonly read: Read }>> = {
  'migration-rtt-budget': { products: ['vmotion', 'hcx-vmotion'], read: 'round trip' },
  'migration-bandwidth-floor': { products: ['vmotion', 'hcx-vmotion'], read: 'bandwidth' },
  'migration-converges': { products: ['vmotion', 'hcx-vmotion'], read: 'throttling' },
  'stretched-cluster-rtt': { products: ['vsan'], read: 'round trip' },
};

/** A row as far as a rule reads it. */
export interface ReadLimit {
  readonly text: string;
  readonly row: PlatformLimit;
}

export const readsLimits = (ruleId: string): boolean => Object.hasOwn(readBy, ruleId);

export function limitsReadBy(ruleId: string): readonly ReadLimit[] {
  const { products, read } = readBy[ruleId] ?? { products: [], read: 'round trip' };
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
