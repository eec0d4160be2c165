import { arithmetic } from '../model/feasibility/arithmetic';
import { flipPoints } from '../model/feasibility/flip-points';
import { geodesicDistance } from '../model/geodesic';
import { formatDistance, measure } from '../model/quantity';
import { roundTrip } from '../model/round-trip';
import { amount } from './amount';
import { judge } from './judgement';
import { linkNumbers } from './link-numbers';
import { askLink } from './link-question';
import type { LinkPlace, LinkRecord, LinkStep } from './link-record';
import { linkNotes } from './notes';
import { afterMovePart, fleetPart, replicationPart } from './parts';
import type { End } from './place';
import { platformProfile, type PlatformProfile } from './platform-profile';
import type { ReadLink } from './read-options';
import { linkReason } from './reason-text';
import { rowSource } from './row-source';
import { feasibilityMap } from './feasibility-map';
import { linkFlip, linkUnknowns } from './unknowns';

export interface RecordOptions {
  readonly tool: LinkRecord['tool'];
  /** Whether the record is to hold the map, which takes some thousand evaluations. */
  readonly map: boolean;
}

/** Everything that is to be said of a link that was asked about. */
export function linkRecordOf(asked: ReadLink, { tool, map }: RecordOptions): LinkRecord {
  const { ends, values } = asked;
  const platform = values.platform && platformProfile(values.platform);
  const { question, inputs } = askLink(asked, platform);
  const [a, b] = ends;
  const trip = roundTrip(a.position, b.position, values.rtt);
  const one = judge(question, platform);
  const fleet = fleetPart(values, question, one.record);
  const { verdict, reasons, record } = judge(question, platform, fleet?.reasons);
  const { roundTrip: certain, carried } = record.numbers;
  const flips = flipPoints(question);
  return {
    version: 1,
    tool,
    places: [placeOf(a), placeOf(b)],
    distance: {
      geodesic: amount('distance', geodesicDistance(a.position, b.position)),
      least: amount('distance', trip.distance.least),
      most: amount('distance', trip.distance.most),
    },
    platform: platform === undefined ? null : platformOf(platform),
    inputs,
    verdict,
    reasons: reasons.map((reason) => linkReason(reason, platform)),
    numbers: linkNumbers(record, trip),
    steps: [distanceStep(a, b, trip.distance.least), ...arithmetic(question, record).map(bounded)],
    flips: flips.map(linkFlip),
    unknowns: linkUnknowns(question, flips, platform),
    notes: linkNotes(question, trip, { numbers: record.numbers, verdict }, platform),
    fleet: fleet?.steps ?? null,
    afterMove: afterMovePart(values, certain?.least),
    replication: replicationPart(values, certain?.least, carried?.rate),
    ...(map ? { map: feasibilityMap(question, platform) } : {}),
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

const platformOf = ({ product, title, version, rows }: PlatformProfile) => ({
  product,
  title,
  version: version ?? null,
  rows: rows.map(rowSource),
});

/** A step's result as JSON can hold it. */
const bounded = (step: LinkStep): LinkStep =>
  Number.isFinite(step.result.value) ? step : { ...step, result: { ...step.result, value: null } };

function distanceStep(a: End, b: End, least: ReturnType<typeof roundTrip>['distance']['least']): LinkStep {
  const coordinates = ({ name, position }: End): string => `${position.latitude}, ${position.longitude} (${name})`;
  const full = formatDistance(geodesicDistance(a.position, b.position));
  return {
    name: 'least distance',
    formula: 'geodesic distance - both tolerances',
    working: `${full} - ${formatDistance(a.position.tolerance)} - ${formatDistance(b.position.tolerance)}`,
    result: measure('distance', least),
    source: `WGS 84 geodesic from ${coordinates(a)} to ${coordinates(b)}`,
  };
}
