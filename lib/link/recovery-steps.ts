import { backlogAfter, recoveryPoint, recoveryPointOfBurst } from '../model/asynchronous-replication';
import { formatBandwidth, formatDataRate, formatDuration, formatSize } from '../model/quantity';
import { seconds, type BitsPerSecond, type BytesPerSecond, type Seconds } from '../model/units';
import { amount } from './amount';
import type { LinkStep } from './link-record';
import type { Lagging } from './recovery-ways';

const SOURCE = 'docs/model.md, section 6';

/** How far a copy is behind in steady state and after a burst, step by step. */
export function recoverySteps(
  { interval, burst, changes, copy }: Lagging,
  changeRate: BytesPerSecond,
  rate: BitsPerSecond,
): readonly LinkStep[] {
  const rtt = copy.roundTrip.least;
  const usual = { changeRate, rate, rtt, interval };
  const trip = `${formatDuration(rtt)} / 2`;
  const sent = (changed: string): string =>
    interval === undefined ? '' : `${formatDuration(interval)} + ${changed} x 8 / ${formatBandwidth(rate)} + `;
  const everyText = interval === undefined ? '' : formatDuration(interval);
  const steady: LinkStep = {
    name: 'recovery point',
    formula: interval === undefined ? 'RTT / 2' : 'interval + changes x interval x 8 / rate + RTT / 2',
    working: `${sent(`${changes.text} x ${everyText}`)}${trip}`,
    result: bounded(recoveryPoint(usual)),
    source: `${SOURCE}; as long as changes of ${changes.text} keep within ${formatBandwidth(rate)}`,
  };
  if (burst === undefined) return [steady];
  const { size, lag, drain } = backlogAfter(burst, usual);
  const burstRate = formatDataRate(burst.changeRate);
  return [
    steady,
    {
      name: 'backlog after the burst',
      formula: '(burst - rate / 8) x duration',
      working: `(${burstRate} - ${formatBandwidth(rate)} / 8) x ${formatDuration(burst.duration)}`,
      result: amount('size', size),
      source: `${SOURCE}; nothing where the link carries the burst`,
    },
    {
      name: 'lag after the burst',
      formula: 'backlog x 8 / rate',
      working: `${formatSize(size)} x 8 / ${formatBandwidth(rate)}`,
      result: bounded(lag),
      source: SOURCE,
    },
    {
      name: 'drain after the burst',
      formula: 'backlog / (rate / 8 - changes)',
      working: `${formatSize(size)} / (${formatBandwidth(rate)} / 8 - ${changes.text})`,
      result: bounded(drain),
      source: SOURCE,
    },
    {
      name: 'recovery point after the burst',
      formula:
        interval === undefined
          ? 'lag + RTT / 2'
          : 'interval + changes of an interval x 8 / rate + (burst x 8 / rate - 1) x (duration - interval) + RTT / 2',
      working:
        interval === undefined
          ? `${formatDuration(lag)} + ${trip}`
          : `${sent(`changes of ${everyText}`)}${trip}, with what the burst leaves`,
      result: bounded(seconds(recoveryPointOfBurst(burst, usual))),
      source: `${SOURCE}; snapshots are sent one after the other`,
    },
  ];
}

const bounded = (time: Seconds) => amount('duration', time);
