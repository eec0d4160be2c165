import type { InputRow } from './input-row';
import { mbps, ms, percent } from './units';

/** What is asked of a platform and its use, what people allow, and what is asked of the parts beyond one move. */
export const moveInputs = {
  maxRtt: {
    owner: 'platform',
    kind: 'duration',
    noun: 'maximum round trip',
    otherwise: { value: ms(150), because: 'the largest that a vendor published' },
    flag: { argument: 'time', help: 'most that is supported, also by versions that publish none' },
  },
  minBandwidth: {
    owner: 'platform',
    kind: 'bandwidth',
    noun: 'minimum bandwidth',
    // Source: Broadcom KB 2106949.
    otherwise: { value: mbps(250), because: 'what vSphere 6 asks for each move at once' },
    flag: { argument: 'rate', help: 'least for one move, also by versions that publish none' },
  },
  downtimeLimit: {
    owner: 'platform',
    kind: 'duration',
    noun: 'downtime limit',
    otherwise: { value: ms(500), because: 'as live migration is commonly set', toldWith: [] },
    solved: { low: 1e-3, high: 3_600 },
    flag: { argument: 'time', help: 'within which the last part must fit' },
  },
  minGuestSpeed: {
    owner: 'platform',
    kind: 'share',
    noun: 'minimum guest speed',
    range: { above: 0 },
    otherwise: { value: percent(50), because: "our policy, no vendor's number", toldWith: ['throttles'] },
    flag: { argument: 'share', help: 'to which a guest may be slowed' },
  },
  rateCap: {
    owner: 'platform',
    kind: 'bandwidth',
    noun: 'rate cap',
    flag: { argument: 'rate', help: 'most that one move may take' },
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
    noun: 'budget for the whole move',
    flag: { argument: 'time', help: 'maximum time of the whole move' },
  },
  downtime: {
    owner: 'budget',
    kind: 'duration',
    noun: 'budget for the downtime',
    flag: { argument: 'time', help: 'maximum downtime of the guest' },
  },
  machines: {
    owner: 'fleet',
    kind: 'count',
    noun: 'machines',
    range: { least: 1, most: 1_000_000 },
    flag: { argument: 'number', help: 'of this kind that move' },
  },
  fleetWindow: {
    owner: 'fleet',
    kind: 'duration',
    noun: 'window for all machines',
    flag: { argument: 'time', help: 'within which all of them move' },
    needs: 'machines',
  },
  queueDepth: {
    owner: 'left-behind',
    kind: 'count',
    noun: 'queue depth',
    range: { least: 1, most: 65_536 },
    flag: { argument: 'number', help: 'on storage left behind' },
  },
  exchanges: {
    owner: 'left-behind',
    kind: 'count',
    noun: 'exchanges of a transaction',
    range: { least: 1, most: 1_000_000 },
    flag: { argument: 'number', help: 'of a transaction, one after the other' },
  },
  changeRate: {
    owner: 'replication',
    kind: 'data-rate',
    noun: 'change rate',
    flag: { argument: 'rate', help: 'what changes and has to be sent' },
  },
  interval: {
    owner: 'replication',
    kind: 'duration',
    noun: 'interval of snapshots',
    flag: { argument: 'time', help: 'between snapshots' },
    needs: 'changeRate',
  },
} as const satisfies Readonly<Record<string, InputRow>>;
