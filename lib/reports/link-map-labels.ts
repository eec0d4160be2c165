import type { LinkRecord, MapContour } from '../link/link-record';
import { verdictStyles } from './link-chart-style';
import type { MapRegion } from './link-map-regions';
import { toX, toY, type Plot } from './link-plot';

/** A text on the map, centred on a point in pixels. */
export interface MapLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly bold: boolean;
  /** A line from the label down to the plot. */
  readonly leader?: number;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Wide enough for any usual sans-serif; overlong is harmless, too short overlaps. */
const widthOf = (text: string, bold: boolean): number => text.length * (bold ? 8.6 : 6.9);
const HEIGHT = 16;

/** Labels above the plot are stacked in rows of this height. */
const ROW = 17;
const UPRIGHT_ROWS = 4;

/** Finds a place for every text so that none covers another: the point first, then the limits, then the areas. */
export class MapLabels {
  readonly labels: MapLabel[] = [];
  readonly #taken: Box[] = [];

  constructor(readonly plot: Plot) {}

  /** This link, beside its mark. */
  point(x: number, y: number, text: string): void {
    this.#taken.push({ x, y, width: 22, height: 22 });
    const aside = widthOf(text, true) / 2 + 12;
    const around = [
      [x, y - 21],
      [x, y + 21],
      [x + aside, y],
      [x - aside, y],
    ] as const;
    this.#place(text, true, around, true);
  }

  /** A limit on the round trip, above the plot and left of its line, so that the line of the next one crosses no text. */
  upright(text: string, x: number): void {
    const { left, top } = this.plot;
    const half = widthOf(text, false) / 2;
    const middle = x - half + 6 >= left - 60 + half ? x - half + 6 : x + half - 6;
    const rows = Array.from({ length: UPRIGHT_ROWS }, (_, row) => [middle, top - 14 - ROW * row] as const);
    this.#place(text, false, rows, true, x);
  }

  /** A limit on the bandwidth, along its line. */
  level(text: string, points: MapContour['points']): void {
    const half = widthOf(text, false) / 2 + 6;
    const along = points.map(([rtt]) => toX(this.plot, rtt));
    const [from, to] = [Math.min(...along), Math.max(...along)];
    const spots = [to - half, from + half, (from + to) / 2].flatMap((x) => {
      const y = this.#heightAt(x, points);
      return [
        [x, y - 10],
        [x, y + 10],
      ] as const;
    });
    this.#place(text, false, spots, true);
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
    const spots = shares.flatMap((dy) => shares.map((dx) => [x + dx * room[0], y + dy * room[1]] as const));
    this.#place(text, true, spots, false);
  }

  /** Of the nearest point of a line. */
  #heightAt(x: number, points: MapContour['points']): number {
    const off = ([rtt]: MapContour['points'][number]): number => Math.abs(toX(this.plot, rtt) - x);
    const [first = [1, 1] as const, ...rest] = points;
    return toY(this.plot, rest.reduce((best, point) => (off(point) < off(best) ? point : best), first)[1]);
  }

  #place(
    text: string,
    bold: boolean,
    spots: readonly (readonly [number, number])[],
    needed: boolean,
    leader?: number,
  ): void {
    const size = { width: widthOf(text, bold), height: HEIGHT };
    const boxes = spots.map(([x, y]): Box => ({ x, y, ...size }));
    const free = boxes.find((box) => this.#isFree(box, leader !== undefined));
    const chosen = free ?? (needed ? boxes[0] : undefined);
    if (chosen === undefined) return;
    this.#taken.push(chosen);
    this.labels.push({ text, x: chosen.x, y: chosen.y, bold, ...(leader === undefined ? {} : { leader }) });
  }

  #isFree(box: Box, outside: boolean): boolean {
    const { left, top, width, height } = this.plot;
    const inside =
      box.x - box.width / 2 >= left - 1 &&
      box.x + box.width / 2 <= left + width + 1 &&
      box.y - box.height / 2 >= top &&
      box.y + box.height / 2 <= top + height;
    return (outside || inside) && this.#taken.every((other) => !overlaps(box, other));
  }
}

const overlaps = (a: Box, b: Box): boolean =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2;

/** The value of an input that was given, in base units. */
export function inputOf({ inputs }: Pick<LinkRecord, 'inputs'>, name: string): number | undefined {
  const found = inputs.find((input) => input.name === name)?.value;
  return typeof found === 'number' ? found : undefined;
}
