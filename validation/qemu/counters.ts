import type { Qmp } from './qmp';

/** Where the guest keeps its counters; `validation/guest/writer.c` has their order. */
const ADDRESS = 0x101000;
const MAGIC = 0x4c42574d;
const PM_TIMER_HZ = 3_579_545;

/** What the guest says of itself. */
export interface Counters {
  readonly isReady: boolean;
  readonly written: number;
  /** Time of the guest's own clock, which stands still while the guest does. */
  readonly seconds: number;
}

/** Reads physical memory of the guest, running or stopped. */
export async function readCounters(qmp: Qmp): Promise<Counters> {
  const dump = await qmp.execute('human-monitor-command', { 'command-line': `xp /5wx ${ADDRESS}` });
  return parseCounters(String(dump));
}

/** From lines such as `0000000000101000: 0x4c42574d 0x00000001 ...`. */
export function parseCounters(dump: string): Counters {
  const words = [...dump.matchAll(/ 0x([0-9a-f]{8})/g)].map(([, digits]) => parseInt(digits ?? '', 16));
  const [magic, ready = 0, written = 0, low = 0, high = 0] = words;
  if (magic !== MAGIC) return { isReady: false, written: 0, seconds: 0 };
  return { isReady: ready === 1, written, seconds: (high * 2 ** 32 + low) / PM_TIMER_HZ };
}

/** Pages a second of the guest's own time. */
export function rateBetween(before: Counters, after: Counters): number {
  const time = after.seconds - before.seconds;
  return time > 0 ? (after.written - before.written) / time : NaN;
}
