import { shareAboveZero } from '../declarations/fact-fields';
import { link } from '../declarations/link-schema';
import { workload } from '../declarations/workload-schema';
import type { Overlay } from '../graph/link';
import { OVERLAYS } from '../model/framing';
import type { Bytes } from '../model/units';
import type { LinkOptionName } from './link-flags';
import {
  declared,
  declaredNumber,
  declaredWord,
  dirtyCurve,
  quantity,
  wholeNumber,
  type Reader,
} from './option-reading';
import { readPlatform } from './platform-name';

/** What each overlay adds, under the word that people use for it. */
export const OVERLAY_BYTES = {
  vxlan: OVERLAYS.vxlan,
  geneve: OVERLAYS.geneve,
  gre: OVERLAYS.gre,
  wireguard: OVERLAYS.wireguard,
  'wireguard-ipv6': OVERLAYS.wireguardOverIpv6,
  ipsec: OVERLAYS.ipsecTunnel,
} as const satisfies Readonly<Record<Overlay, Bytes>>;

/** How each option is read; what the facts file has too is checked by the facts file's own fields. */
export const optionReaders = {
  rtt: declared('duration', link.shape.rtt),
  bandwidth: declared('bandwidth', link.shape.bandwidth),
  share: declared('share', link.shape.migrationShare),
  loss: declared('share', link.shape.loss),
  mtu: declaredNumber(link.shape.mtu),
  overlay: declaredWord(link.shape.overlay),
  window: declared('size', link.shape.window),
  streams: declaredNumber(link.shape.streams),
  queue: declared('size', link.shape.queue),
  congestionControl: declaredWord(link.shape.congestionControl),

  memory: declared('size', workload.shape.memory),
  nonZeroShare: declared('share', workload.shape.nonZeroShare),
  dirtyRate: declared('data-rate', workload.shape.dirtyRate),
  workingSet: declared('size', workload.shape.workingSet),
  writes: declaredWord(workload.shape.writes),
  dirtyCurve,
  disk: declared('size', workload.shape.disk),
  diskChurn: declared('data-rate', workload.shape.diskChurn),
  sinceSync: quantity('duration'),

  platform: readPlatform,
  downtimeLimit: quantity('duration'),
  minGuestSpeed: quantity('share', shareAboveZero),
  rateCap: quantity('bandwidth'),
  moves: wholeNumber('moves', 1, 1024),

  totalTime: quantity('duration'),
  downtime: quantity('duration'),

  machines: wholeNumber('machines', 1, 1_000_000),
  fleetWindow: quantity('duration'),

  queueDepth: wholeNumber('operations', 1, 65_536),
  exchanges: wholeNumber('exchanges', 1, 1_000_000),

  changeRate: quantity('data-rate'),
  interval: quantity('duration'),
} as const satisfies Readonly<Record<LinkOptionName, Reader<unknown>>>;

type ValueOf<R> = R extends Reader<infer T> ? T : never;

/** What the options say, read. */
export type LinkValues = { readonly [Name in LinkOptionName]?: ValueOf<(typeof optionReaders)[Name]> } & {
  readonly vlanTagged?: boolean;
  readonly sharedStorage?: boolean;
};
