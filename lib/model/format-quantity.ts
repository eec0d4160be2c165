import type { BitsPerSecond, Bytes, BytesPerSecond, Metres, Ratio, Seconds } from './units';

/** A unit for print: its size in base units, and the number (rounded) from which the next larger unit reads better. */
interface PrintUnit {
  readonly name: string;
  readonly size: number;
  readonly below: number;
}

const steps = (names: readonly string[], first: number, ratio: number): readonly PrintUnit[] =>
  names.map((name, i) => ({ name, size: first * ratio ** i, below: i === names.length - 1 ? Infinity : ratio }));

const DURATIONS: readonly PrintUnit[] = [
  { name: '\u00b5s', size: 1e-6, below: 1000 },
  { name: 'ms', size: 1e-3, below: 1000 },
  { name: 's', size: 1, below: 120 },
  { name: 'min', size: 60, below: 60 },
  { name: 'h', size: 3600, below: 48 },
  { name: 'd', size: 86400, below: Infinity },
];
const DISTANCES = steps(['m', 'km'], 1, 1000);
const BANDWIDTHS = steps(['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'Tbit/s'], 1, 1000);
const DECIMAL_SIZES = steps(['kB', 'MB', 'GB', 'TB', 'PB', 'EB'], 1e3, 1000);
const BINARY_SIZES = steps(['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'], 2 ** 10, 1024);
/** From here on kilobytes read better; an MTU of 9,000 bytes is still written out. */
const PLAIN_BYTES_BELOW = 10_000;

/** To which side a number is rounded that stands for a limit, so that what is printed still keeps it. */
export type Rounding = 'nearest' | 'up' | 'down';

/** Seconds as `16.5 ms`, `90 s`, `34.1 min`, `1 h`. */
export const formatDuration = (duration: Seconds, to?: Rounding): string => print(duration, DURATIONS, 's', to);

/** A time that is not known better: two significant digits, `880 ms`. */
export const formatRoughDuration = (duration: Seconds): string =>
  formatDuration((Number.isFinite(duration) ? Number(duration.toPrecision(2)) : duration) as Seconds);

/** Metres as `80 m`, `1,684 km`. */
export const formatDistance = (distance: Metres, to?: Rounding): string => print(distance, DISTANCES, 'm', to);

/** Bits per second as `9.6 Gbit/s`. */
export const formatBandwidth = (bandwidth: BitsPerSecond, to?: Rounding): string =>
  print(bandwidth, BANDWIDTHS, 'bit/s', to);

/** Bytes as `64 GiB`, or `256 GB` where three digits say it exactly in powers of ten only. */
export const formatSize = (size: Bytes, to?: Rounding): string => printBytes(size, to);

/** Bytes per second as `200 MiB/s`, or `200 MB/s` where three digits say it exactly in powers of ten only. */
export function formatDataRate(rate: BytesPerSecond, to?: Rounding): string {
  const text = printBytes(rate, to);
  return Number.isFinite(rate) ? `${text}/s` : text;
}

/** A ratio as `40 %`. */
export const formatShare = (share: Ratio, to?: Rounding): string =>
  print(share, [{ name: '%', size: 0.01, below: Infinity }], '%', to);

function printBytes(amount: number, to?: Rounding): string {
  const magnitude = Math.abs(amount);
  if (magnitude < PLAIN_BYTES_BELOW) return print(amount, steps(['B'], 1, 1000), 'B', to);
  const binary = chooseUnit(magnitude, BINARY_SIZES);
  const decimal = chooseUnit(magnitude, DECIMAL_SIZES);
  const exact = (unit: PrintUnit): boolean => round(magnitude / unit.size) * unit.size === magnitude;
  return print(amount, exact(decimal) && !exact(binary) ? DECIMAL_SIZES : BINARY_SIZES, 'B', to);
}

function print(amount: number, units: readonly PrintUnit[], base: string, to: Rounding = 'nearest'): string {
  if (Number.isNaN(amount)) return 'not a number';
  if (!Number.isFinite(amount)) return amount > 0 ? 'unbounded' : 'unbounded below zero';
  if (amount === 0) return `0 ${base}`;
  const unit = chooseUnit(Math.abs(amount), units);
  const digits = printNumber(round(Math.abs(amount) / unit.size, to));
  return `${amount < 0 ? '-' : ''}${digits} ${unit.name}`;
}

/** The first unit in which the rounded number is small enough to read well. */
function chooseUnit(magnitude: number, units: readonly PrintUnit[]): PrintUnit {
  const chosen = units.find((unit) => round(magnitude / unit.size) < unit.below) ?? units[units.length - 1];
  if (chosen === undefined) throw new Error('a quantity needs at least one unit to be printed in');
  return chosen;
}

/** Three significant digits, and all digits before the point. */
function round(n: number, to: Rounding = 'nearest'): number {
  const nearest = n >= 100 ? Math.round(n) : Number(n.toPrecision(3));
  if (to === 'nearest' || Math.abs(nearest / n - 1) < NOISE) return nearest;
  if (to === 'up' ? nearest > n : nearest < n) return nearest;
  const step = n >= 100 ? 1 : 10 ** (Math.floor(Math.log10(n)) - 2);
  return Number((nearest + (to === 'up' ? step : -step)).toPrecision(15));
}

/** What the last bits of a number in its unit may differ by. */
const NOISE = 4 * Number.EPSILON;

/** Digits with commas between thousands, an exponent only from 10^15 on, independent of the locale. */
function printNumber(n: number): string {
  if (n < 1e-12) return '0';
  if (n >= 1e15) return n.toPrecision(3);
  const places = n >= 100 ? 0 : Math.min(14, Math.max(0, 2 - Math.floor(Math.log10(n))));
  const [whole = '0', fraction = ''] = n.toFixed(places).split('.');
  const significant = fraction.replace(/0+$/u, '');
  return `${whole.replace(/\B(?=(?:\d{3})+$)/gu, ',')}${significant === '' ? '' : `.${significant}`}`;
}
