import type { PlatformFacts } from '../facts/platform-facts';
import { arithmetic } from '../model/feasibility/arithmetic';
import type { RoundTrip } from '../model/round-trip';
import { amount } from './amount';
import { feasibilityMap } from './feasibility-map';
import { judgedLink } from './judged-link';
import { leftBehindPart } from './left-behind-part';
import { linkFlip } from './link-flip';
import { linkInputs } from './link-inputs';
import type { LinkDistance, LinkPlace, LinkPlatform, LinkRecord, LinkStep } from './link-record';
import { linkNotes } from './notes';
import type { End } from './place';
import type { ReadLink } from './read-options';
import { replicationPart } from './replication-part';
import { rowSource } from './row-source';
import { linkUnknowns } from './unknowns';

export interface RecordOptions {
  readonly tool: LinkRecord['tool'];
  /** Whether the record is to hold the map, which takes some thousand evaluations. */
  readonly map: boolean;
}

/** Everything that is to be said of a link that was asked about. */
export function linkRecordOf(read: ReadLink, { tool, map }: RecordOptions): LinkRecord {
  const { ends, values } = read;
  const judged = judgedLink(read);
  const { link, record, verdict, reasons, flips, conditions, fleet } = judged;
  const { path, platform, asked } = link;
  const { question } = asked;
  const { roundTrip: certain, carried } = record.numbers;
  if (!path.trip.known || !path.distance.known) throw new Error('a link is asked about without its places');
  return {
    version: 1,
    tool,
    places: [placeOf(ends[0]), placeOf(ends[1])],
    distance: distanceOf(path.trip.value),
    platform: platform === undefined ? null : platformOf(platform),
    inputs: linkInputs(link, values),
    verdict,
    headline: judged.headline,
    reasons: judged.told,
    times: judged.times,
    numbers: judged.numbers,
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

export const distanceOf = ({ distance: { geodesic, least, most } }: RoundTrip): LinkDistance => ({
  geodesic: amount('distance', geodesic),
  least: amount('distance', least),
  most: amount('distance', most),
});

export const placeOf = ({ id, name, position, source }: End): LinkPlace => ({
  id,
  name,
  latitude: position.latitude,
  longitude: position.longitude,
  tolerance: amount('distance', position.tolerance),
  source,
});

export const platformOf = ({ product, title, version, rows }: PlatformFacts): LinkPlatform => ({
  product,
  title,
  version: version.known ? version.value : null,
  rows: rows.map(rowSource),
});

/** A step's result as JSON can hold it. */
export const bounded = (step: LinkStep): LinkStep =>
  Number.isFinite(step.result.value) ? step : { ...step, result: { ...step.result, value: null } };
