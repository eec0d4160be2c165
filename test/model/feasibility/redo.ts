import { parseQuantity, type QuantityKind } from '../../../lib/model/quantity';

const KINDS: readonly QuantityKind[] = ['duration', 'distance', 'bandwidth', 'size', 'data-rate', 'share'];
const NUMBER_AND_UNIT = /^(\d+(?:,\d{3})*(?:\.\d+)?)(?: (km\/s|[a-zA-Z\u00b5]+(?:\/s)?|%))?/u;

/**
 * What a reader with a pocket calculator makes of a working such as `min(100 % x 10 Gbit/s x 94.1 %, 2.95 MB x 8 / 10 ms)`:
 * each quantity in its base unit, then sums, products, minima and logarithms. Words are passed over.
 */
export function redo(working: string): number {
  let rest = working;
  const skip = (): void => {
    rest = rest.replace(/^(?:\s|(?:start|switch|window|loss|platform|in the socket)\b)+/u, '');
  };
  const take = (sign: string): boolean => {
    skip();
    if (!rest.startsWith(sign)) return false;
    rest = rest.slice(sign.length);
    return true;
  };
  const atom = (): number => {
    skip();
    if (take('min(')) {
      let least = sum();
      while (take(',')) least = Math.min(least, sum());
      if (!take(')')) throw new Error(`no end: ${rest}`);
      return least;
    }
    if (take('log2(')) {
      const inside = sum();
      if (!take(')')) throw new Error(`no end: ${rest}`);
      return Math.log2(inside);
    }
    if (take('(')) {
      const inside = sum();
      if (!take(')')) throw new Error(`no end: ${rest}`);
      return inside;
    }
    if (take('GiB')) return 2 ** 30;
    const [written = '', digits = '', unit = ''] = NUMBER_AND_UNIT.exec(rest) ?? [];
    if (written === '') throw new Error(`no number: ${rest}`);
    const bare = ['x', 'in', 'platform', 'window', 'loss'].includes(unit) || unit === '';
    rest = rest.slice(bare ? digits.length : written.length);
    const plain = Number(digits.replace(/,/gu, ''));
    // A size of 0 is no quantity that people write.
    if (bare || plain === 0) return plain;
    if (unit === 'km/s') return plain * 1e3;
    for (const kind of KINDS) {
      const read = parseQuantity(kind, written);
      if (read.ok) return read.value;
    }
    throw new Error(`no quantity: ${written}`);
  };
  const product = (): number => {
    let value = atom();
    for (;;) {
      if (take('x ')) value *= atom();
      else if (take('/ ')) value /= atom();
      else return value;
    }
  };
  const sum = (): number => {
    let value = product();
    for (;;) {
      if (take('+ ')) value += product();
      else if (take('- ')) value -= product();
      else return value;
    }
  };
  const value = sum();
  skip();
  if (rest !== '') throw new Error(`left over: ${rest}`);
  return value;
}
