import { flipPoint } from '../model/flip-point';
import { segmentSize } from '../model/framing';
import { framingOf } from '../model/feasibility/live-move';
import { inputs } from '../model/inputs';
import { lossLimit, toleratedLoss } from '../model/loss-limit';
import { formatBandwidth, formatDuration, formatShare, formatSize } from '../model/quantity';
import { longestRttToFill, windowLimit, windowToFill } from '../model/throughput';
import { bps, seconds, type BitsPerSecond, type Seconds } from '../model/units';
import type { CopyLink, CopyUse } from './copy-link';
import { countTake, takeOf } from './option-take';
import type { OptionTake, OptionWay } from './options-record';

/** A rate that a copy must get, and how it is worked out. */
export interface NeededRate {
  readonly rate: BitsPerSecond;
  readonly formula: string;
  readonly working: string;
  readonly source: string;
}

/** What gives a copy the rate that it needs, and of which of it the copy fails without, whatever the rest is. */
export interface RateWay extends OptionWay {
  readonly isNeeded: boolean;
  /** Inputs among them that nobody gives. */
  readonly open: readonly string[];
}

/**
 * Everything that must be so for a copy to get a rate: of each limit that may be below it, where it begins to allow it. The
 * least of the limits is the rate, so that all of them together are enough, and no one of them can be left out.
 * @param shorter a round trip that another requirement asks for
 * @returns undefined where no value that may be entered is enough
 */
export function rateWay(copy: CopyLink, needed: NeededRate, use: CopyUse, shorter?: Seconds): RateWay | undefined {
  const trip = tripFor(copy, needed, shorter);
  const parts = [
    bottleneckPart(copy, needed, use),
    ...(trip === undefined ? [] : [trip.part]),
    ...pathParts(copy, needed, trip?.rtt ?? rttOf(copy, shorter)),
    capPart(copy, needed),
  ];
  if (parts.some((part) => part === 'never')) return undefined;
  const found = parts.filter((part): part is Part => typeof part !== 'string');
  const isTripNeeded = trip === undefined || trip.part === 'holds' || trip.part === 'never' || trip.isNeeded;
  const isPathTaken = found.some(({ take }) => take.input === inputs.window.noun || take.input === inputs.loss.noun);
  // An unknown round trip matters only where something on the path is asked for by it.
  const takes = isTripNeeded || isPathTaken ? found : found.filter(({ take }) => take.input !== inputs.rtt.noun);
  return {
    takes: takes.map(({ take }) => take),
    isNeeded: isTripNeeded || !isPathTaken,
    open: takes.filter(({ isOpen }) => isOpen).map(({ take }) => take.input),
  };
}

interface Part {
  readonly take: OptionTake;
  /** Whether nobody gives the input. */
  readonly isOpen: boolean;
}

type PartOrNot = Part | 'holds' | 'never';

const partOf = (take: OptionTake | undefined, isOpen: boolean): PartOrNot =>
  take === undefined ? 'never' : { take, isOpen };

/** The bandwidth that carries a rate, or the share of it. */
function bottleneckPart({ question }: CopyLink, needed: NeededRate, use: CopyUse): PartOrNot {
  const { bandwidth, share, moves = 1 } = question;
  const framing = framingOf(question);
  const { formula, working, value } = onTheWire(question, needed);
  const source = needed.source;
  const framed = `${(framing * 100).toFixed(1)} %`;
  const carried = (bandwidth ?? 0) * framing;
  if (share !== undefined) {
    if (keeps(needed.rate * moves, carried * share)) return 'holds';
    const worked = {
      passes: 'at least',
      value: value / share,
      formula: `${formula} / share`,
      working: `${working} / ${formatShare(share)}`,
      source,
    } as const;
    return partOf(takeOf('bandwidth', worked), bandwidth === undefined);
  }
  if (!keeps(needed.rate * moves, carried)) {
    const worked = { passes: 'at least', value, formula, working, source } as const;
    return partOf(takeOf('bandwidth', worked, `${inputs.bandwidth.noun} for ${use}`), bandwidth === undefined);
  }
  if (keeps(needed.rate * moves, carried * inputs.share.plausible.worst)) return 'holds';
  const part = value / (bandwidth ?? 1);
  const text = `${needed.working}${moves === 1 ? '' : ` x ${moves}`} / ${formatBandwidth(bandwidth ?? bps(0))} / ${framed}`;
  return partOf(
    takeOf('share', {
      passes: 'at least',
      value: part,
      formula: `${needed.formula}${moves === 1 ? '' : ' x moves'} / bandwidth / framing`,
      working: text,
      source,
    }),
    true,
  );
}

/** What a rate is with the headers of its packets, of all moves together. */
function onTheWire(question: CopyLink['question'], { rate, formula, working }: NeededRate) {
  const { moves = 1 } = question;
  const framing = framingOf(question);
  return {
    value: (rate * moves) / framing,
    formula: `${formula}${moves === 1 ? '' : ' x moves'} / framing`,
    working: `${working}${moves === 1 ? '' : ` x ${moves}`} / ${(framing * 100).toFixed(1)} %`,
  };
}

interface TripPart {
  readonly part: PartOrNot;
  readonly rtt: Seconds;
  readonly isNeeded: boolean;
}

