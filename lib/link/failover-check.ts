import { formatDuration } from '../model/quantity';
import { seconds, type Seconds } from '../model/units';
import { amount } from './amount';
import type { LinkStep } from './link-record';
import { heldCheck, type OptionCheck } from './option-check';
import { summedTime } from './summed-time';
import { takeOfKind } from './option-take';

/** What a failover takes, and what that is held against. */
export interface Failover {
  /** Undefined where nobody says how long it may take. */
  readonly check: OptionCheck | undefined;
  /** In words, such as `80 s`; undefined while a time is unknown. */
  readonly time: string | undefined;
  readonly steps: readonly LinkStep[];
}

const SOURCE = 'from the decision to fail over; the time to notice the failure is not included';

/** Times that a failover takes one after the other, against the recovery time objective. */
export function failoverCheck(
  times: readonly { readonly noun: string; readonly value: Seconds | undefined }[],
  limit: Seconds | undefined,
): Failover {
  const sum = summedTime(times);
  const formula = times.map(({ noun }) => noun).join(' + ');
  const isKnown = sum.open.length === 0;
  const time = formatDuration(seconds(sum.known));
  const step: LinkStep = {
    name: 'failover',
    formula,
    working: sum.knownText,
    result: amount('duration', seconds(sum.known)),
    source: SOURCE,
  };
  const told = { time: isKnown ? time : undefined, steps: isKnown ? [step] : [] };
  if (limit === undefined) return { check: undefined, ...told };
  const take = takeOfKind('duration', sum.noun, {
    passes: 'at most',
    value: limit - (isKnown ? 0 : sum.known),
    formula: isKnown || sum.knownText === '' ? 'objective' : 'objective - what is known',
    working:
      isKnown || sum.knownText === ''
        ? formatDuration(limit)
        : `${formatDuration(limit)} - ${sum.knownText.replaceAll('+', '-')}`,
    source: SOURCE,
  });
  const held = {
    id: 'failover-within-objective',
    kind: 'duration',
    noun: 'failover time',
    least: sum.least,
    most: sum.most,
    limit,
    failing: 'over-budget',
  } as const;
  const ways = take === undefined ? [] : [{ takes: [take] }];
  return { check: heldCheck(held, [{ open: sum.open, decides: true, ways, isNeeded: true }]), ...told };
}
