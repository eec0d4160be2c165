import { known, unknown, type Known } from '../graph/known';
import { inputs } from '../model/inputs';
import { QEMU, type StopRule } from '../model/stop-rule';
import { LINUX_SEND_BUFFER } from '../model/transfer-path';
import { bps, mbps, ms, seconds, type BitsPerSecond, type Seconds } from '../model/units';
import {
  isRead,
  limitsFor,
  maxRttOf,
  minBandwidthOf,
  type PlatformLimit,
  type Requirement,
} from '../reference/platform-limit';
import { productRow, type Product } from '../reference/product';
import { compareVersions } from '../reference/version-range';
import { heldLimit, type HeldLimit } from './held-limit';
import type { KnownQuestion } from './known-question';

/** What a product asks of a link and how it migrates, in the version that runs, or in every version if that is not known. */
export interface PlatformFacts {
  readonly product: Product;
  /** Its name in full, such as `vSphere vMotion`. */
  readonly title: string;
  readonly version: Known<string>;
  /** Name and version, as far as it is known. */
  readonly name: string;
  /** Every row that may apply. */
  readonly rows: readonly PlatformLimit[];
  /** Whether the vendor requires anything of a link in any version, so that a policy stands in where one gives no number. */
  readonly hasRequirements: boolean;
  /** @param policy the maximum of those who ask */
  readonly maxRtt: (policy: Seconds | undefined) => HeldLimit<Seconds>;
  /** Of so many moves at once. @param policy the minimum of those who ask, for each move */
  readonly minBandwidth: (policy: BitsPerSecond | undefined, moves?: number) => HeldLimit<BitsPerSecond>;
  /** Whether it slows the guest until pre-copy ends; unknown where nobody says, or versions differ. */
  readonly throttles: Known<boolean>;
  /** Whether a row says that it can fall back to post-copy. */
  readonly hasPostCopy: boolean;
  /** The textbook's where undefined. */
  readonly stop: StopRule | undefined;
  readonly timeoutPerGib: Requirement<Seconds> | undefined;
  /** Moves at once over all hosts together. */
  readonly concurrency: Requirement<number> | undefined;
  /** What the platform itself sets where nobody else does. */
  readonly defaults: Pick<KnownQuestion, 'downtimeLimit' | 'rateCap' | 'window'>;
}

export function platformFacts(product: Product, version: Known<string>): PlatformFacts {
  const { title, engine } = productRow(product);
  const rows = limitsFor(product, version.known ? version.value : undefined).filter(isRead);
  const among = { rows, isVersionKnown: version.known };
  const downtimeLimit = numberOf(rows, 'defaultDowntimeMs', ms);
  const rateCap = numberOf(rows, 'defaultMaxBandwidthMbps', mbps);
  return {
    product,
    title,
    version,
    name: version.known ? `${title} ${version.value}` : title,
    rows,
    hasRequirements: limitsFor(product).some(({ strength }) => strength === 'requirement'),
    maxRtt: kept((policy) =>
      heldLimit({ ...among, side: 'at most', rangeOf: maxRttOf, standIn: inputs.maxRtt.otherwise.value }, policy),
    ),
    minBandwidth: kept((policy, moves = 1) =>
      heldLimit(
        {
          ...among,
          side: 'at least',
          rangeOf: (all) => minBandwidthOf(all, moves),
          standIn: bps(inputs.minBandwidth.otherwise.value * moves),
        },
        policy && bps(policy * moves),
      ),
    ),
    throttles: throttlesOf(title, rows),
    hasPostCopy: rows.some(({ convergence }) => convergence?.postCopy === 'option'),
    stop: engine === 'qemu' ? QEMU : undefined,
    timeoutPerGib: numberOf(rows, 'completionTimeoutSecondsPerGiB', seconds),
    concurrency: numberOf(rows, 'concurrencyPerServiceMesh', Number) ?? numberOf(rows, 'concurrencyPerCluster', Number),
    defaults: {
      ...(downtimeLimit && { downtimeLimit: knownFrom(downtimeLimit) }),
      ...(rateCap && { rateCap: knownFrom(rateCap) }),
      ...(engine === 'qemu' && { window: LINUX_WINDOW }),
    },
  };
}

/** QEMU runs over the sockets of Linux; what they hold was fitted to migrations over such. */
const LINUX_WINDOW = known(LINUX_SEND_BUFFER, {
  kind: 'default',
  reason: 'what a socket of Linux holds with the default tcp_wmem of 4 MiB, fitted to real migrations (docs/model.md)',
});

/** Answers each question once: every domain of a platform asks the same ones. */
function kept<Numbers extends readonly (number | undefined)[], Answer>(
  answer: (...numbers: Numbers) => Answer,
): (...numbers: Numbers) => Answer {
  const answers = new Map<string, Answer>();
  return (...numbers) => {
    const key = numbers.join();
    const found = answers.get(key) ?? answer(...numbers);
    answers.set(key, found);
    return found;
  };
}

/** What the newest row states that may apply; 0 stands for no limit. */
function numberOf<T>(
  rows: readonly PlatformLimit[],
  member: string,
  build: (n: number) => T,
): Requirement<T> | undefined {
  const stating = rows.filter(({ limit }) => typeof limit[member] === 'number');
  const [row] = stating.toSorted((a, b) => compareVersions(b.to, a.to));
  const value = row?.limit[member];
  return row === undefined || typeof value !== 'number' || value === 0 ? undefined : { value: build(value), row };
}

/** A value that a row of the reference data states. */
export const knownFrom = <T>({ value, row }: Requirement<T>): Known<T> =>
  known(value, { kind: 'reference', id: row.id, source: row.source.title });

/** Known only where all rows that may apply agree. */
function throttlesOf(title: string, rows: readonly PlatformLimit[]): Known<boolean> {
  const stated = rows.flatMap((row) => {
    const value = row.convergence?.autoThrottle;
    return value === undefined ? [] : [{ value, row }];
  });
  const [first] = stated;
  const gap = (why: string): Known<never> =>
    unknown('not-declared', `whether ${title} slows a guest until pre-copy ends ${why}`);
  if (first === undefined) return gap('is unknown');
  return stated.every(({ value }) => value === first.value) ? knownFrom(first) : gap('depends on the version');
}
