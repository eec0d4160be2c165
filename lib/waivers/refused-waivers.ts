import type { Declarations } from '../declarations/declarations';
import type { WaiverRun } from '../findings/run-result';
import { declaredAt } from '../rules/declared-at';
import { asGiven } from './apply-waivers';

/** A waiver that accepts nothing, since it stands where nobody may give it. */
export interface RefusedRun extends Omit<WaiverRun, 'status'> {
  readonly status: 'refused';
  readonly because: string;
}

/** The waivers that are not taken, in the order in which they were declared. */
export const refusedWaivers = ({ refusedWaivers: refused = [] }: Declarations): readonly RefusedRun[] =>
  refused.map(({ waiver, because }) => ({
    ...asGiven(waiver),
    status: 'refused',
    because,
    waived: 0,
    ...declaredAt(waiver.origin),
  }));
