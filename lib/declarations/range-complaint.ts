import type { InputRow } from '../model/inputs';
import { measure, type QuantityKind, type QuantityOf } from '../model/quantity';

/** What decides whether a number may stand where it was written. */
export type Ranged = Pick<InputRow, 'kind' | 'range' | 'whole' | 'example'>;

/** What an input in whole numbers must be, such as "a whole number from 1 to 1024". */
export function wholeNumberText({ kind, range = {}, example = '' }: Ranged): string {
  const span = `from ${range.least ?? 0} to ${range.most ?? 'any'}`;
  return kind === 'count' ? `a whole number ${span}` : `a whole number of bytes ${span}, such as ${example}`;
}

/** What is wrong with a number that an input's range leaves out, in one line with the reason. */
export function rangeComplaint(row: Ranged, value: number): string | undefined {
  const { range = {}, whole, kind } = row;
  const { least, most, above, below, because } = range;
  const broken = [
    { side: 'at least', limit: least, holds: (limit: number) => value >= limit },
    { side: 'at most', limit: most, holds: (limit: number) => value <= limit },
    { side: 'above', limit: above, holds: (limit: number) => value > limit },
    { side: 'below', limit: below, holds: (limit: number) => value < limit },
  ].find(({ limit, holds }) => limit !== undefined && !holds(limit));
  if (whole === true || kind === 'count') {
    return broken === undefined && Number.isInteger(value) ? undefined : `must be ${wholeNumberText(row)}`;
  }
  if (broken?.limit === undefined) return undefined;
  const { side, limit } = broken;
  const text = limit === 0 ? 'zero' : measure(kind as QuantityKind, limit as QuantityOf<QuantityKind>).text;
  return `must be ${side} ${text}${because === undefined ? '' : `: ${because}`}`;
}
