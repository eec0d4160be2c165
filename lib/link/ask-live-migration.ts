import type { InputFlip } from '../model/feasibility/flip-points';
import { afterSteps } from '../model/feasibility/after-steps';
import { liveSteps, sizeSteps } from '../model/feasibility/live-steps';
import { rateStep, reservedStep } from '../model/feasibility/rate-steps';
import { remoteWriteLatency } from '../model/after-move';
import { formatDuration } from '../model/quantity';
import { linkNotes } from './notes';
import { bounded } from './link-record-of';
import type { JudgedLink } from './judged-link';
import type { LinkStep } from './link-record';
import { liveTake, SOLVED } from './live-takes';
import type { OptionAnswer, OptionWay } from './options-record';

/** The machine moves while it runs: what `lightbound link` says of it. */
export function askLiveMigration(judged: JudgedLink): OptionAnswer {
  const { link, record, verdict, headline, told } = judged;
  return {
    id: 'live-migration',
    name: 'live migration',
    verdict,
    headline,
    reasons: told,
    ways: [...together(judged), ...likeliestFirst(judged.flips).map((flip) => ({ takes: [liveTake(flip, judged)] }))],
    sees: seen(judged),
    asks: null,
    steps: stepsOf(judged),
    // What can be done instead stands in the other rows.
    notes: linkNotes(link, { numbers: record.numbers, verdict: 'feasible' }),
  };
}

/** What a machine holds is what it is; everything else is easier to change. */
const likeliestFirst = (flips: readonly InputFlip[]): readonly InputFlip[] =>
  flips.toSorted((a, b) => Number(OF_THE_MACHINE.has(a.input)) - Number(OF_THE_MACHINE.has(b.input)));

const OF_THE_MACHINE: ReadonlySet<string> = new Set(['memory', 'nonZeroShare', 'workingSet', 'disk']);

/** Where the verdict hangs on what nobody gives: all of that together. */
function together({ conditions }: JudgedLink): readonly OptionWay[] {
  if (conditions?.isEnough !== true) return [];
  const takes = conditions.told.map(({ noun, passes, measure }) => ({
    input: noun,
    passes,
    measure,
    ...SOLVED,
  }));
  return [{ takes }];
}

function seen({ link, numbers, reasons, record }: JudgedLink): readonly string[] {
  const { question } = link.asked;
  const { live } = record.numbers;
  const { move } = numbers;
  const parts: string[] = [];
  const isSlowed = reasons.some(({ id, verdict }) => id === 'guest-is-slowed' && verdict === 'feasible-when-throttled');
  if (move === null || live === undefined) parts.push('downtime is unknown');
  else if (live.preCopy.converges) parts.push(`downtime is ${move.downtime.text}`);
  else
    parts.push(
      isSlowed ? `the guest runs at ${move.guestSpeed.text} of its speed until the end` : 'pre-copy does not end',
    );
  parts.push('no write is lost');
  const { sharedStorage = true, rtt } = question;
  // Of a disk that both sites are taken to reach it is not known where it stands.
  if (sharedStorage && rtt !== undefined)
    parts.push(`each write to a disk left behind takes ${formatDuration(remoteWriteLatency(rtt))} from then on`);
  return parts;
}

function stepsOf({ link, record }: JudgedLink): readonly LinkStep[] {
  const { question } = link.asked;
  const { carried, live } = record.numbers;
  const reserved = question.minBandwidth === undefined ? undefined : reservedStep(question);
  return [
    ...(reserved === undefined ? [] : [reserved]),
    ...(carried === undefined ? [] : [rateStep(question, carried)]),
    ...sizeSteps(question),
    ...(live === undefined ? [] : liveSteps(question, live)),
    ...afterSteps(question, record.numbers),
  ].map(bounded);
}
