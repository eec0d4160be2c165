import { LONGEST_POLICY_WINDOW, oldestSync } from '../cold-move';
import { formatBandwidth, formatDataRate, formatDuration, formatSize, measure } from '../quantity';
import type { Numbers } from './numbers';
import type { Question } from './question';
import type { Step } from './step';

/** Copying the disk of a machine that is switched off; and how old a replica may be, where its age is not known. */
export function coldSteps({ diskChurn, sinceSync }: Question, { cold, carried }: Numbers): readonly Step[] {
  if (cold === undefined || carried === undefined) return [];
  const rate = formatBandwidth(carried.rate);
  const what = sinceSync === undefined || diskChurn === undefined ? 'disk' : 'churn x time since sync';
  const longest = formatDuration(LONGEST_POLICY_WINDOW);
  const fits = cold.fits === undefined ? `longer than ${longest}` : `fits ${formatDuration(cold.fits)}`;
  const move: Step = {
    name: 'cold move',
    formula: `${what} x 8 / rate`,
    working: `${formatSize(cold.copied)} x 8 / ${rate}`,
    result: measure('duration', cold.window),
    source: `${fits}; stop, start and DNS time come on top`,
  };
  if (diskChurn === undefined || sinceSync !== undefined) return [move];
  const age: Step = {
    name: 'age of a replica that fits',
    formula: 'window x rate / (8 x churn)',
    working: `${longest} x ${rate} / (8 x ${formatDataRate(diskChurn)})`,
    result: measure('duration', oldestSync(diskChurn, carried.rate, LONGEST_POLICY_WINDOW)),
    source:
      'what changed since the last synchronisation is copied while the machine is stopped; the window is a policy',
  };
  return [move, age];
}
