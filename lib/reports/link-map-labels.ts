import type { MapContour } from '../link/link-record';
import { verdictStyles } from './link-chart-style';
import type { MapRegion } from './link-map-regions';
import { crosses, type Box, type Segment } from './link-map-boxes';
import { toX, toY, type Plot } from './link-plot';
import { wrapWithin } from './wrap';

type Spot = readonly [x: number, y: number];

/** A text on the map, centred on a point in pixels. */
export interface MapLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly bold: boolean;
  /** A line from the label to the limit that it names, where it does not stand beside it. */
  readonly leader?: Segment;
  /** It stands above the plot, on the page's own background. */
  readonly outside: boolean;
}

/** Wide enough for any usual sans-serif; overlong is harmless, too short overlaps. */
const widthOf = (text: string, bold: boolean): number =>
  Math.max(...text.split('\n').map((line) => line.length)) * (bold ? 8.6 : 6.9);
const HEIGHT = 16;
export const LINE_HEIGHT = 14;
const heightOf = (text: string): number => HEIGHT + (text.split('\n').length - 1) * LINE_HEIGHT;

/** Labels above the plot are stacked in rows of this height. */
export const LABEL_ROW = 17;

/** What is left of the page to the right of the plot. */
const MARGIN = 24;

interface Upright {
  readonly text: string;
  readonly x: number;
}

interface Stacked {
  readonly text: string;
  readonly box: Box;
  readonly leader: Segment;
}

/** Finds a place for every text so that none covers a line or another text: the point first, then the limits, then the areas. */
export class MapLabels {
  readonly labels: MapLabel[] = [];
  readonly #taken: Box[] = [];
  readonly #leaders: Segment[] = [];
  readonly #edges: readonly Segment[];

  /**
   * @param lines all that is drawn across the plot, in pixels: limits and this link
   */
  constructor(
    readonly plot: Plot,
    readonly lines: readonly Segment[],
    regions: readonly MapRegion[],
  ) {
    this.#edges = regions.flatMap(({ outline }) => segmentsOf(plot, [...outline, ...outline.slice(0, 1)]));
  }

  /** This link, beside its mark. */
  point(x: number, y: number, text: string): void {
    this.#taken.push({ x, y, width: 22, height: 22 });
    const aside = widthOf(text, true) / 2 + 14;
    const around: Spot[] = [
      [x, y - 22],
      [x, y + 22],
      [x + aside, y],
      [x - aside, y],
      ...[-1, 1].flatMap((up) => [-1, 1].map((side): Spot => [x + side * aside, y + up * 22])),
    ];
    this.#beside(text, true, around, () => [x, y]);
  }

  /**
   * Limits on the round trip, above the plot: each beside a line of its own down to its limit, in as few rows as keep every
   * line off every text. With the leftmost text lowest and left of its line all of them fit; where the page ends some stand right.
   */
  uprights(limits: readonly Upright[]): void {
    for (let rows = 1; rows <= limits.length; rows++) {
      const placed = this.#stack(limits, rows, []);
      if (placed === undefined) continue;
      for (const { text, box, leader } of placed) this.#add(text, false, box, true, leader);
      return;
    }
  }

