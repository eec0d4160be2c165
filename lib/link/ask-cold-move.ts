import { coldMoveTime, finalDelta, oldestSync, sizeOfColdMove } from '../model/cold-move';
import { formatBandwidth, formatDataRate, formatDuration, formatSize } from '../model/quantity';
import { inputs } from '../model/inputs';
import { bps, bytes, seconds, type Seconds } from '../model/units';
import { amount } from './amount';
import { openOf, type CopyLink } from './copy-link';
import type { LinkStep } from './link-record';
import { answerOf, heldCheck, rangeText, type OpenPart } from './option-check';
import { summedTime, type SummedTime } from './summed-time';
import { leftOf, type Left } from './window-left';
import { takeOf, takeOfKind } from './option-take';
import type { OptionAnswer, OptionId, OptionTake, OptionWay } from './options-record';
import { bandwidthToKeep, keeps, rateWay, type NeededRate } from './rate-takes';
import type { LinkValues } from './read-options';

/** What is copied while the machine is switched off. */
type Method = 'whole disk' | 'replicated first';

/** What is copied, as far as it is known. */
interface Copied {
  readonly least: number;
  readonly most: number;
  readonly open: readonly string[];
  /** In symbols, and with numbers where all are known. */
  readonly formula: string;
  readonly working: string;
}

const SOURCE = 'docs/model.md, section 4';

/** A machine that is stopped, copied and started again within a window: its whole disk, or what a replica lacks. */
export function askColdMove(copy: CopyLink, values: LinkValues, window: Seconds, method: Method): OptionAnswer {
  const { best, worst } = copy;
  const copied = method === 'whole disk' ? wholeDisk(values) : delta(values);
  const restart = summedTime([
    { noun: inputs.stopTime.noun, value: values.stopTime },
    { noun: inputs.startTime.noun, value: values.startTime },
    { noun: inputs.dnsTime.noun, value: values.dnsTime },
  ]);
  const most = copyTime(copied.most, worst);
  const held = {
    id: 'cold-move-within-window',
    kind: 'duration',
    noun: 'downtime',
    least: copyTime(copied.least, best) + restart.least,
    most: most + restart.most,
    limit: window,
    failing: 'over-budget',
  } as const;
  const left = leftOf(restart, window);
  const byRestart = Number.isFinite(most) ? restartWays(most, restart, window, copied, copy) : [];
  // Where the times alone are enough, nothing has to be divided.
  const isAsked = left.with.length === 0 || byRestart.length === 0;
  const waysOf = (ways: readonly OptionWay[]): readonly OptionWay[] => (isAsked ? ways : []);
  const rated = ratePart(copy, copied, left, {
    decides: !keeps(copyTime(copied.least, worst) + restart.least, window),
    holds: keeps(held.most, window),
  });
  const parts: readonly OpenPart[] = [
    { ...rated, ways: waysOf(rated.ways) },
    {
      open: copied.open,
      decides: !keeps(copyTime(copied.most, best) + restart.least, window),
      ways: worst === 0 ? [] : waysOf(amountWays(copy, values, left, method)),
      isNeeded: best === worst && restart.open.length === 0,
    },
    {
      open: restart.open,
      decides: restart.open.length > 0,
      ways: byRestart,
      isNeeded: keeps(most, copyTime(copied.least, best)),
    },
  ];
  return answerOf(
    {
      id: `${method === 'whole disk' ? 'cold' : 'replicated'}-move-${window}s` as OptionId,
      name: `cold move in ${formatDuration(window)}, ${method}`,
      sees: seen(held),
      asks: null,
      steps: stepsOf(copy, copied, restart, method),
      notes: [],
    },
    [heldCheck(held, parts)],
    copy.impossible,
  );
}

/** Nothing is copied at once over any link. */
const copyTime = (copied: number, rate: number): number => (copied === 0 ? 0 : coldMoveTime(bytes(copied), bps(rate)));

function wholeDisk({ disk }: LinkValues): Copied {
  const { noun } = inputs.disk;
  if (disk === undefined) return { least: 0, most: Infinity, open: [noun], formula: noun, working: '' };
  return { least: disk, most: disk, open: [], formula: noun, working: formatSize(disk) };
}

function delta({ disk, diskChurn, sinceSync }: LinkValues): Copied {
  const formula = 'churn x time since the last copy';
  if (diskChurn !== undefined && sinceSync !== undefined) {
    const copied = finalDelta(disk ?? bytes(Infinity), { churn: diskChurn, sinceSync });
    const text = `${formatDataRate(diskChurn)} x ${formatDuration(sinceSync)}`;
    const told = copied === disk ? { formula: 'disk', working: formatSize(disk) } : { formula, working: text };
    return { least: copied, most: copied, open: [], ...told };
  }
  const open = [
    ...(diskChurn === undefined ? [inputs.diskChurn.noun] : []),
    ...(sinceSync === undefined && diskChurn !== 0 ? [inputs.sinceSync.noun] : []),
  ];
  return { least: 0, most: diskChurn === 0 ? 0 : (disk ?? Infinity), open, formula, working: '' };
}

