import { commonRoundTrip } from '../facts/path-facts';
import type { InputFlip } from '../model/feasibility/flip-points';
import { inputRow, inputs, measureInput, solvedNames, type SolvedName } from '../model/inputs';
import type { Reason } from '../model/verdict';
import { amountOf } from './amount';
import type { KnownLink } from './known-link';
import { flagOf } from './link-flags';
import type { LinkConditions } from './link-conditions';
import { linkFlip } from './link-flip';
import type { LinkFlip, LinkUnknown } from './link-record';

/** What was not said: inputs that decide, inputs that are taken as harmless, and limits that nobody published. */
export function linkUnknowns(
  link: KnownLink,
  reasons: readonly Reason[],
  flips: readonly InputFlip[],
  conditions: LinkConditions | undefined,
): readonly LinkUnknown[] {
  const { question } = link.asked;
  const missing = solvedNames.filter((name) => question[name] === undefined);
  const hangs = (name: SolvedName): boolean =>
    reasons.some(({ input }) => input === name) || conditions?.hanging.includes(name) === true;
  const deciding = missing.filter((name) => name === 'rtt' || hangs(name));
  return [
    ...deciding.map((name) => unknownInput(name, flips, conditions, hintOf(name, link))),
    ...missing.filter((name) => !deciding.includes(name)).flatMap((name) => taken(name, flips)),
    ...platformUnknowns(link),
  ];
}

/** What leaves a verdict open, in words: inputs, and the version of a platform whose versions differ. */
export function openNouns(reasons: readonly Reason[], { platform }: KnownLink): readonly string[] {
  const open = reasons.filter(({ verdict }) => verdict === 'undetermined');
  const nouns = open.flatMap(({ input }) => (input === undefined ? [] : [inputs[input].noun]));
  const byVersion = platform?.version.known === false && open.some(({ id }) => OF_PLATFORM.has(id));
  return [...nouns, ...(byVersion ? [`version of ${platform.title}`] : [])];
}

const OF_PLATFORM: ReadonlySet<string> = new Set([
  'platform-rtt-limit-open',
  'platform-bandwidth-open',
  'throttling-unknown',
]);

const hintOf = (name: SolvedName, { path }: KnownLink): string | undefined =>
  name === 'rtt' ? commonRoundTrip(path) : undefined;

function unknownInput(
  input: SolvedName,
  flips: readonly InputFlip[],
  conditions: LinkConditions | undefined,
  hint: string | undefined,
): LinkUnknown {
  const { noun } = inputs[input];
  const told = conditions?.told.find((one) => one.input === input);
  const alone = flips.filter((one) => one.input === input).map(linkFlip);
  const needed = told?.isNeeded === true ? [told] : alone;
  const enough = conditions?.isEnough === true && told?.isNeeded === false ? told : undefined;
  const parts = [
    `${noun} is unknown`,
    ...(needed.length === 0 ? [] : [`${needed.map(sideOf).join(' and ')} is needed`]),
    ...(enough === undefined ? [] : [`${sideOf(enough)} is enough where the other conditions are met`]),
    ...(hint === undefined ? [] : [hint]),
  ];
  return { input: noun, message: parts.join('; '), threshold: thresholdOf(enough ?? needed.at(-1)) };
}

const sideOf = ({ passes: side, measure }: Pick<LinkFlip, 'passes' | 'measure'>): string => `${side} ${measure.text}`;

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

const thresholdOf = (flip: Pick<LinkFlip, 'passes' | 'measure'> | undefined): LinkUnknown['threshold'] =>
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
