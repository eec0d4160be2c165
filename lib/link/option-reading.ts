import type * as z from 'zod/mini';
import type { DirtyPoint } from '../model/dirty-memory';
import { quote } from '../model/explain-quantity';
import { parseQuantity, type QuantityKind, type QuantityOf } from '../model/quantity';

/** The value of an option, or one line that says what would be right. */
export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

export type Reader<T> = (text: string) => Reading<T>;

/** What is wrong with a value of the right kind. */
type Further<T> = (value: T) => string | undefined;

const fine = (): undefined => undefined;

export const quantity =
  <K extends QuantityKind>(kind: K, further: Further<QuantityOf<K>> = fine): Reader<QuantityOf<K>> =>
  (text) => {
    const parsed = parseQuantity(kind, text);
    if (!parsed.ok) return parsed;
    const error = further(parsed.value);
    return error === undefined ? parsed : { ok: false, error };
  };

/** A quantity of the facts file: its own check decides, and says what is wrong. */
export const declared =
  <K extends QuantityKind>(kind: K, field: z.core.$ZodType & z.ZodMiniType): Reader<QuantityOf<K>> =>
  (text) => {
    const checked = field.safeParse(text);
    return checked.success ? quantity(kind)(text) : { ok: false, error: firstMessage(checked.error) };
  };

/** A whole number of the facts file, also where a size may be written instead. */
export const declaredNumber =
  (field: z.core.$ZodType & z.ZodMiniType): Reader<number> =>
  (text) => {
    const isNumber = /^\s*\d+\s*$/u.test(text);
    const checked = field.safeParse(isNumber ? Number(text) : text);
    if (!checked.success) return { ok: false, error: firstMessage(checked.error) };
    return isNumber ? { ok: true, value: Number(text) } : quantity('size')(text);
  };

const firstMessage = (error: z.core.$ZodError): string => {
  const [issue] = error.issues;
  // A union reports what each of its branches found.
  const inner = issue?.code === 'invalid_union' ? issue.errors.flat().find(({ code }) => code === 'custom') : undefined;
  return inner?.message ?? issue?.message ?? 'is wrong';
};

export const wholeNumber =
  (noun: string, low: number, high: number): Reader<number> =>
  (text) => {
    const value = /^\s*\d{1,15}\s*$/u.test(text) ? Number(text) : NaN;
    if (value >= low && value <= high) return { ok: true, value };
    return { ok: false, error: `must be a whole number of ${noun} from ${low} to ${high}, not ${quote(text)}` };
  };

/** A word of the facts file. */
export const declaredWord =
  <W extends string>(field: z.ZodMiniType<W | undefined, W | undefined>): Reader<W> =>
  (text) => {
    const checked = field.safeParse(text.trim());
    if (!checked.success) return { ok: false, error: firstMessage(checked.error) };
    return checked.data === undefined ? { ok: false, error: 'is empty' } : { ok: true, value: checked.data };
  };

/** `1 s: 200 MiB, 10 s: 1 GiB`; whether the points ascend is for the facts file's own check. */
export const dirtyCurve: Reader<readonly DirtyPoint[]> = (text) => {
  const points: DirtyPoint[] = [];
  for (const { within, dirtied } of curvePoints(text)) {
    const time = quantity('duration')(within);
    if (!time.ok) return time;
    const size = quantity('size')(dirtied);
    if (!size.ok) return size;
    points.push({ within: time.value, dirtied: size.value });
  }
  return { ok: true, value: points };
};

/** The points as written; a comma between thousands divides nothing. */
export const curvePoints = (text: string): readonly { readonly within: string; readonly dirtied: string }[] =>
  text.split(/,(?!\d{3}(?!\d))|;/u).map((point) => {
    const [within = '', dirtied = ''] = point.split(/[:=]/u);
    return { within: within.trim(), dirtied: dirtied.trim() };
  });
