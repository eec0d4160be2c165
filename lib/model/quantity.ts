import { explainQuantity, quote } from './explain-quantity';
import {
  formatBandwidth,
  formatDataRate,
  formatDistance,
  formatDuration,
  formatRoughDuration,
  formatShare,
  formatSize,
  type Rounding,
} from './format-quantity';
import { QUANTITY_KINDS, unitOf, type QuantityKind, type QuantityOf } from './quantity-kind';

export {
  formatBandwidth,
  formatDataRate,
  formatDistance,
  formatDuration,
  formatRoughDuration,
  formatShare,
  formatSize,
};
export type { QuantityKind, QuantityOf, Rounding };

/** A number with its unit, ready for people (`text`) and for machines (`value` in the SI base unit `unit`). */
export interface Measure {
  readonly value: number;
  readonly unit: 's' | 'm' | 'bit/s' | 'B' | 'B/s' | '1';
  readonly text: string;
}

/** Thousands in groups of three behind one and the same separator. */
const GROUPED = '[1-9]\\d{0,2}(?:(?:,\\d{3})+|(?:\\s\\d{3})+)(?:\\.\\d+)?';

/**
 * A plain number, or thousands in groups; a point for decimals. Of three digits behind one separator half of Europe reads thousands and
 * the other half decimals. Written without lookahead, which the engines' regular expressions (RE2) lack.
 */
const NUMBERS = {
  point: `(?:0(?:\\.\\d+)?|[1-9]\\d*(?:\\.(?:\\d{1,2}|\\d{4,}))?|${GROUPED})`,
  comma:
    '(?:(?:0|[1-9]\\d*)(?:\\.\\d+)?|[1-9]\\d{0,2}(?:(?:(?:,\\d{3}){2,}|(?:\\s\\d{3})+)(?:\\.\\d+)?|,\\d{3}\\.\\d+))',
  none: `(?:(?:0|[1-9]\\d*)(?:\\.\\d+)?|${GROUPED})`,
} as const;

/** A regular expression for what `parseQuantity` reads, in the form that JSON Schema uses. */
export function quantityPattern(kind: QuantityKind): string {
  const { spellings, ambiguous = 'none' } = QUANTITY_KINDS[kind];
  const names = Object.keys(spellings).sort((a, b) => b.length - a.length);
  return `^\\s*${NUMBERS[ambiguous]}\\s*(?:${names.join('|')})\\s*$`;
}

/**
 * Reads a quantity as people write it: `10 Gbit/s`, `64 GiB`, `12 ms`, `1,700 km`, `40 %`.
 * The case of a unit counts: `Mb/s` are bits and `MB/s` bytes, `GB` are 1000^3 bytes and `GiB` 1024^3.
 * @returns the value in its base unit, or an error of one line that says what to write instead.
 */
export function parseQuantity<K extends QuantityKind>(
  kind: K,
  text: string,
): { ok: true; value: QuantityOf<K> } | { ok: false; error: string } {
  const { noun, zeroAllowed, maximum, maximumText } = QUANTITY_KINDS[kind];
  const fail = (error: string): { ok: false; error: string } => ({ ok: false, error });
  if (!new RegExp(quantityPattern(kind), 'u').test(text)) return fail(explainQuantity(kind, text));

  const compact = text.replace(/[\s,]/gu, '');
  const [number = ''] = /^[\d.]+/u.exec(compact) ?? [];
  const unit = compact.slice(number.length);
  const build = unitOf(kind, unit);
  if (build === undefined) return fail(explainQuantity(kind, text));
  const value = build(Number(number));
  if (value === 0 && !zeroAllowed) return fail(`${quote(text)}: a ${noun} must be above zero`);
  if (value > maximum) return fail(`${quote(text)}: a ${noun} must be at most ${maximumText}`);
  return { ok: true, value: value as QuantityOf<K> };
}

/** The value as a `Measure`: number, base unit and text for people. */
export function measure<K extends QuantityKind>(kind: K, value: QuantityOf<K>, to?: Rounding): Measure {
  return { value, unit: QUANTITY_KINDS[kind].base, text: FORMATS[kind](value, to) };
}

const FORMATS: { readonly [K in QuantityKind]: (value: QuantityOf<K>, to?: Rounding) => string } = {
  duration: formatDuration,
  distance: formatDistance,
  bandwidth: formatBandwidth,
  size: formatSize,
  'data-rate': formatDataRate,
  share: formatShare,
};
