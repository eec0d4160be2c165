import { inputs } from '../model/inputs';
import { formatBandwidth } from '../model/quantity';
import { toBitsPerSecond, type Seconds } from '../model/units';
import { amount } from './amount';
import { changesToKeep, rateToKeep, type AskedChanges } from './asked-changes';
import { openOf, type CopyLink } from './copy-link';
import type { OptionCheck } from './option-check';
import type { OptionWay } from './options-record';
import { bandwidthToKeep, keeps, rateWay } from './rate-takes';

/** Whether a link carries all that is written, so that what waits does not grow without bound. @param shorter see `rateWay` */
export function changesCheck(copy: CopyLink, changes: AskedChanges, shorter?: Seconds): OptionCheck {
  const { best, worst } = copy;
  const { rate } = changes;
  const written = rate === undefined ? undefined : toBitsPerSecond(rate);
  const kept = changesToKeep(changes, copy);
  const demand: readonly OptionWay[] = kept === undefined ? [] : [{ takes: [kept] }];
  if (written === undefined || rate === undefined) {
    const told =
      kept === undefined
        ? []
        : [{ noun: kept.input, passes: kept.passes, measure: kept.measure, isNeeded: best === worst }];
    const needed =
      kept === undefined ? '' : `; at most ${kept.measure.text} is ${best === worst ? 'needed' : 'enough'}`;
    const reason = {
      verdict: 'undetermined',
      id: `${changes.name === 'diskChurn' ? 'disk-churn' : 'change-rate'}-unknown`,
      message: `${changes.noun} is unknown${needed}`,
      value: null,
      limit: kept?.measure ?? null,
    } as const;
    return {
      verdict: 'undetermined',
      reasons: [reason],
      ways: demand,
      told,
      open: [changes.noun, ...(copy.question.bandwidth === undefined ? [inputs.bandwidth.noun] : [])],
    };
  }
  const holds = keeps(written, worst);
  const needed = rateToKeep(rate, changes.text);
  const way = holds ? undefined : rateWay(copy, needed, 'replication', shorter);
  const margin = holds ? bandwidthToKeep(copy, needed) : undefined;
  const supply: readonly OptionWay[] = [
    ...(way === undefined || way.takes.length === 0 ? [] : [{ takes: way.takes }]),
    ...(margin === undefined ? [] : [{ takes: [margin] }]),
  ];
  const verdict = !keeps(written, best) ? 'does-not-converge' : holds ? 'feasible' : 'undetermined';
  const carried = verdict === 'feasible' ? worst : best;
  const isKnown = copy.question.bandwidth !== undefined;
  const told =
    verdict === 'undetermined'
      ? (way?.takes ?? []).map(({ input, passes, measure }) => ({
          noun: input,
          passes,
          measure,
          isNeeded: way?.isNeeded === true,
        }))
      : [];
  const is = verdict === 'feasible' ? 'at least ' : 'at most ';
  const rateText = isKnown
    ? `the link carries ${best === worst ? '' : is}${formatBandwidth(carried)}`
    : 'the link is unknown';
  return {
    verdict,
    reasons: [
      {
        verdict,
        id: 'changes-within-rate',
        message: `changes of ${changes.text} are ${formatBandwidth(written)}; ${rateText}`,
        value: amount('bandwidth', written),
        limit: isKnown ? amount('bandwidth', carried) : null,
      },
    ],
    ways: [...supply, ...demand],
    told,
    open: verdict === 'undetermined' ? (way?.open ?? openOf(copy)) : [],
  };
}
