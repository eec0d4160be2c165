import { dirtiedWithin, type DirtyBehaviour } from './dirty-memory';
import { BARE_PAGE, type PageFormat } from './stop-rule';
import { transferOver, type Transfer, type TransferPath } from './transfer-path';
import { bytes, seconds, type Bytes, type BytesPerSecond, type Seconds } from './units';

export interface PostCopyMigration {
  /** Memory that is not zero. */
  readonly memory: Bytes;
  /** Payload rate of the bottleneck, e x C x share; see `throughput`. */
  readonly bandwidth: BytesPerSecond;
  /** If given, all memory is sent once before the switch, and only what the guest dirties meanwhile comes after it. */
  readonly firstRound?: { readonly dirty: DirtyBehaviour } | undefined;
  /** What is sent while the guest stands still: registers and devices, without memory. */
  readonly deviceState?: Bytes | undefined;
  readonly page?: PageFormat | undefined;
  readonly path?: TransferPath | undefined;
  /** What a page fetched on demand waits for, where nothing else is known of the path. */
  readonly rtt?: Seconds | undefined;
}

export interface PostCopy {
  readonly totalTime: Seconds;
  /** The guest stands still while it is switched over: (device state + backlog) / B + R / 2 + 0.5 ms. */
  readonly downtime: Seconds;
  /**
   * After that the guest runs, and waits for every page it touches that is not there yet. All this time neither host has
   * the whole guest: if the link breaks, the guest is lost.
   */
  readonly degradedTime: Seconds;
  /** One page fetched on demand: R + page / B. */
  readonly faultTime: Seconds;
  readonly transferred: Bytes;
  /** What the path makes of the bandwidth, to redo the times with. */
  readonly transfer: Transfer;
}

/**
 * Post-copy: the guest is switched over at once or after one round of pre-copy, and each page that is missing then crosses the
 * link once, T = t0 + first round + downtime + missing / B. It ends at any dirty rate.
 * Source: Hines et al., Post-copy live migration of virtual machines, ACM Operating Systems Review 43(3), 2009.
 */
export function postCopy(migration: PostCopyMigration): PostCopy {
  const { memory, bandwidth, firstRound, deviceState = bytes(0), page = BARE_PAGE, path = {} } = migration;
  const { rtt = path.rtt ?? seconds(0) } = migration;
  const header = page.wire / page.payload;
  const onWire = memory * header;
  const transfer = transferOver(path, bandwidth, bytes(onWire));
  const { bandwidth: rate, startup, backlog, arrival } = transfer;
  const before = firstRound === undefined ? 0 : onWire;
  const missing =
    firstRound === undefined
      ? onWire
      : Math.min(memory, dirtiedWithin(firstRound.dirty, seconds(startup + before / rate))) * header;
  // Only a round before the switch leaves something in the socket that the device state must wait for.
  const waiting = Math.min(backlog, before);
  const downtime = seconds((waiting + deviceState) / rate + arrival);
  const degradedTime = seconds(missing / rate);
  return {
    totalTime: seconds(startup + (before - waiting) / rate + downtime + degradedTime),
    downtime,
    degradedTime,
    faultTime: seconds(rtt + page.wire / rate),
    transferred: bytes(before + deviceState + missing),
    transfer,
  };
}

/** How long a guest waits that touches so many missing pages one after the other: 100 of them at 100 ms are 10 s. */
export function serialFaults(count: number, { faultTime }: Pick<PostCopy, 'faultTime'>): Seconds {
  return seconds(count * faultTime);
}
