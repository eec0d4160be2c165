import { judgeMove, openOf } from '../facts/judge-move';
import type { PlatformFacts } from '../facts/platform-facts';
import { arithmetic } from '../model/feasibility/arithmetic';
import { flipPoints } from '../model/feasibility/flip-points';
import { answer } from '../model/verdict';
import { amount } from './amount';
import { feasibilityMap } from './feasibility-map';
import { fleetPart } from './fleet-part';
import { headlineOf, timesOf } from './headline';
import { knownLink } from './known-link';
import { leftBehindPart } from './left-behind-part';
import { linkConditions } from './link-conditions';
import { linkFlip } from './link-flip';
import { linkInputs } from './link-inputs';
import { linkNumbers } from './link-numbers';
import type { LinkPlace, LinkRecord, LinkStep } from './link-record';
import { linkNotes } from './notes';
import type { End } from './place';
import type { ReadLink } from './read-options';
import { linkReason } from './reason-text';
import { replicationPart } from './replication-part';
import { rowSource } from './row-source';
import { openNouns, linkUnknowns } from './unknowns';

export interface RecordOptions {
  readonly tool: LinkRecord['tool'];
  /** Whether the record is to hold the map, which takes some thousand evaluations. */
  readonly map: boolean;
}

/** Everything that is to be said of a link that was asked about. */
export function linkRecordOf(read: ReadLink, { tool, map }: RecordOptions): LinkRecord {
  const { ends, values } = read;
  const link = knownLink(read);
  const { path, platform, limits, asked } = link;
  const { question } = asked;
  const { record, ...judged } = judgeMove(question, platform, limits);
  const open = openOf(question, platform, limits, judged);
  const fleet = fleetPart(values, question, record);
  const { verdict, reasons } = answer([...judged.reasons, ...open.further, ...(fleet?.reasons ?? [])]);
  const { roundTrip: certain, carried } = record.numbers;
  const flips = flipPoints(question);
  if (!path.trip.known || !path.distance.known) throw new Error('a link is asked about without its places');
  const trip = path.trip.value;
  const numbers = linkNumbers(record, trip);
  const conditions = open.conditions && linkConditions(question, open.conditions, values.fleetWindow === undefined);
  return {
    version: 1,
    tool,
    places: [placeOf(ends[0]), placeOf(ends[1])],
    distance: {
      geodesic: amount('distance', trip.distance.geodesic),
      least: amount('distance', trip.distance.least),
      most: amount('distance', trip.distance.most),
    },
    platform: platform === undefined ? null : platformOf(platform),
    inputs: linkInputs(link, values),
    verdict,
    headline: headlineOf(verdict, conditions, openNouns(reasons, link)),
    reasons: reasons.map((reason) => linkReason(reason, link, carried?.binds)),
    times: timesOf(numbers.move, question),
    numbers,
    steps: [...path.distance.value.steps, ...arithmetic(question, record)].map(bounded),
    flips: flips.map(linkFlip),
    unknowns: linkUnknowns(link, reasons, flips, conditions),
    notes: linkNotes(link, { numbers: record.numbers, verdict }),
    fleet: fleet?.steps ?? null,
    afterMove: leftBehindPart(values, certain?.least),
    replication: replicationPart(values, certain?.least, carried?.rate),
    ...(map ? { map: feasibilityMap(link) } : {}),
  };
}

const placeOf = ({ id, name, position, source }: End): LinkPlace => ({
  id,
  name,
  latitude: position.latitude,
  longitude: position.longitude,
  tolerance: amount('distance', position.tolerance),
  source,
});

const platformOf = ({ product, title, version, rows }: PlatformFacts) => ({
  product,
  title,
  version: version.known ? version.value : null,
  rows: rows.map(rowSource),
});

/** A step's result as JSON can hold it. */
const bounded = (step: LinkStep): LinkStep =>
  Number.isFinite(step.result.value) ? step : { ...step, result: { ...step.result, value: null } };
