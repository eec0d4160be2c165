import { glassReach, GROUP_INDEX } from '../model/propagation';
import { seconds } from '../model/units';
import type { CopyLink } from './copy-link';
import { takeOf, takeOfKind } from './option-take';
import type { OptionTake } from './options-record';

/**
 * Up to which round trip something holds; where not even light is so fast between the two places, up to which distance:
 * d = R c / (2 n), as far as fibre reaches in the time.
 */
export function tripTake(
  { roundTrip }: CopyLink,
  most: number,
  text: Pick<OptionTake, 'formula' | 'working' | 'source'>,
): OptionTake | undefined {
  if (most >= (roundTrip.inVacuum ?? 0)) return takeOf('rtt', { passes: 'at most', value: most, ...text });
  return takeOfKind('distance', 'distance', {
    passes: 'at most',
    value: glassReach(seconds(most)),
    formula: `${text.formula} x c / (2 n)`,
    working: `${text.working} x 299,792 km/s / (2 x ${GROUP_INDEX})`,
    source: `${text.source}${text.source === '' ? '' : '; '}docs/model.md, section 1`,
  });
}
