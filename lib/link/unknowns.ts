import { flipsOfMove } from '../facts/flips-of-move';
import { commonRoundTrip } from '../facts/path-facts';
import type { InputFlip } from '../model/feasibility/flip-points';
import { inputRow, inputs, measureInput, solvedNames, type SolvedName } from '../model/inputs';
import type { Reason } from '../model/verdict';
import { amountOf, flipAmount } from './amount';
import type { KnownLink } from './known-link';
import { flagOf } from './link-flags';
import type { LinkFlip, LinkUnknown } from './link-record';

export const linkFlip = ({ input, flip }: InputFlip): LinkFlip => ({
  input: inputs[input].noun,
  passes: flip.kind === 'at-most' ? 'at most' : 'at least',
  measure: flipAmount({ input, flip }),
});

/** What was not said: inputs that decide, inputs that are taken as harmless, and limits that nobody published. */
export function linkUnknowns(
  link: KnownLink,
  reasons: readonly Reason[],
  flips: readonly InputFlip[],
): readonly LinkUnknown[] {
  const { question } = link.asked;
  const missing = solvedNames.filter((name) => question[name] === undefined);
  const deciding = missing.filter((name) => name === 'rtt' || reasons.some(({ input }) => input === name));
  const told = question.memory === undefined ? flipsOfMove(question) : flips;
  return [
    ...deciding.map((name) => unknownInput(name, told, name === 'rtt' ? commonRoundTrip(link.path) : undefined)),
    ...missing.filter((name) => !deciding.includes(name)).flatMap((name) => taken(name, flips)),
    ...platformUnknowns(link),
  ];
}

function unknownInput(input: SolvedName, flips: readonly InputFlip[], hint: string | undefined): LinkUnknown {
  const { noun } = inputs[input];
  const own = flips.filter((one) => one.input === input).map(linkFlip);
  const passing = own.length === 0 ? '' : `; the move is feasible ${own.map(passes).join(' ')}`;
  const message = `${noun} is unknown${passing}${hint === undefined ? '' : `; ${hint}`}`;
  return { input: noun, message, threshold: thresholdOf(own.at(-1)) };
}

/** An unknown that would have to be worse than is plausible to change the verdict is worth a line only where it could. */
function taken(input: SolvedName, flips: readonly InputFlip[]): readonly LinkUnknown[] {
  const { noun, plausible } = inputRow(input);
  const found = flips.find((one) => one.input === input);
  if (plausible === undefined || found === undefined) return [];
  const flip = linkFlip(found);
  const worst = `${measureInput(input, plausible.worst).text}: ${plausible.because}`;
  const message = `${noun} is unknown; the verdict holds ${passes(flip)} (assumed is at worst ${worst})`;
  return [{ input: noun, message, threshold: thresholdOf(flip) }];
}

const passes = ({ passes: side, measure }: LinkFlip): string =>
  side === 'at least' ? `from ${measure.text} upwards` : `up to ${measure.text}`;

const thresholdOf = (flip: LinkFlip | undefined): LinkUnknown['threshold'] =>
  flip === undefined ? null : { passes: flip.passes, measure: flip.measure };

/** What the vendor leaves open, and what stands in. */
function platformUnknowns({ platform, limits }: KnownLink): readonly LinkUnknown[] {
  if (platform === undefined) return [];
  const { name: who, throttles } = platform;
  const sides = [
    { name: 'maxRtt', kind: 'duration', side: 'at most' },
    { name: 'minBandwidth', kind: 'bandwidth', side: 'at least' },
  ] as const;
  const open = sides.flatMap(({ name, kind, side }): readonly LinkUnknown[] => {
    const { certain, isPublished } = limits[name];
    if (isPublished || certain === undefined) return [];
    const measure = amountOf(kind, certain.value);
    const input = `${inputs[name].noun} of ${who}`;
    const message = `${who} publishes no ${inputs[name].noun}; Lightbound assumes ${measure.text} (${flagOf(name)} sets another)`;
    return [{ input, message, threshold: { passes: side, measure } }];
  });
  if (throttles.known) return open;
  return [...open, { input: `throttling by ${who}`, message: throttles.reason.text, threshold: null }];
}
