/** An option of `lightbound link` as its help shows it. */
interface LinkFlag {
  readonly group: string;
  /** Stands for the value; without one the option is a switch. */
  readonly argument?: string;
  readonly description: string;
}

const link = (argument: string, description: string) => ({ group: 'Link:', argument, description });
const machine = (argument: string, description: string) => ({ group: 'Machine:', argument, description });
const platform = (argument: string, description: string) => ({ group: 'Platform:', argument, description });
const budget = (argument: string, description: string) => ({ group: 'Budget:', argument, description });
const fleet = (argument: string, description: string) => ({ group: 'Fleet:', argument, description });
const after = (argument: string, description: string) => ({ group: 'Left behind:', argument, description });
const replication = (argument: string, description: string) => ({ group: 'Replication:', argument, description });

/** Every option with a value, by its name in camel case, in the order of the help. */
export const linkFlags = {
  rtt: link('time', 'measured round trip, such as "31 ms"'),
  bandwidth: link('rate', 'of the bottleneck, such as "10 Gbit/s"'),
  share: link('share', 'part of it for the move, such as "40 %"'),
  loss: link('share', 'packet loss, such as "0.01 %"'),
  mtu: link('bytes', 'IP MTU, such as 9000'),
  overlay: link('name', 'vxlan, geneve, gre, wireguard, wireguard-ipv6, ipsec'),
  window: link('size', 'in flight on one stream, such as "4 MiB"'),
  streams: link('number', 'parallel TCP streams of one move'),
  queue: link('size', 'before the bottleneck'),
  congestionControl: link('name', 'loss-based or bbr'),

  memory: machine('size', 'configured, such as "64 GiB"'),
  nonZeroShare: machine('share', 'of the memory that is not zero pages'),
  dirtyRate: machine('rate', 'memory written, such as "200 MiB/s"'),
  workingSet: machine('size', 'memory written over and over'),
  writes: machine('order', 'random or cyclic'),
  dirtyCurve: machine('points', 'measured, instead: "1 s: 200 MiB, 10 s: 1 GiB"'),
  disk: machine('size', 'disk that moves along'),
  diskChurn: machine('rate', 'what changes on the disk'),
  sinceSync: machine('time', 'age of the last copy of the disk'),

  platform: platform('name', 'vmotion, hcx-vmotion, qemu, kubevirt, nova or ovirt; with a version vmotion@8'),
  downtimeLimit: platform('time', 'within which the last part must fit'),
  minGuestSpeed: platform('share', 'to which a guest may be slowed'),
  rateCap: platform('rate', 'most that one move may take'),
  moves: platform('number', 'moves at once over the link'),

  totalTime: budget('time', 'most for the whole move'),
  downtime: budget('time', 'most that the guest may stand still'),

  machines: fleet('number', 'of this kind that move'),
  fleetWindow: fleet('time', 'within which all of them move'),

  queueDepth: after('number', 'on storage left behind'),
  exchanges: after('number', 'of a transaction, one after the other'),

  changeRate: replication('rate', 'what changes and has to be sent'),
  interval: replication('time', 'between snapshots'),
} as const satisfies Readonly<Record<string, LinkFlag>>;

/** Options without a value, under the flag that people write. */
export const linkSwitches = {
  '--vlan-tagged': { group: 'Link:', description: 'frames carry a VLAN tag' },
  '--no-shared-storage': { group: 'Machine:', description: 'the disk has to move along' },
} as const satisfies Readonly<Record<string, LinkFlag>>;

export type LinkOptionName = keyof typeof linkFlags;

/** `dirtyRate` as people write it. */
export const flagOf = (name: string): string => `--${name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`;
