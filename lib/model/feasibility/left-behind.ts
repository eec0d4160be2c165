import { detour, remoteOperationsPerSecond, remoteWriteLatency } from '../after-move';
import { formatDuration, measure } from '../quantity';
import { bps } from '../units';
import type { Question } from './question';
import type { Step } from './step';

/** What a machine pays that moved and left its storage, gateway or peers behind. */
export function leftBehind({ rtt }: Question): readonly Step[] {
  if (rtt === undefined || rtt === 0) return [];
  const text = formatDuration(rtt);
  return [
    {
      name: 'write to storage left behind',
      formula: 'RTT',
      working: `${text}: at most ${Math.floor(remoteOperationsPerSecond(rtt)).toLocaleString('en')} operations/s at queue depth 1`,
      result: measure('duration', remoteWriteLatency(rtt)),
      source: 'one operation at a time waits for its answer; some protocols take two round trips',
    },
    {
      name: 'detour over a gateway left behind',
      formula: '2 x RTT',
      working: `2 x ${text} for each request to a peer beside the machine`,
      result: measure('duration', detour(bps(0), rtt, 'new-site').addedRtt),
      source: 'request and answer both go there and come back',
    },
  ];
}
