import { mbps, ms, type BitsPerSecond, type Seconds } from '../model/units';
import type { Product } from './product';
import { readData } from './read-data';
import { compareVersions, isBeyond, mayBeIn, type VersionRange } from './version-range';

interface Source {
  readonly title: string;
  readonly url: string;
  /** False where the address leads to the site only. */
  readonly exact?: boolean;
}

/** What a vendor or project says that its platform tolerates; a row of `data/platform-limits.json`. */
export interface PlatformLimit extends VersionRange {
  readonly id: string;
  /** As the source names it. */
  readonly product: string;
  /** As the source words it; `from` and `to` say it for machines. */
  readonly version: string;
  /** Set on the rows that `limitsFor` finds. */
  readonly platform?: Product;
  readonly capability: string;
  readonly strength: 'requirement' | 'recommendation' | 'default' | 'observation';
  /** Empty where the source gives no number. Milliseconds (`...Ms`), decimal megabits per second (`...Mbps`). */
  readonly limit: Readonly<Record<string, unknown>>;
  readonly convergence?: {
    readonly autoThrottle?: boolean;
    /** `option`: off by default, and can be switched on. */
    readonly postCopy?: 'none' | 'option';
    readonly mechanism?: string;
    readonly source?: Source;
  };
  readonly source: Source;
  /** `read` in a text of the vendor or project; `secondary`: let it warn, not block. */
  readonly status: 'read' | 'secondary';
  readonly note?: string;
  /** Not in the table: no row states the requirement for the version asked about, and this is the newest that states one. */
  readonly carried?: true;
}

/** A value and the row that requires it. */
export interface Requirement<T> {
  readonly value: T;
  readonly row: PlatformLimit;
}

/** What the rows that may apply require; one version has one requirement, an unknown version several. */
export interface RequirementRange<T> {
  /** Undefined if no row gives a number. */
  readonly strictest: Requirement<T> | undefined;
  readonly loosest: Requirement<T> | undefined;
  /** Versions that may apply and state other limits of a link, but not this one: while there is one, no number is broken in every version. */
  readonly withoutNumber: readonly PlatformLimit[];
}

let loaded: readonly PlatformLimit[] | undefined;

/** The whole table as it is stored, read once. */
export function platformLimits(): readonly PlatformLimit[] {
  loaded ??= readData('platform-limits.json') as readonly PlatformLimit[];
  return loaded;
}

/** What a link must keep; a version that is newer than all rows that state it keeps what the newest states. */
const LINK_LIMITS = ['maxRttMs', 'minBandwidthMbps'] as const;

/** What the code reads of a row besides. */
const READ_MEMBERS = [
  ...LINK_LIMITS,
  'defaultDowntimeMs',
  'defaultMaxBandwidthMbps',
  'completionTimeoutSecondsPerGiB',
  'concurrencyPerServiceMesh',
  'concurrencyPerCluster',
];

/** Whether anything reads the row: one that still waits for its rule stays out of reports. */
export const isRead = ({ limit, convergence }: PlatformLimit): boolean =>
  convergence !== undefined || READ_MEMBERS.some((name) => isNumber(limit[name]));

const isNumber = (value: unknown): value is number => typeof value === 'number';

/**
 * The rows of a product that apply to a version; all rows of the product if the version is not known. Of a version beyond the
 * newest row that states a requirement, that row, marked as carried on.
 */
export function limitsFor(product: Product, version?: string): readonly PlatformLimit[] {
  const own = platformLimits().filter((row) => row.platform === product);
  if (version === undefined) return own;
  const matching = own.filter((row) => mayBeIn(version, row));
  const carried = LINK_LIMITS.flatMap((name) => {
    const states = (row: PlatformLimit): boolean => row.strength === 'requirement' && isNumber(row.limit[name]);
    if (matching.some(states)) return [];
    const latest = newest(own.filter(states));
    return latest !== undefined && isBeyond(version, latest) ? latest : [];
  });
  return [...matching, ...[...new Set(carried)].map((row): PlatformLimit => ({ ...row, carried: true }))];
}

/** Of several rows the one for the latest versions; one that was read goes before a secondary one. */
function newest(rows: readonly PlatformLimit[]): PlatformLimit | undefined {
  const read = rows.filter(({ status }) => status === 'read');
  const [first] = (read.length === 0 ? rows : read).toSorted((a, b) => compareVersions(b.to, a.to));
  return first;
}

/** The maximum round trip that the rows allow. */
export function maxRttOf(rows: readonly PlatformLimit[]): RequirementRange<Seconds> {
  return requirementOf(
    rows,
    ({ limit }) => limit['maxRttMs'],
    ms,
    (a, b) => a - b,
  );
}

/** The minimum bandwidth that the rows ask for, of a link or of each of so many moves at once. */
export function minBandwidthOf(rows: readonly PlatformLimit[], moves = 1): RequirementRange<BitsPerSecond> {
  const asked = ({ limit: { minBandwidthMbps, bandwidthPer } }: PlatformLimit): unknown =>
    typeof minBandwidthMbps === 'number' && bandwidthPer === 'concurrent migration'
      ? minBandwidthMbps * moves
      : minBandwidthMbps;
  return requirementOf(rows, asked, mbps, (a, b) => b - a);
}

/** @param strictestFirst orders two values; a row that was read goes before a secondary one of the same value */
function requirementOf<T>(
  rows: readonly PlatformLimit[],
  valueOf: (row: PlatformLimit) => unknown,
  build: (n: number) => T,
  strictestFirst: (a: number, b: number) => number,
): RequirementRange<T> {
  const required = rows.filter((row) => row.strength === 'requirement');
  const numbers = required.flatMap((row) => {
    const value = valueOf(row);
    return typeof value === 'number' ? [{ value, row }] : [];
  });
  const secondary = (row: PlatformLimit): number => (row.status === 'secondary' ? 1 : 0);
  const best = (order: (a: number, b: number) => number): Requirement<T> | undefined => {
    const [first] = [...numbers].sort((a, b) => order(a.value, b.value) || secondary(a.row) - secondary(b.row));
    return first === undefined ? undefined : { value: build(first.value), row: first.row };
  };
  return {
    strictest: best(strictestFirst),
    loosest: best((a, b) => strictestFirst(b, a)),
    withoutNumber: required.filter(
      (row) => !isNumber(valueOf(row)) && LINK_LIMITS.some((name) => isNumber(row.limit[name])),
    ),
  };
}
