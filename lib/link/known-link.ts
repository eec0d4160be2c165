import { askMove, moveLimits, type AskedMove, type MoveLimits } from '../facts/ask-move';
import type { PathFacts } from '../facts/facts';
import type { Bound } from '../facts/held-limit';
import type { KnownQuestion } from '../facts/known-question';
import { pathFacts } from '../facts/path-facts';
import { knownFrom, platformFacts, type PlatformFacts } from '../facts/platform-facts';
import type { Link } from '../graph/link';
import type { Site } from '../graph/site';
import { known, unknown, type Known } from '../graph/known';
import { knownInputs } from '../graph/known-inputs';
import type { Origin } from '../graph/location';
import { inputs, questionNames, type OptionName, type QuestionName } from '../model/inputs';
import { movesAtOnce } from '../model/throughput';
import { flagOf } from './link-flags';
import type { End } from './place';
import type { LinkValues, ReadLink } from './read-options';

/** What is known of a link that is asked about, as it is of a link that people declare. */
export interface KnownLink {
  readonly path: PathFacts;
  readonly platform: PlatformFacts | undefined;
  readonly limits: MoveLimits;
  readonly asked: AskedMove;
}

/** As much of it as the map needs. */
export interface MappedLink extends Pick<KnownLink, 'limits'> {
  readonly platform: Pick<PlatformFacts, 'name' | 'title' | 'throttles'> | undefined;
  readonly asked: Pick<AskedMove, 'question'>;
}

/** Options are one more source of what is known; what they leave out the platform says, and else the policy. */
export function knownLink({ ends: [a, b], values }: ReadLink): KnownLink {
  const given = givenInputs(values);
  const path = pathFacts(siteOf(a), siteOf(b), { declared: [declaredLink(given)], seen: [] });
  const { product, version } = values.platform ?? {};
  const named = version === undefined ? unknown('not-declared', 'the version is unknown') : known(version, OPTION);
  const platform = product && platformFacts(product, named);
  const moves = movesOf(given, platform);
  const policy = policyOf(values, platform);
  const limits = moveLimits(platform, policy, moves?.known === true ? moves.value : undefined);
  const told: KnownQuestion = {
    ...given,
    ...path.inputs,
    ...(moves && { moves }),
    ...(limits.maxRtt.certain && { maxRtt: knownBound('maxRtt', limits.maxRtt.certain, values) }),
    ...(limits.minBandwidth.certain && {
      minBandwidth: knownBound('minBandwidth', limits.minBandwidth.certain, values),
    }),
  };
  const distance = path.trip.known ? path.trip.value.distance : undefined;
  return { path, platform, limits, asked: askMove({ known: told, distance, platform, limits }) };
}

/** Where an option was written. */
const originOf = (name: OptionName): Origin => ({ kind: 'declaration', source: 'option', path: flagOf(name) });

const OPTION: Origin = { kind: 'declaration', source: 'option', path: '--platform' };

const givenInputs = (values: LinkValues): KnownQuestion =>
  Object.fromEntries(
    questionNames.flatMap((name) => {
      const value = values[name];
      return value === undefined ? [] : [[name, known<unknown>(value, originOf(name))]];
    }),
  );

const siteOf = ({ name, id, position, source }: End): Site => ({
  id,
  name,
  position: known(position, { kind: 'reference', id, source }),
  origin: { kind: 'reference', id, source },
});

function declaredLink(given: KnownQuestion): Link {
  const nowhere = unknown('not-declared', 'the link is given by its places');
  return {
    kind: 'link',
    id: 'asked',
    identity: 'asked',
    name: 'the link that is asked about',
    ends: [nowhere, nowhere],
    ...knownInputs('link', (name) => {
      const nobody = unknown('not-declared', `no ${inputs[name].noun} is given`);
      return name === 'measuredOn' ? nobody : (given[name] ?? nobody);
    }),
    layer: nowhere,
    resources: [],
    origin: OPTION,
  };
}

/** As many as the platform lets run at once. */
function movesOf({ moves }: KnownQuestion, platform: PlatformFacts | undefined): Known<number> | undefined {
  const most = platform?.concurrency;
  if (moves?.known !== true || most === undefined || movesAtOnce(moves.value, most.value) === moves.value) return moves;
  return knownFrom(most);
}

/** The policy stands in where a vendor that requires something gives no number; of others nobody supports more or less. */
function policyOf({ maxRtt, minBandwidth }: LinkValues, platform: PlatformFacts | undefined) {
  const isHeld = platform?.hasRequirements === true;
  return {
    maxRtt: maxRtt ?? (isHeld ? inputs.maxRtt.otherwise.value : undefined),
    minBandwidth: minBandwidth ?? (isHeld ? inputs.minBandwidth.otherwise.value : undefined),
  };
}

/** A limit as an input: the row that states it, the option, or our policy. */
function knownBound<Value>(
  name: Extract<QuestionName, 'maxRtt' | 'minBandwidth'>,
  { value, row }: Bound<Value>,
  values: LinkValues,
): Known<Value> {
  if (row !== undefined) return knownFrom({ value, row });
  const policy: Origin = { kind: 'default', reason: inputs[name].otherwise.because };
  return known(value, values[name] === undefined ? policy : originOf(name));
}
