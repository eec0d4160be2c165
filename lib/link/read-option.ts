import { rangeComplaint, wholeNumberText } from '../declarations/range-complaint';
import { nearest } from '../declarations/nearest';
import type { WrittenPoint } from '../declarations/workload-problems';
import type { DirtyPoint } from '../model/dirty-memory';
import { quote } from '../model/explain-quantity';
import { inputRow, type InputRow, type InputValue, type OptionName } from '../model/inputs';
import { parseQuantity, type QuantityKind, type QuantityOf } from '../model/quantity';

/** The value of an option, or one line that says what would be right. */
export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

/** Reads the text of an option as the row of its input says. */
export function readOption<Name extends OptionName>(name: Name, text: string): Reading<InputValue<Name>> {
  // Safe: the row says what kind of value is read, and its type says the same.
  return readKind(inputRow(name), text) as Reading<InputValue<Name>>;
}

function readKind(row: InputRow, text: string): Reading<unknown> {
  switch (row.kind) {
    case 'count':
      return wholeNumber(row, text);
    case 'word':
      return word(row.words ?? [], text);
    case 'curve':
      return curve(text);
    case 'day':
    case 'switch':
      throw new Error(`${row.noun} is not an option with a value`);
    default:
      return row.whole === true && isDigits(text) ? wholeNumber(row, text) : quantity(row.kind, text, row);
  }
}

const isDigits = (text: string): boolean => /^\s*\d{1,15}\s*$/u.test(text);

function wholeNumber(row: InputRow, text: string): Reading<number> {
  const value = isDigits(text) ? Number(text) : NaN;
  if (rangeComplaint(row, value) === undefined) return { ok: true, value };
  return { ok: false, error: `must be ${wholeNumberText(row)}, not ${quote(text)}` };
}

function quantity<K extends QuantityKind>(kind: K, text: string, row?: InputRow): Reading<QuantityOf<K>> {
  const parsed = parseQuantity(kind, text);
  const error = parsed.ok && row !== undefined ? rangeComplaint(row, parsed.value) : undefined;
  return error === undefined ? parsed : { ok: false, error };
}

function word(words: readonly string[], text: string): Reading<string> {
  const written = text.trim();
  if (words.includes(written)) return { ok: true, value: written };
  const near = nearest(written, words);
  const meant = near === undefined ? '' : `; did you mean ${near}?`;
  return { ok: false, error: `must be one of ${words.join(', ')}, not ${quote(written)}${meant}` };
}

/** `1 s: 200 MiB, 10 s: 1 GiB`; whether the points ascend is for the check of the machine. */
function curve(text: string): Reading<readonly DirtyPoint[]> {
  const points: DirtyPoint[] = [];
  for (const { within, dirtied } of curvePoints(text)) {
    const time = quantity('duration', within);
    if (!time.ok) return time;
    const size = quantity('size', dirtied);
    if (!size.ok) return size;
    points.push({ within: time.value, dirtied: size.value });
  }
  return { ok: true, value: points };
}

/** The points as written; a comma between thousands divides nothing. */
export const curvePoints = (text: string): readonly WrittenPoint[] =>
  text.split(/,(?!\d{3}(?!\d))|;/u).map((point) => {
    const [within = '', dirtied = ''] = point.split(/[:=]/u);
    return { within: within.trim(), dirtied: dirtied.trim() };
  });
