import { judgeMove, openOf } from '../facts/judge-move';
import { flipPoints, type InputFlip } from '../model/feasibility/flip-points';
import type { Feasibility } from '../model/feasibility/feasibility';
import { answer, type Answer } from '../model/verdict';
import { fleetPart, type FleetPart } from './fleet-part';
import { headlineOf, timesOf } from './headline';
import { knownLink, type KnownLink } from './known-link';
import { linkConditions, type LinkConditions } from './link-conditions';
import { linkNumbers } from './link-numbers';
import type { LinkNumbers, LinkReason } from './link-record';
import type { ReadLink } from './read-options';
import { linkReason } from './reason-text';
import { openNouns } from './unknowns';

/** What the model says of a live migration over a link that is asked about, before it is laid out. */
export interface JudgedLink extends Answer {
  readonly link: KnownLink;
  readonly record: Feasibility;
  readonly numbers: LinkNumbers;
  readonly fleet: FleetPart | undefined;
  readonly conditions: LinkConditions | undefined;
  readonly flips: readonly InputFlip[];
  readonly headline: string;
  /** The reasons in words. */
  readonly told: readonly LinkReason[];
  readonly times: string | null;
}

export function judgedLink(read: ReadLink): JudgedLink {
  const { values } = read;
  const link = knownLink(read);
  const { path, platform, limits, asked } = link;
  const { question } = asked;
  const { record, ...judged } = judgeMove(question, platform, limits);
  const open = openOf(question, platform, limits, judged);
  const fleet = fleetPart(values, question, record);
  const { verdict, reasons } = answer([...judged.reasons, ...open.further, ...(fleet?.reasons ?? [])]);
  if (!path.trip.known) throw new Error('a link is asked about without its places');
  const numbers = linkNumbers(record, path.trip.value);
  const conditions = open.conditions && linkConditions(question, open.conditions, values.fleetWindow === undefined);
  return {
    link,
    record,
    verdict,
    reasons,
    numbers,
    fleet,
    conditions,
    flips: flipPoints(question),
    headline: headlineOf(verdict, conditions, openNouns(reasons, link)),
    told: reasons.map((reason) => linkReason(reason, link, record.numbers.carried?.binds)),
    times: timesOf(numbers.move, question),
  };
}
