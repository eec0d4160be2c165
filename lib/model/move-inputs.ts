import type { InputRow } from './input-row';
import { mbps, ms, percent } from './units';

/** What is asked of a platform and its use, what people allow, and what is asked of the parts beyond one move. */
export const moveInputs = {
  maxRtt: {
    owner: 'platform',
    kind: 'duration',
    noun: 'maximum round trip',
    otherwise: { value: ms(150), because: 'the largest limit that a vendor published' },
    flag: { argument: 'time', help: 'maximum that is supported, also for versions that publish none' },
  },
  minBandwidth: {
    owner: 'platform',
    kind: 'bandwidth',
    noun: 'minimum bandwidth',
    // Source: Broadcom KB 2106949.
    otherwise: { value: mbps(250), because: 'the minimum of vSphere 6 for each concurrent move' },
    flag: { argument: 'rate', help: 'minimum for one move, also for versions that publish none' },
  },
  downtimeLimit: {
    owner: 'platform',
    kind: 'duration',
    noun: 'downtime limit',
    otherwise: { value: ms(500), because: 'a common setting for live migration', toldWith: [] },
    solved: { low: 1e-3, high: 3_600 },
    flag: { argument: 'time', help: 'the guest stops once the rest can be sent in this time' },
  },
  minGuestSpeed: {
    owner: 'platform',
    kind: 'share',
    noun: 'minimum guest speed',
    range: { above: 0 },
    otherwise: { value: percent(50), because: "Lightbound's policy, not a vendor's number", toldWith: ['throttles'] },
    flag: { argument: 'share', help: 'lowest speed to which a guest may be slowed' },
  },
  rateCap: {
    owner: 'platform',
    kind: 'bandwidth',
    noun: 'rate cap',
    // With a larger one more is left for the guest that stands still: neither direction is better throughout.
    solved: { low: 1e3, high: 1e14 },
    solvedWhereGiven: true,
    flag: { argument: 'rate', help: 'maximum rate of transfer of one move' },
  },
  moves: {
    owner: 'platform',
    kind: 'count',
    noun: 'moves at once',
    range: { least: 1, most: 1024 },
    otherwise: { value: 1, because: 'one' },
    flag: { argument: 'number', help: 'moves at once over the link' },
  },
  totalTime: {
    owner: 'budget',
    kind: 'duration',
    noun: 'total time budget',
    flag: { argument: 'time', help: 'maximum total time of the move' },
  },
  downtime: {
    owner: 'budget',
    kind: 'duration',
    noun: 'downtime budget',
    flag: { argument: 'time', help: 'maximum downtime of the guest' },
  },
  machines: {
    owner: 'fleet',
    kind: 'count',
    noun: 'machines',
    range: { least: 1, most: 1_000_000 },
    flag: { argument: 'number', help: 'machines of this kind that move' },
  },
  fleetWindow: {
    owner: 'fleet',
    kind: 'duration',
    noun: 'window for all machines',
    flag: { argument: 'time', help: 'time in which all machines must move' },
    needs: 'machines',
  },
  queueDepth: {
    owner: 'left-behind',
    kind: 'count',
    noun: 'queue depth',
    range: { least: 1, most: 65_536 },
    flag: { argument: 'number', help: 'queue depth on storage left behind' },
  },
  exchanges: {
    owner: 'left-behind',
    kind: 'count',
    noun: 'exchanges per transaction',
    range: { least: 1, most: 1_000_000 },
    flag: { argument: 'number', help: 'exchanges per transaction, one after the other' },
  },
  changeRate: {
    owner: 'replication',
    kind: 'data-rate',
    noun: 'change rate',
    flag: { argument: 'rate', help: 'data changed per second, to be replicated' },
  },
  interval: {
    owner: 'replication',
    kind: 'duration',
    noun: 'snapshot interval',
    flag: { argument: 'time', help: 'time between snapshots' },
    needs: 'changeRate',
  },
} as const satisfies Readonly<Record<string, InputRow>>;
