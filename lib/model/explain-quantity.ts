import { formatBandwidth, formatDataRate, formatShare } from './format-quantity';
import { QUANTITY_KINDS, unitOf, type QuantityKind } from './quantity-kind';
import { bps, bytesPerSecond, ratio, toBitsPerSecond, toBytesPerSecond } from './units';

const DASHES = /^[-\u2010-\u2015\u2212]/u;
const LEADING_NUMBER = /^(\d[\d.,\s]*?)\s*([^\d\s.,].*)?$/su;

/** Why a text that does not match the pattern of its kind cannot be read, and what to write instead; one line. */
export function explainQuantity(kind: QuantityKind, text: string): string {
  const { noun, example } = QUANTITY_KINDS[kind];
  const trimmed = oneLine(text);
  if (/\d\s{2,}\d/u.test(text))
    return `${quote(text)} has more than one space between digits; write ${trimmed.slice(0, 40)}`;
  const shown = quote(trimmed);
  if (trimmed === '') return `the text is empty; write a ${noun} such as "${example}"`;
  if (DASHES.test(trimmed)) return `${shown} is negative; a ${noun} must not be`;
  const [, digits = '', unit = ''] = LEADING_NUMBER.exec(trimmed) ?? [];
  if (digits === '') return `${shown} does not begin with a number; write a ${noun} such as "${example}"`;
  if (/^0\d+(?:\.\d+)?$/u.test(digits)) {
    return `the number in ${shown} begins with a zero; write ${joined(digits.replace(/^0+(?=\d)/u, ''), unit)}`;
  }
  if (/^\d+,\d+$/u.test(digits) && !/^[1-9]\d{0,2},\d{3}$/u.test(digits)) {
    return `the comma in ${shown} is ambiguous; write ${joined(digits.replace(',', '.').replace(/^0+(?=\d)/u, ''), unit)}`;
  }
  if (!/^(?:\d+|[1-9]\d{0,2}(?:([,\s])\d{3})(?:\1\d{3})*)(?:\.\d+)?$/u.test(digits)) {
    return `the number in ${shown} is ambiguous; write a ${noun} such as "${example}", with a point for decimals`;
  }
  return (unitOf(kind, unit) && explainSeparator(digits, unit, shown)) ?? explainUnit(kind, digits, unit);
}

const joined = (digits: string, unit: string): string => (unit === '' ? digits : `${digits} ${unit}`).slice(0, 40);

/** Three digits behind one separator are thousands to some and decimals to others: both, as nobody misreads them. */
function explainSeparator(digits: string, unit: string, shown: string): string | undefined {
  const [, whole = '', separator, three = ''] = /^([1-9]\d*)([.,])(\d{3})$/u.exec(digits) ?? [];
  if (separator === undefined) return undefined;
  if (separator === ',') {
    return `the comma in ${shown} is ambiguous; write ${joined(`${whole}.${three}`, unit)} or ${joined(whole + three, unit)}`;
  }
  const decimals = three.replace(/0+$/u, '');
  // A fourth decimal makes them decimals.
  const plain =
    decimals.length === 3 ? `${whole}.${three}0` : [whole, decimals].filter((part) => part !== '').join('.');
  const thousands = (whole + three).replace(/\B(?=(?:\d{3})+$)/gu, ',');
  return `the point in ${shown} is ambiguous; write ${joined(plain, unit)} or ${joined(thousands, unit)}`;
}

function explainUnit(kind: QuantityKind, digits: string, unit: string): string {
  const { noun, advised } = QUANTITY_KINDS[kind];
  if (unit === '' && kind === 'share') {
    const share = Number(digits.replace(/[,\s]/gu, ''));
    const percent = share <= 1 ? `${formatShare(ratio(share))} or ${digits} %` : `${digits} %`;
    return `"${digits.slice(0, 40)}" has no unit; write ${percent}`;
  }
  if (unit === '') return `"${digits.slice(0, 40)}" has no unit; a ${noun} is written in ${advised}`;
  const hint = hintFor(kind, digits, unit);
  return `${quote(unit)} is not a unit of ${noun}; ${hint === '' ? `write ${advised}` : hint}`;
}

function hintFor(kind: QuantityKind, digits: string, unit: string): string {
  const amount = Number(digits.replace(/[,\s]/gu, ''));
  const rate = unitOf('data-rate', unit);
  if (kind === 'bandwidth' && rate !== undefined) {
    const bits = formatBandwidth(toBitsPerSecond(bytesPerSecond(rate(amount))));
    return `it counts bytes, and a bandwidth counts bits: ${bits}`;
  }
  const bandwidth = unitOf('bandwidth', unit);
  if (kind === 'data-rate' && bandwidth !== undefined) {
    return `it counts bits, and a data rate counts bytes: ${formatDataRate(toBytesPerSecond(bps(bandwidth(amount))))}`;
  }
  return prefixHint(kind, unit) || caseHint(kind, unit);
}

/** Spellings that people use for two things each. */
function prefixHint(kind: QuantityKind, unit: string): string {
  const [, prefix, tail] = /^([kmgtp])(b?|bps|b\/s|ib?|bytes?|bits?)$/iu.exec(unit) ?? [];
  if (prefix === undefined || tail === undefined) return '';
  const letter = prefix.toUpperCase();
  const si = letter === 'K' ? 'k' : letter;
  switch (kind) {
    case 'bandwidth':
      return letter === 'P' ? '' : `bits or bytes per second? Write ${si}bit/s for bits; bytes times 8 are bits`;
    case 'size':
      return `bits are not bytes, and 1,000 is not 1,024: write ${letter}iB or ${si}B`;
    case 'data-rate':
      return `bits are not bytes, and a rate is per second: write ${letter}iB/s or ${si}B/s`;
    case 'duration':
      return unit === 'm' ? 'm is metres: write min or ms' : '';
    default:
      return '';
  }
}

function caseHint(kind: QuantityKind, unit: string): string {
  const near = Object.keys(QUANTITY_KINDS[kind].spellings).find((name) => name.toLowerCase() === unit.toLowerCase());
  return near === undefined ? '' : `write ${near}`;
}

/** The text in quotes, as a short single line. */
export function quote(text: string): string {
  const characters = [...oneLine(text)];
  return characters.length > 40 ? `"${characters.slice(0, 40).join('')}..."` : `"${characters.join('')}"`;
}

/** Every stretch of white space and control characters is one space. */
const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
