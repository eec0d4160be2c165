import type { PreCopyMigration } from '../pre-copy';
import { formatBandwidth, formatDuration, formatSize, measure } from '../quantity';
import { socketFill } from '../stop-rule';
import {
  BURST_SHARE,
  HOST_DELAY,
  INITIAL_WINDOW,
  SLOW_START,
  SOCKET_BASE,
  SOCKET_GROWTH,
  WAITING_SHARE,
  type Transfer,
} from '../transfer-path';
import { bytes, toBitsPerSecond } from '../units';
import type { Step } from './step';

const SOURCE = 'fitted to real migrations over Linux; docs/model.md, section 3';

/** What TCP makes of the bandwidth of a stream whose path is known: its rate, its start, and what waits when it ends. */
export function transferSteps(migration: PreCopyMigration, transfer: Transfer): readonly Step[] {
  if (migration.path?.rtt === undefined) return [];
  return [...streamSteps(migration, transfer), ...startSteps(migration, transfer), ...socketSteps(migration, transfer)];
}

function streamSteps({ bandwidth, path = {} }: PreCopyMigration, transfer: Transfer): readonly Step[] {
  const { rtt, window, streams = 1 } = path;
  const isOne = streams === 1;
  if (rtt === undefined || (window === undefined && isOne)) return [];
  const whole = formatBandwidth(toBitsPerSecond(bandwidth));
  const inFlight = `${isOne ? '' : `${streams} x `}8 x ${window === undefined ? '' : formatSize(window)}`;
  const round = `${formatDuration(rtt)} + ${formatDuration(HOST_DELAY)} + ${inFlight} / (${1 / BURST_SHARE} x ${whole})`;
  const waiting = isOne ? '' : ` x (1 - ${WAITING_SHARE} x (1 - 1 / ${streams}))`;
  return [
    {
      name: isOne ? 'rate of the stream' : 'rate of the streams',
      formula: `min(P, k S / (R + ${formatDuration(HOST_DELAY)} + k S / (${1 / BURST_SHARE} P)))${isOne ? '' : ` x (1 - ${WAITING_SHARE} (1 - 1 / k))`}`,
      working: `${window === undefined ? whole : `min(${whole}, ${inFlight} / (${round}))`}${waiting}`,
      result: measure('bandwidth', toBitsPerSecond(transfer.uncapped)),
      source: `a sender that waits for room in its socket is woken late${isOne ? '' : ', and all wait for the slowest'}; ${SOURCE}`,
    },
  ];
}

function startSteps({ path = {} }: PreCopyMigration, { startup, ramp }: Transfer): readonly Step[] {
  const { rtt } = path;
  if (rtt === undefined || rtt === 0 || path.startup !== undefined) return [];
  const grows = ramp > 2 * INITIAL_WINDOW;
  const doublings = `log2(${formatSize(ramp)} / ${formatSize(INITIAL_WINDOW)}) - 1`;
  return [
    {
      name: 'start of the stream',
      formula: grows ? `R (1 + ${SLOW_START} (log2(in flight / initial window) - 1))` : 'R',
      working: grows ? `${formatDuration(rtt)} x (1 + ${SLOW_START} x (${doublings}))` : formatDuration(rtt),
      result: measure('duration', startup),
      source: `handshake and slow start, initial window of RFC 6928; ${SOURCE}`,
    },
  ];
}

function socketSteps({ path = {}, downtimeLimit }: PreCopyMigration, transfer: Transfer): readonly Step[] {
  const { rtt, window, streams = 1, queue } = path;
  const inFlight = bytes(transfer.bandwidth * (rtt ?? 0));
  // A first round that is shorter leaves no more than it sent.
  const isCapped = transfer.bandwidth < transfer.uncapped;
  const isShort = transfer.backlog < (transfer.held - inFlight) * (1 - 1e-9);
  if (rtt === undefined || path.backlog !== undefined || isShort || isCapped) return [];
  const fill = socketFill(downtimeLimit);
  const room = `${formatSize(SOCKET_BASE)} + ${SOCKET_GROWTH} x (${formatSize(inFlight)} + ${formatSize(queue ?? inFlight)})`;
  const held = fill === 1 ? room : `(${room}) x ${Number(fill.toPrecision(3))}`;
  return [
    {
      name: 'left in socket and queue',
      formula: `H = min(k S, (${formatSize(SOCKET_BASE)} + ${SOCKET_GROWTH} (B R + Q)) f) - B R`,
      working: `${window === undefined ? held : `min(${formatSize(bytes(window * streams))}, ${held})`} - ${formatSize(inFlight)}`,
      result: measure('size', transfer.backlog),
      source: `${queue === undefined ? 'no queue declared: Q = B R; ' : ''}f = ${Number(fill.toPrecision(3))}; ${SOURCE}`,
    },
  ];
}
