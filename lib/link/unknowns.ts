import { flipPointOf, type InputFlip } from '../model/feasibility/flip-points';
import type { Question } from '../model/feasibility/question';
import { inputs } from '../model/inputs';
import { bytes } from '../model/units';
import { formatDuration } from '../model/quantity';
import { typicalRtt } from '../model/propagation';
import { amountOf } from './amount';
import type { LinkFlip, LinkUnknown } from './link-record';
import type { PlatformProfile } from './platform-profile';
import { doubt, nameOf } from './reason-text';

export function linkFlip({ input, flip }: InputFlip): LinkFlip {
  return {
    input: inputs[input].noun,
    passes: flip.kind === 'at-most' ? 'at most' : 'at least',
    measure: amountOf(inputs[input].kind, flip.value),
  };
}

/** What was not said: inputs that decide, inputs that are taken as harmless, and limits that nobody published. */
export function linkUnknowns(
  question: Question,
  flips: readonly InputFlip[],
  platform: PlatformProfile | undefined,
): readonly LinkUnknown[] {
  const { rtt, bandwidth, memory, dirtyRate, dirtyCurve, window, loss } = question;
  const deciding = [
    ...(rtt === undefined ? [unknownInput('rtt', flips, roundTripHint(question))] : []),
    ...(bandwidth === undefined ? [unknownInput('bandwidth', flips)] : []),
    ...(memory === undefined ? [unknownInput('memory', flips)] : []),
    ...(dirtyRate === undefined && dirtyCurve === undefined
      ? [unknownInput('dirtyRate', dirtyFlips(question, flips))]
      : []),
  ];
  const harmless = [
    ...(window === undefined ? [taken('window', flips, 'no limit')] : []),
    ...(loss === undefined ? [taken('loss', flips, 'none')] : []),
  ].flat();
  return [...deciding, ...harmless, ...(platform === undefined ? [] : platformUnknowns(platform))];
}

type Input = InputFlip['input'];

function unknownInput(input: Input, flips: readonly InputFlip[], hint = ''): LinkUnknown {
  const { noun: name } = inputs[input];
  const own = flips.filter((one) => one.input === input).map(linkFlip);
  const told = own.length === 0 ? '' : `: ${own.map(passes).join(' ')} it passes`;
  return { input: name, message: `${name} is not known${told}${hint}`, threshold: thresholdOf(own.at(-1)) };
}

/** An unknown that is taken to do no harm is worth a line only where it could. */
function taken(input: Input, flips: readonly InputFlip[], as: string): readonly LinkUnknown[] {
  const flip = flipOf(input, flips);
  if (flip === undefined) return [];
  const { noun: name } = inputs[input];
  const message = `${name} is not known and taken as ${as}: ${passes(flip)} it passes`;
  return [{ input: name, message, threshold: thresholdOf(flip) }];
}

const passes = ({ passes: side, measure }: LinkFlip): string =>
  side === 'at least' ? `from ${measure.text} on` : `up to ${measure.text}`;

const thresholdOf = (flip: LinkFlip | undefined): LinkUnknown['threshold'] =>
  flip === undefined ? null : { passes: flip.passes, measure: flip.measure };

function flipOf(input: Input, flips: readonly InputFlip[]): LinkFlip | undefined {
  const found = flips.find((one) => one.input === input);
  return found && linkFlip(found);
}

/** Where the memory is not known either: whoever writes one page after the other may write as much as is carried. */
function dirtyFlips(question: Question, flips: readonly InputFlip[]): readonly InputFlip[] {
  if (question.memory !== undefined) return flips;
  const flip = flipPointOf({ ...question, memory: bytes(2 ** 60), writes: 'cyclic' }, 'dirtyRate');
  return flip === undefined ? [] : [{ input: 'dirtyRate', flip }];
}

function roundTripHint({ distance }: Question): string {
  if (distance === undefined || distance.least === 0) return '';
  const { fast, slow } = typicalRtt(distance.least);
  return `; at this distance ${formatDuration(fast)} to ${formatDuration(slow)} are common`;
}

function platformUnknowns(platform: PlatformProfile): readonly LinkUnknown[] {
  const { maxRtt, minBandwidth, throttles } = platform;
  const who = nameOf(platform);
  const limits = [
    { input: 'longest round trip', limit: maxRtt, kind: 'duration', side: 'at most' },
    { input: 'least bandwidth', limit: minBandwidth, kind: 'bandwidth', side: 'at least' },
  ] as const;
  const open = limits.flatMap(({ input, limit: { certain, doubtful }, kind, side }): LinkUnknown[] => {
    if (certain !== undefined) return [];
    const measure = doubtful && amountOf(kind, doubtful.value);
    const said = measure === undefined ? 'none was read for any version' : doubt(doubtful, measure.text, side);
    return [
      {
        input: `${input} of ${who}`,
        message: `${input} of ${who} is not known: ${said}`,
        threshold: measure === undefined ? null : { passes: side, measure },
      },
    ];
  });
  const slowing = {
    input: `throttling by ${who}`,
    message: `whether ${who} slows a guest until pre-copy ends is not known`,
    threshold: null,
  };
  return throttles === undefined ? [...open, slowing] : open;
}
