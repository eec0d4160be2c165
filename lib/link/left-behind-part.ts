import { chattyLatency, remoteOperationsPerSecond } from '../model/after-move';
import { formatDuration } from '../model/quantity';
import { seconds, type Seconds } from '../model/units';
import { amount } from './amount';
import type { LinkStep } from './link-record';
import type { LinkValues } from './read-options';

/** What a machine pays that left its storage or its peers behind; `least` is the declared round trip, else the minimum. */
export function leftBehindPart(
  { queueDepth, exchanges }: LinkValues,
  least: Seconds | undefined,
): readonly LinkStep[] | null {
  if (least === undefined || (queueDepth === undefined && exchanges === undefined)) return null;
  const text = formatDuration(least);
  const steps: LinkStep[] = [];
  if (queueDepth !== undefined) {
    const rate = Math.floor(remoteOperationsPerSecond(least, queueDepth));
    steps.push({
      name: 'time for each operation on storage left behind',
      formula: 'RTT / queue depth',
      working: `${text} / ${queueDepth}`,
      result: amount('duration', seconds(least / queueDepth)),
      source: `at most ${rate} operations/s (Little's law); the time of the storage itself is not included`,
    });
  }
  if (exchanges !== undefined) {
    steps.push({
      name: 'transaction with a peer left behind',
      formula: 'exchanges x RTT',
      working: `${exchanges} x ${text}`,
      result: amount('duration', chattyLatency(exchanges, least)),
      source: 'each exchange waits for the previous one',
    });
  }
  return steps;
}
