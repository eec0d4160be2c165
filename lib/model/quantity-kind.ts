import type { BitsPerSecond, Bytes, BytesPerSecond, Metres, Ratio, Seconds } from './units';
import * as units from './units';

export type QuantityKind = 'duration' | 'distance' | 'bandwidth' | 'size' | 'data-rate' | 'share';

interface ValueByKind {
  readonly duration: Seconds;
  readonly distance: Metres;
  readonly bandwidth: BitsPerSecond;
  readonly size: Bytes;
  readonly 'data-rate': BytesPerSecond;
  readonly share: Ratio;
}

/** The branded number that a kind of quantity is held in; a union of kinds gives the union of their numbers. */
export type QuantityOf<K extends QuantityKind> = ValueByKind[K];

type Constructor = (n: number) => number;

/** What a kind of quantity looks like when written. */
interface KindOfQuantity {
  /** For messages; takes the article "a". */
  readonly noun: string;
  readonly example: string;
  /** SI base unit of the value. */
  readonly base: 's' | 'm' | 'bit/s' | 'B' | 'B/s' | '1';
  /** Accepted spellings, exact in case. */
  readonly spellings: Readonly<Record<string, Constructor>>;
  /** The separator of thousands that could as well be one of decimals. Tools print `31.245 ms`, and lengths are written `1,700 km`. */
  readonly ambiguous?: 'point' | 'comma';
  /** The spellings to name in a message. */
  readonly advised: string;
  readonly zeroAllowed: boolean;
  readonly maximum: number;
  /** Completes "must be at most ...". */
  readonly maximumText: string;
}

const pb: Constructor = (n) => n * 1e15;
const eb: Constructor = (n) => n * 1e18;
const pib: Constructor = (n) => n * 2 ** 50;
const eib: Constructor = (n) => n * 2 ** 60;

const DECIMAL_SIZES = { B: units.bytes, kB: units.kb, MB: units.mb, GB: units.gb, TB: units.tb, PB: pb };
const BINARY_SIZES = { KiB: units.kib, MiB: units.mib, GiB: units.gib, TiB: units.tib, PiB: pib };

const BIT_RATES: Readonly<Record<string, Constructor>> = {
  '': units.bps,
  k: units.kbps,
  M: units.mbps,
  G: units.gbps,
  T: (n) => n * 1e12,
};

function withSuffix(spellings: Readonly<Record<string, Constructor>>, suffix: string): Record<string, Constructor> {
  return Object.fromEntries(Object.entries(spellings).map(([name, build]) => [`${name}${suffix}`, build]));
}

export const QUANTITY_KINDS: Readonly<Record<QuantityKind, KindOfQuantity>> = {
  duration: {
    noun: 'duration',
    example: '12 ms',
    base: 's',
    spellings: {
      us: units.us,
      '\u00b5s': units.us,
      '\u03bcs': units.us,
      ms: units.ms,
      s: units.seconds,
      min: units.minutes,
      h: units.hours,
      d: (n) => units.hours(n * 24),
    },
    ambiguous: 'comma',
    advised: 'us, ms, s, min, h or d',
    zeroAllowed: false,
    maximum: units.hours(30 * 24),
    maximumText: '30 d: no round trip, downtime or maintenance window lasts longer',
  },
  distance: {
    noun: 'distance',
    example: '1,700 km',
    base: 'm',
    spellings: { m: units.metres, km: units.km },
    ambiguous: 'point',
    advised: 'm or km',
    zeroAllowed: true,
    maximum: units.km(20037.5),
    maximumText: "20,037.5 km: half the Earth's circumference, no two places lie further apart",
  },
  bandwidth: {
    noun: 'bandwidth',
    example: '10 Gbit/s',
    base: 'bit/s',
    spellings: { ...withSuffix(BIT_RATES, 'bit/s'), ...withSuffix(BIT_RATES, 'bps'), ...withSuffix(BIT_RATES, 'b/s') },
    ambiguous: 'point',
    advised: 'bit/s, kbit/s, Mbit/s, Gbit/s or Tbit/s',
    zeroAllowed: false,
    maximum: 1e15,
    maximumText: '1,000 Tbit/s: more than a whole submarine cable carries',
  },
  size: {
    noun: 'size',
    example: '64 GiB',
    base: 'B',
    spellings: { ...DECIMAL_SIZES, EB: eb, ...BINARY_SIZES, EiB: eib },
    ambiguous: 'point',
    advised: 'KiB, MiB, GiB, TiB (1,024) or kB, MB, GB, TB (1,000)',
    zeroAllowed: false,
    maximum: eib(1),
    maximumText: '1 EiB: more than any machine or volume holds',
  },
  'data-rate': {
    noun: 'data rate',
    example: '200 MiB/s',
    base: 'B/s',
    spellings: { ...withSuffix(DECIMAL_SIZES, '/s'), ...withSuffix(BINARY_SIZES, '/s') },
    ambiguous: 'point',
    advised: 'KiB/s, MiB/s, GiB/s (1,024) or kB/s, MB/s, GB/s (1,000)',
    zeroAllowed: true,
    maximum: pb(1),
    maximumText: '1 PB/s: more than any memory can be written',
  },
  share: {
    noun: 'share',
    example: '40 %',
    base: '1',
    spellings: { '%': units.percent },
    advised: '%',
    zeroAllowed: true,
    maximum: 1,
    maximumText: '100 %',
  },
};

/** How a spelling of a kind builds the value in the base unit. */
export function unitOf(kind: QuantityKind, spelling: string): Constructor | undefined {
  const { spellings } = QUANTITY_KINDS[kind];
  return Object.hasOwn(spellings, spelling) ? spellings[spelling] : undefined;
}