  #stack(limits: readonly Upright[], rows: number, placed: readonly Stacked[]): readonly Stacked[] | undefined {
    const [limit, ...rest] = limits;
    if (limit === undefined) return placed;
    const { text, x } = limit;
    const { top } = this.plot;
    const width = widthOf(text, false);
    for (let row = 0; row < rows; row++) {
      for (const side of [-1, 1]) {
        const box: Box = { x: x + side * (width / 2 + 4), y: top - 16 - LABEL_ROW * row, width, height: HEIGHT };
        const leader: Segment = [x, box.y - 5, x, top];
        const isFree =
          box.x - width / 2 >= 0 &&
          box.x + width / 2 <= this.plot.left + this.plot.width + MARGIN &&
          placed.every((one) => !overlaps(box, one.box) && !crosses(leader, one.box) && !crosses(one.leader, box));
        const found = isFree ? this.#stack(rest, rows, [...placed, { text, box, leader }]) : undefined;
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  /** A limit on the bandwidth, along its line; in more lines where it does not fit in one. */
  level(label: string, points: MapContour['points']): void {
    const narrower = [32, 22, 14].map((width) => wrapWithin(label, width).join('\n'));
    [label, ...narrower].some((text) => this.#level(text, points));
  }

  #level(text: string, points: MapContour['points']): boolean {
    const { left, width, top, height } = this.plot;
    const half = widthOf(text, false) / 2 + 6;
    const line = points
      .map(([rtt, rate]): Spot => [toX(this.plot, rtt), toY(this.plot, rate)])
      .filter(([x, y]) => x >= left && x <= left + width && y >= top && y <= top + height);
    const [from, to] = [Math.min(...line.map(([x]) => x)), Math.max(...line.map(([x]) => x))];
    if (line.length === 0) return true;
    const along = Array.from({ length: 13 }, (_, i) => to - half + ((from + half - (to - half)) * i) / 12);
    const nearest = (spot: Spot): Spot =>
      line.reduce((best, point) => (distance(point, spot) < distance(best, spot) ? point : best), line[0] ?? spot);
    const spots = along.flatMap((x): Spot[] => {
      const [, y] = nearestAcross(line, x);
      const beside = heightOf(text) / 2 + 5;
      return [
        [x, y - beside],
        [x, y + beside],
        [x, y - beside - HEIGHT],
        [x, y + beside + HEIGHT],
      ];
    });
    return this.#beside(text, false, spots, nearest);
  }

  /** The name of an area, where it fits; the legend has it too. */
  region({ verdict, middle, decades }: MapRegion): void {
    const text = verdictStyles[verdict].name;
    const { plot } = this;
    const { roundTrip, bandwidth } = plot;
    const across = (decades[0] / Math.log10(roundTrip.to / roundTrip.from)) * plot.width;
    const up = (decades[1] / Math.log10(bandwidth.to / bandwidth.from)) * plot.height;
    const room = [across - widthOf(text, true) - 8, up - HEIGHT - 4] as const;
    if (room[0] < 0 || room[1] < 0) return;
    const shares = [0, -0.25, 0.25, -0.5, 0.5];
    const [x, y] = [toX(plot, middle[0]), toY(plot, middle[1])];
    const spots = shares.flatMap((dy) => shares.map((dx): Spot => [x + dx * room[0], y + dy * room[1]]));
    const found = this.#boxes(text, true, spots).find((box) => this.#isFree(box, true));
    if (found !== undefined) this.#add(text, true, found, false);
  }

  /** Beside its line where there is room, else where there is, with a line to it. */
  #beside(text: string, bold: boolean, spots: readonly Spot[], nearest: (spot: Spot) => Spot): boolean {
    const near = this.#boxes(text, bold, spots);
    const free = near.find((box) => this.#isFree(box, true)) ?? near.find((box) => this.#isFree(box, false));
    if (free !== undefined) {
      this.#add(text, bold, free, false);
      return true;
    }
    const { left, top, width, height } = this.plot;
    const half = widthOf(text, bold) / 2;
    const grid = Array.from(
      { length: 24 },
      (_, row) => top + HEIGHT / 2 + 2 + ((height - HEIGHT - 4) * row) / 23,
    ).flatMap((y) =>
      Array.from({ length: 9 }, (_, i): Spot => [left + half + 2 + ((width - 2 * half - 4) * i) / 8, y]),
    );
    const byDistance = grid.toSorted((a, b) => distance(a, nearest(a)) - distance(b, nearest(b)));
    for (const box of this.#boxes(text, bold, byDistance)) {
      const [x, y] = nearest([box.x, box.y]);
      const below = y > box.y;
      const leader: Segment = [
        Math.min(Math.max(x, box.x - half + 4), box.x + half - 4),
        box.y + ((below ? 1 : -1) * box.height) / 2,
        x,
        y,
      ];
      if (!this.#isFree(box, false) || this.#taken.some((other) => crosses(leader, other))) continue;
      this.#add(text, bold, box, false, leader);
      return true;
    }
    return false;
  }

  #boxes(text: string, bold: boolean, spots: readonly Spot[]): readonly Box[] {
    const size = { width: widthOf(text, bold), height: heightOf(text) };
    return spots.map(([x, y]): Box => ({ x, y, ...size }));
  }

  #add(text: string, bold: boolean, box: Box, outside: boolean, leader?: Segment): void {
    this.#taken.push(box);
    if (leader !== undefined) this.#leaders.push(leader);
    this.labels.push({ text, x: box.x, y: box.y, bold, outside, ...(leader === undefined ? {} : { leader }) });
  }

  /** @param strictly off the edges of areas as well */
  #isFree(box: Box, strictly: boolean): boolean {
    const { left, top, width, height } = this.plot;
    const inside =
      box.x - box.width / 2 >= left &&
      box.x + box.width / 2 <= left + width &&
      box.y - box.height / 2 >= top &&
      box.y + box.height / 2 <= top + height;
    return (
      inside &&
      this.#taken.every((other) => !overlaps(box, other)) &&
      [...this.lines, ...this.#leaders, ...(strictly ? this.#edges : [])].every((line) => !crosses(line, box))
    );
  }
}

/** A line through points of the map, in pixels. */
export function segmentsOf(plot: Plot, points: MapContour['points']): readonly Segment[] {
  const [first, ...rest] = points.map(([rtt, rate]): Spot => [toX(plot, rtt), toY(plot, rate)]);
  let from = first;
  return rest.flatMap((to): Segment[] => {
    const segment: Segment[] = from === undefined ? [] : [[...from, ...to]];
    from = to;
    return segment;
  });
}

const distance = ([x, y]: Spot, [x2, y2]: Spot): number => Math.hypot(x - x2, y - y2);

const nearestAcross = (line: readonly Spot[], x: number): Spot =>
  line.reduce((best, point) => (Math.abs(point[0] - x) < Math.abs(best[0] - x) ? point : best), line[0] ?? [x, 0]);

const overlaps = (a: Box, b: Box): boolean =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2;
