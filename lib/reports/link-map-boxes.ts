/** A rectangle around its middle, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A straight line between two points, in pixels. */
export type Segment = readonly [x1: number, y1: number, x2: number, y2: number];

/** Whether a line runs through a box; Liang and Barsky, A new concept and method for line clipping, ACM TOG 3(1), 1984. */
export function crosses([x1, y1, x2, y2]: Segment, { x, y, width, height }: Box): boolean {
  let [enter, leave] = [0, 1];
  const sides: readonly (readonly [step: number, room: number])[] = [
    [x1 - x2, x1 - (x - width / 2)],
    [x2 - x1, x + width / 2 - x1],
    [y1 - y2, y1 - (y - height / 2)],
    [y2 - y1, y + height / 2 - y1],
  ];
  for (const [step, room] of sides) {
    if (step === 0) {
      if (room < 0) return false;
    } else if (step < 0) enter = Math.max(enter, room / step);
    else leave = Math.min(leave, room / step);
  }
  return enter <= leave;
}
