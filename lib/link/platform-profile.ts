import { mbps, ms, seconds, type BitsPerSecond, type Seconds } from '../model/units';
import { QEMU, type StopRule } from '../model/stop-rule';
import {
  limitsFor,
  maxRttOf,
  minBandwidthOf,
  type PlatformLimit,
  type Requirement,
  type RequirementRange,
} from '../reference/platform-limit';
import { productRow } from '../reference/product';
import type { PlatformName } from './platform-name';

/** A requirement that may or may not hold, and why that is open. */
export interface DoubtfulLimit<T> extends Requirement<T> {
  readonly because: 'version-not-given' | 'edition' | 'secondary-source' | 'other-version';
}

/** What a platform requires. */
export interface PlatformRequirement<T> {
  /** Beyond it a move is unsupported. */
  readonly certain: Requirement<T> | undefined;
  readonly doubtful: DoubtfulLimit<T> | undefined;
  /** Rows of the version that require something and give no number for this. */
  readonly withoutNumber: readonly PlatformLimit[];
}

/** How a platform migrates, each number with the row that it stands in. */
export interface PlatformProfile extends PlatformName {
  readonly title: string;
  readonly rows: readonly PlatformLimit[];
  readonly maxRtt: PlatformRequirement<Seconds>;
  readonly minBandwidth: PlatformRequirement<BitsPerSecond>;
  readonly downtimeLimit: Requirement<Seconds> | undefined;
  /** Undefined also where the source says that there is none. */
  readonly rateCap: Requirement<BitsPerSecond> | undefined;
  readonly timeoutPerGib: Requirement<Seconds> | undefined;
  /** Moves at once over all hosts together. */
  readonly concurrency: Requirement<number> | undefined;
  /** Whether it slows the guest until pre-copy ends; undefined where nobody says. */
  readonly throttles: Requirement<boolean> | undefined;
  /** The textbook's where undefined. */
  readonly stop: StopRule | undefined;
}

export function platformProfile({ product, version }: PlatformName): PlatformProfile {
  const { title, engine } = productRow(product);
  const rows = limitsFor(product, version);
  const everyVersion = limitsFor(product);
  return {
    product,
    version,
    title,
    rows,
    maxRtt: requirementOf(maxRttOf(rows), maxRttOf(everyVersion), version),
    minBandwidth: requirementOf(minBandwidthOf(rows), minBandwidthOf(everyVersion), version),
    downtimeLimit: numberOf(rows, 'defaultDowntimeMs', ms),
    rateCap: numberOf(rows, 'defaultMaxBandwidthMbps', mbps),
    timeoutPerGib: numberOf(rows, 'completionTimeoutSecondsPerGiB', seconds),
    concurrency: numberOf(rows, 'concurrencyPerServiceMesh', Number) ?? numberOf(rows, 'concurrencyPerCluster', Number),
    throttles: throttlesOf(rows),
    stop: engine === 'qemu' ? QEMU : undefined,
  };
}

/** Only a number that was read, and that every row which may apply agrees to, makes a move unsupported. */
function requirementOf<T>(
  range: RequirementRange<T>,
  everyVersion: RequirementRange<T>,
  version: string | undefined,
): PlatformRequirement<T> {
  const { strictest, loosest, withoutNumber } = range;
  const isCertain = withoutNumber.length === 0 && loosest?.row.status === 'read';
  const certain = isCertain ? loosest : undefined;
  const doubt = certain !== undefined && certain.value === strictest?.value ? undefined : strictest;
  const doubtful = doubt ?? (certain === undefined ? everyVersion.loosest : undefined);
  return { certain, doubtful: doubtful && { ...doubtful, because: becauseOf(doubt, certain, version) }, withoutNumber };
}

function becauseOf<T>(
  doubt: Requirement<T> | undefined,
  certain: Requirement<T> | undefined,
  version: string | undefined,
): DoubtfulLimit<T>['because'] {
  if (doubt === undefined) return 'other-version';
  if (version === undefined) return 'version-not-given';
  return certain === undefined ? 'secondary-source' : 'edition';
}

/** The first row that gives the number; 0 stands for no limit. */
function numberOf<T>(
  rows: readonly PlatformLimit[],
  member: string,
  build: (n: number) => T,
): Requirement<T> | undefined {
  const row = rows.find(({ limit }) => typeof limit[member] === 'number' && limit[member] > 0);
  return row === undefined ? undefined : { value: build(row.limit[member] as number), row };
}

/** Known only where all rows that may apply agree. */
function throttlesOf(rows: readonly PlatformLimit[]): Requirement<boolean> | undefined {
  const stated = rows.flatMap((row) => {
    const value = row.convergence?.autoThrottle;
    return value === undefined ? [] : [{ value, row }];
  });
  const [first] = stated;
  return stated.every(({ value }) => value === first?.value) ? first : undefined;
}
