import type { Bound } from '../facts/held-limit';
import { formatBandwidth } from '../model/quantity';
import { bps, mbps } from '../model/units';

/**
 * The minimum for each migration as the vendor or the policy states it, whatever share of a link and however many moves it is
 * held against; undefined where it is stated for the link as a whole.
 */
export function minimumOfEach({ value, row }: Bound<number>, moves: number): string | undefined {
  if (row === undefined) return formatBandwidth(bps(value / moves));
  const { minBandwidthMbps, bandwidthPer } = row.limit;
  if (bandwidthPer !== 'concurrent migration' || typeof minBandwidthMbps !== 'number') return undefined;
  return formatBandwidth(mbps(minBandwidthMbps));
}
