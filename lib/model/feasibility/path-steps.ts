import { glassRtt, GROUP_INDEX, typicalRtt, typicalRttFactors, vacuumRtt } from '../propagation';
import { formatDistance, formatDuration, measure } from '../quantity';
import type { Metres } from '../units';
import type { Step } from './step';

const LIGHT = '299,792 km/s';

/** No signal is faster. @param distance with the tolerances of both positions taken off */
export const vacuumStep = (distance: Metres): Step => ({
  name: 'round trip of light in vacuum',
  formula: '2 d / c',
  working: `2 x ${formatDistance(distance)} / ${LIGHT}`,
  result: measure('duration', vacuumRtt(distance)),
  source: 'c: SI definition of the metre',
});

/** What half of the measured routes do not exceed. @param distance with the tolerances of both positions taken off */
export const typicalStep = (distance: Metres): Step => ({
  name: 'typical round trip',
  formula: 'f x minimum round trip',
  working: `${Number(typicalRttFactors(distance).median.toFixed(2))} x ${formatDuration(glassRtt(distance))}`,
  result: measure('duration', typicalRtt(distance).median),
  source: 'f: median of 5,183 measured pairs of regions, by distance (docs/model.md)',
});

/** No round trip through standard fibre is shorter. @param distance with the tolerances of both positions taken off */
export const minimumStep = (distance: Metres): Step => ({
  name: 'minimum round trip',
  formula: '2 d n / c',
  working: `2 x ${formatDistance(distance)} x ${GROUP_INDEX} / ${LIGHT}`,
  result: measure('duration', glassRtt(distance)),
  source: `n = ${GROUP_INDEX}: group index of G.652.D fibre at 1550 nm; c: SI`,
});
