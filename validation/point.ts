/** One live migration to be measured: everything that was decided before it runs. */
export interface Point {
  readonly id: string;
  readonly group: Group;
  readonly memoryMib: number;
  readonly workingSetMib: number;
  readonly pagesPerSecond: number;
  readonly pattern: 'cyclic' | 'random';
  /** A guest that computes all the time: what a throttled CPU takes from it is lost. */
  readonly isBusy: boolean;
  readonly mbps: number;
  readonly rttMs: number;
  readonly downtimeLimitMs: number;
  readonly mode: Mode;
  /** Auto-converge, in percent. */
  readonly throttle?: Throttle;
  /** Post-copy starts when this pass has ended; 0: at once. */
  readonly postCopyAfterPass?: number;
  /** multifd channels; 0: a plain stream. */
  readonly channels: number;
  /** A migration that has not ended by then is stopped and counts as not converging. */
  readonly boundSeconds: number;
}

export type Mode = 'pre-copy' | 'auto-converge' | 'post-copy' | 'cold';

export interface Throttle {
  readonly initial: number;
  readonly increment: number;
  readonly max: number;
}

export const groups = [
  'bandwidth',
  'rtt',
  'downtime-limit',
  'working-set',
  'edge',
  'random',
  'large-memory',
  'auto-converge',
  'post-copy',
  'cold',
  'multifd',
] as const;
export type Group = (typeof groups)[number];

export const PAGE_BYTES = 4096;
/** A page and its header in QEMU's stream. */
const PAGE_ON_WIRE_BYTES = 4104;
/** TCP payload to bytes at an Ethernet port, MTU 1500, with timestamps. */
const FRAMING = 1448 / 1538;

/** The dirty rate that just fills a link: pages a second that it carries. */
export const pagesCarried = (mbps: number, framing = FRAMING): number =>
  (mbps * 1e6 * framing) / 8 / PAGE_ON_WIRE_BYTES;

export const pagesIn = (mib: number): number => (mib * 2 ** 20) / PAGE_BYTES;