/** Of a round trip that nobody gives: up to where what is given of the path allows the rate, or what no route exceeds. */
function tripFor(copy: CopyLink, needed: NeededRate, shorter: Seconds | undefined): TripPart | undefined {
  const { question, roundTrip } = copy;
  if (question.rtt !== undefined || shorter !== undefined) return undefined;
  const { rtt: bound, ...told } = longestRtt(copy, needed);
  const isBound = bound < roundTrip.ample && bound >= roundTrip.least;
  const rtt = isBound ? bound : rttOf(copy, undefined);
  const text = isBound
    ? { ...told, source: needed.source }
    : {
        formula: '3 x typical round trip',
        working: formatDuration(rtt),
        source: 'no route is longer (docs/model.md, section 7)',
      };
  return { part: partOf(takeOf('rtt', { passes: 'at most', value: rtt, ...text }), true), rtt, isNeeded: isBound };
}

/** Up to this round trip the window and the loss that are given allow a rate. */
function longestRtt({ question }: CopyLink, { rate, formula, working }: NeededRate) {
  const { window, streams = 1, loss, congestionControl, mtu = inputs.mtu.otherwise.value } = question;
  const byWindow = {
    rtt: window === undefined ? seconds(Infinity) : longestRttToFill(rate, window, streams),
    formula: `${streams === 1 ? '' : 'streams x '}window x 8 / (${formula})`,
    working: `${streams === 1 ? '' : `${streams} x `}${window === undefined ? '' : formatSize(window)} x 8 / (${working})`,
  };
  if (loss === undefined || loss === 0 || congestionControl === 'bbr') return byWindow;
  const { low, high } = inputs.rtt.solved;
  const spare = (rtt: number): number => Math.log(lossLimit(loss, seconds(rtt), segmentSize(mtu), streams) / rate);
  const flip = flipPoint(spare, { low, high });
  const byLoss = flip === 'always' ? Infinity : flip === 'never' ? 0 : flip.value;
  if (byLoss >= byWindow.rtt) return byWindow;
  return {
    rtt: seconds(byLoss),
    formula: `the RTT at which loss limits to ${formula}`,
    working: `loss ${formatShare(loss)}, ${working}`,
  };
}

const rttOf = ({ question, roundTrip }: CopyLink, shorter: Seconds | undefined): Seconds =>
  seconds(Math.min(question.rtt ?? roundTrip.ample, shorter ?? Infinity, inputs.rtt.solved.high));

/** What the window of a stream, their number and the loss of the path must be at a round trip. */
function pathParts({ question }: CopyLink, needed: NeededRate, rtt: Seconds): readonly PartOrNot[] {
  const { window, streams: given, loss, congestionControl, mtu = inputs.mtu.otherwise.value } = question;
  const { rate, formula, working, source } = needed;
  const isWide = keeps(rate, windowLimit(window ?? inputs.window.plausible.worst, rtt, given));
  // More than the largest window holds takes more streams.
  const streams = isWide ? (given ?? 1) : Math.max(given ?? 1, Math.ceil(windowToFill(rate, rtt) / LARGEST_WINDOW));
  const [per, parallel] = streams === 1 ? ['', ''] : [' / streams', ` / ${streams}`];
  const segment = segmentSize(mtu);
  const trip = formatDuration(rtt);
  const windowTake = (): PartOrNot =>
    partOf(
      takeOf('window', {
        passes: 'at least',
        value: windowToFill(rate, rtt, streams),
        formula: `${formula} x RTT / 8${per}`,
        working: `${working} x ${trip} / 8${parallel}`,
        source: `${source}; bandwidth-delay product`,
      }),
      window === undefined,
    );
  const streamsTake = (): PartOrNot =>
    partOf(
      countTake('streams', streams, {
        formula: `${formula} x RTT / 8 / largest window, rounded up`,
        working: `${working} x ${trip} / 8 / ${formatSize(LARGEST_WINDOW)}`,
        source: `${source}; RFC 7323`,
      }),
      given === undefined,
    );
  const isClean =
    congestionControl === 'bbr' || keeps(rate, lossLimit(loss ?? inputs.loss.plausible.worst, rtt, segment, streams));
  const lossTake = (): PartOrNot =>
    partOf(
      takeOf('loss', {
        passes: 'at most',
        value: toleratedLoss(rate, rtt, segment, streams),
        formula: `max(3 / (2 w^2), RTT (1.054 / w)^(4/3)), w = ${formula} x RTT / 8 / segment${per}`,
        working: `w = ${working} x ${trip} / 8 / ${segment} B${parallel}`,
        source: `${source}; RFC 9438`,
      }),
      loss === undefined,
    );
  return [
    isWide ? 'holds' : windowTake(),
    streams === (given ?? 1) ? 'holds' : streamsTake(),
    isClean ? 'holds' : lossTake(),
  ];
}

const LARGEST_WINDOW = inputs.window.range.most;

function capPart({ question: { rateCap } }: CopyLink, { rate, formula, working, source }: NeededRate): PartOrNot {
  if (rateCap === undefined || keeps(rate, rateCap)) return 'holds';
  return partOf(takeOf('rateCap', { passes: 'at least', value: rate, formula, working, source }), false);
}

/** From which bandwidth on a copy keeps the rate that it needs, at the least favourable plausible value of what nobody gives. */
export function bandwidthToKeep({ question }: CopyLink, needed: NeededRate): OptionTake | undefined {
  const { share = inputs.share.plausible.worst } = question;
  const { value, formula, working } = onTheWire(question, needed);
  return takeOf('bandwidth', {
    passes: 'at least',
    value: value / share,
    formula: `${formula} / share`,
    working: `${working} / ${formatShare(share)}`,
    source: `${needed.source}${question.share === undefined ? `; share at worst ${formatShare(share)}` : ''}`,
  });
}

/** How far a number may be off a limit by the rounding of its last bits. */
const ROUNDING = 1e-9;

/** Whether a value keeps an upper limit. */
export const keeps = (value: number, limit: number): boolean => value <= limit * (1 + ROUNDING);
