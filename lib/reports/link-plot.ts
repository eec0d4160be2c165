import type { FeasibilityMap } from '../link/link-record';

type Range = FeasibilityMap['roundTrip'];

/** Where the map lies in its figure, in pixels, and what it spans. */
export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly roundTrip: Range;
  readonly bandwidth: Range;
}

const share = ({ from, to }: Range, value: number): number => Math.log(value / from) / Math.log(to / from);

export const toX = ({ left, width, roundTrip }: Plot, value: number): number => left + width * share(roundTrip, value);

export const toY = ({ top, height, bandwidth }: Plot, value: number): number =>
  top + height * (1 - share(bandwidth, value));