interface Standing {
  readonly decides: boolean;
  /** Whether the check holds as it is, so that it is asked up to where it does. */
  readonly holds: boolean;
}

function ratePart(copy: CopyLink, copied: Copied, left: Left, { decides, holds }: Standing): OpenPart {
  if (copied.working === '' || copied.most === 0) {
    return { open: openOf(copy), decides, ways: [], isNeeded: false };
  }
  const needed: NeededRate = {
    rate: bps((copied.most * 8) / left.time),
    formula: `${copied.formula} x 8 / ${left.formula}`,
    working: `${copied.working} x 8 / ${left.working}`,
    source: SOURCE,
  };
  if (holds) return { open: [], decides, ways: wayOf([bandwidthToKeep(copy, needed)]), isNeeded: true };
  const way = rateWay(copy, needed, 'migration');
  if (way === undefined) return { open: openOf(copy), decides, ways: [], isNeeded: false };
  return {
    open: way.open,
    decides,
    ways: way.takes.length === 0 ? [] : wayOf([...way.takes, ...left.with]),
    isNeeded: way.isNeeded && left.with.length === 0,
  };
}

/** One way of everything that may be entered; none if a part of it may not. */
const wayOf = (takes: readonly (OptionTake | undefined)[]): readonly OptionWay[] =>
  takes.some((take) => take === undefined) ? [] : [{ takes: takes.filter((take) => take !== undefined) }];

/** How much may be copied, or what makes it so much. */
function amountWays(
  { worst }: CopyLink,
  { disk, diskChurn, sinceSync }: LinkValues,
  left: Left,
  method: Method,
): readonly OptionWay[] {
  const { formula, working } = left;
  const rate = formatBandwidth(worst);
  const most = sizeOfColdMove(worst, left.time);
  if (method === 'whole disk') {
    const text = { formula: `${formula} x rate / 8`, working: `${working} x ${rate} / 8`, source: SOURCE };
    return wayOf([takeOf('disk', { passes: 'at most', value: most, ...text }), ...left.with]);
  }
  // A delta is never more than the disk.
  if (disk !== undefined && disk <= most) return [];
  const perByte = `${working} x ${rate} / (8 x `;
  const age =
    diskChurn === undefined || diskChurn === 0
      ? undefined
      : takeOf('sinceSync', {
          passes: 'at most',
          value: oldestSync(diskChurn, worst, left.time),
          formula: `${formula} x rate / (8 x churn)`,
          working: `${perByte}${formatDataRate(diskChurn)})`,
          source: SOURCE,
        });
  const churn =
    sinceSync === undefined
      ? undefined
      : takeOf('diskChurn', {
          passes: 'at most',
          value: most / sinceSync,
          formula: `${formula} x rate / (8 x time since the last copy)`,
          working: `${perByte}${formatDuration(sinceSync)})`,
          source: SOURCE,
        });
  return [age, churn].flatMap((take) => wayOf([take, ...left.with]));
}

/** What the copy leaves of the window for the times that nobody gives, or for all of them. */
function restartWays(
  most: number,
  { open, known, knownText, noun }: SummedTime,
  window: Seconds,
  copied: Copied,
  { worst }: CopyLink,
): readonly OptionWay[] {
  const isPartly = open.length > 0 && knownText !== '';
  const copyText = copied.most === 0 ? '' : ` - ${copied.working} x 8 / ${formatBandwidth(worst)}`;
  const take = takeOfKind('duration', noun, {
    passes: 'at most',
    value: window - most - (isPartly ? known : 0),
    formula: `window - ${copied.formula} x 8 / rate${isPartly ? ' - what is known' : ''}`,
    working: `${formatDuration(window)}${copyText}${isPartly ? ` - ${knownText.replaceAll('+', '-')}` : ''}`,
    source: SOURCE,
  });
  return wayOf([take]);
}

function seen({ least, most }: { readonly least: number; readonly most: number }): readonly string[] {
  const isUnknown = least === Infinity || (least === 0 && most === Infinity);
  return [isUnknown ? 'downtime is unknown' : `downtime ${rangeText('duration', least, most)}`, 'no write is lost'];
}

function stepsOf(
  { rate }: CopyLink,
  copied: Copied,
  { open, known, knownText }: SummedTime,
  method: Method,
): readonly LinkStep[] {
  if (rate === undefined || copied.working === '') return [];
  const time = seconds(copyTime(copied.least, rate));
  const copyStep: LinkStep = {
    name: method === 'whole disk' ? 'copy of the disk' : 'copy of the final delta',
    formula: `${copied.formula} x 8 / rate`,
    working: `${copied.working} x 8 / ${formatBandwidth(rate)}`,
    result: amount('duration', time),
    source: `${SOURCE}; memory is not copied`,
  };
  if (open.length > 0) return [copyStep];
  const downtime: LinkStep = {
    name: 'downtime',
    formula: 'copy + stop + start + DNS',
    working: `${formatDuration(time)} + ${knownText}`,
    result: amount('duration', seconds(time + known)),
    source: SOURCE,
  };
  return [copyStep, downtime];
}
