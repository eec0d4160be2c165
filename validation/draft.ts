import { type Group, pagesCarried, type Point } from './point';

/** What of a point is not as usual. */
export interface Draft extends Partial<Omit<Point, 'id' | 'group' | 'pagesPerSecond'>> {
  /** Dirty rate as a share of what the link carries. */
  readonly share: number;
}

/** What Linux has in flight with its default buffers: on a link of long round trips, one of these a round trip. */
const WINDOW_BITS = 2.95e6 * 8;
const carried = (mbps: number, rttMs: number): number =>
  pagesCarried(Math.min(mbps, WINDOW_BITS / 1e3 / Math.max(rttMs, 0.1)));

/** The memory that a link sends in about six seconds, 64 MiB at least. */
export const memoryFor = (mbps: number): number => (mbps <= 100 ? 64 : mbps <= 300 ? 128 : mbps < 1000 ? 256 : 512);

export function pointFrom(id: string, group: Group, { share, ...given }: Draft): Point {
  const mbps = given.mbps ?? 200;
  const rttMs = given.rttMs ?? 10;
  const memoryMib = given.memoryMib ?? memoryFor(mbps);
  return {
    id,
    group,
    memoryMib,
    workingSetMib: memoryMib / 2,
    pagesPerSecond: Math.round(share * carried(mbps, rttMs)),
    pattern: 'cyclic',
    isBusy: false,
    downtimeLimitMs: 300,
    mode: 'pre-copy',
    channels: 0,
    boundSeconds: 20,
    ...given,
    mbps,
    rttMs,
  };
}
