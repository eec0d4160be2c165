import { recoveryPoint } from '../model/asynchronous-replication';
import { synchronousWriteLatency } from '../model/coupling';
import { formatBandwidth, formatDataRate, formatDuration } from '../model/quantity';
import type { BitsPerSecond, Seconds } from '../model/units';
import { amount } from './amount';
import type { LinkStep } from './link-record';
import type { LinkValues } from './read-options';

/** Replication over the link, synchronous and asynchronous; null where no change rate is given. */
export function replicationPart(
  { changeRate, interval }: LinkValues,
  least: Seconds | undefined,
  rate: BitsPerSecond | undefined,
): readonly LinkStep[] | null {
  if (changeRate === undefined || least === undefined) return null;
  const rtt = formatDuration(least);
  const synchronous: LinkStep = {
    name: 'synchronous write',
    formula: 'RTT to the farthest copy',
    working: rtt,
    result: amount('duration', synchronousWriteLatency([least])),
    source: 'added to each write; some protocols take two round trips',
  };
  if (rate === undefined) return [synchronous];
  const point = recoveryPoint({ changeRate, rate, rtt: least, interval });
  const between = interval === undefined ? '' : `${formatDuration(interval)} + `;
  const changed =
    interval === undefined
      ? ''
      : `${formatDataRate(changeRate)} x ${formatDuration(interval)} x 8 / ${formatBandwidth(rate)} + `;
  const lag = Number.isFinite(point)
    ? 'maximum age of the newest complete remote copy'
    : `changes of ${formatDataRate(changeRate)} exceed ${formatBandwidth(rate)}: the lag grows without bound`;
  return [
    synchronous,
    {
      name: 'recovery point of asynchronous replication',
      formula: interval === undefined ? 'RTT / 2' : 'interval + changes x interval x 8 / rate + RTT / 2',
      working: `${between}${changed}${rtt} / 2`,
      result: amount('duration', point),
      source: lag,
    },
  ];
}
