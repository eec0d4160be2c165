import { flipsOfMove } from '../facts/flips-of-move';
import { moveLimits } from '../facts/ask-move';
import { judgeConvergence } from '../facts/judge-move';
import type { JudgedMove, MoveInput } from '../findings/judged-move';
import { known, unknown } from '../graph/known';
import type { DirtyPoint } from '../model/dirty-memory';
import type { Feasibility } from '../model/feasibility/feasibility';
import type { Question } from '../model/feasibility/question';
import { inputRow, measureInput, questionNames } from '../model/inputs';
import { QEMU } from '../model/stop-rule';
import { bytes, metres, seconds } from '../model/units';
import { amount } from './amount';
import { feasibilityMap } from './feasibility-map';
import { linkCommand } from './link-command';
import { linkMove } from './link-numbers';
import type { LinkFlip, MoveChart } from './link-record';
import { linkFlip } from './link-flip';

/** An input that nobody gave, and what the model takes in its place. */
export interface AssumedInput {
  readonly name: string;
  readonly text: string;
}

interface Place {
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
}

/** What the model says of a move when it is asked again. */
export interface AskedAgain {
  readonly assumed: readonly AssumedInput[];
  readonly flips: readonly LinkFlip[];
  /** What `lightbound link` is to be asked; undefined where a site has no position. */
  readonly command: string | undefined;
  /**
   * Undefined where the model comes to another verdict than the result has: the check knew more than it could say, or another version of
   * the program wrote it.
   */
  readonly chart: (() => MoveChart) | undefined;
}

/** Asks the model of a move what a check asked, from what its result holds. */
export function askAgain(move: JudgedMove, places: readonly [Place, Place]): AskedAgain {
  const question = questionOf(move);
  const throttles = throttlesOf(move);
  const { verdict, record } = judgeConvergence(question, { throttles });
  const { product, version } = move.platform;
  const placed = places.flatMap(({ latitude, longitude }) =>
    latitude === undefined || longitude === undefined ? [] : [{ latitude, longitude }],
  );
  return {
    assumed: assumedIn(question),
    flips: flipsOfMove(question).map(linkFlip),
    command: placed.length < 2 ? undefined : linkCommand({ places: placed, product, version, question }),
    chart: verdict === move.verdict ? () => chartOf(move, question, record) : undefined,
  };
}

function questionOf({ inputs, platform, distance }: JudgedMove): Question {
  const given = new Map(inputs.map((input) => [input.input, valueOf(input)]));
  const values = Object.fromEntries(
    questionNames.flatMap((name) => {
      const value = given.get(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const { stop, throttles, postCopy, timeoutPerGib } = platform;
  return {
    // Safe: a result was written from the same table, and its schema was kept.
    ...(values as Pick<Question, 'downtimeLimit'>),
    distance: distance && {
      least: metres(distance.least.value),
      geodesic: metres(distance.geodesic.value),
      most: metres(distance.most.value),
    },
    stop: stop === 'qemu' ? QEMU : undefined,
    // What nobody says slows the guest may still do it.
    throttles: throttles ?? true,
    postCopy,
    timeoutPerGib: timeoutPerGib && seconds(timeoutPerGib.value),
  };
}

const valueOf = ({ measure, word, isOn, points }: MoveInput): unknown =>
  measure?.value ??
  word ??
  isOn ??
  points?.map(({ within, dirtied }): DirtyPoint => ({ within: seconds(within.value), dirtied: bytes(dirtied.value) }));

const throttlesOf = ({ platform: { throttles, name } }: JudgedMove) =>
  throttles === undefined
    ? unknown('not-declared', `whether ${name} slows a guest is unknown`)
    : known(throttles, { kind: 'default', reason: 'as the check knew it' });

/** What changes a number, or could change the verdict. */
const assumedIn = (question: Question): readonly AssumedInput[] =>
  questionNames.flatMap((name): readonly AssumedInput[] => {
    const { noun, otherwise, plausible } = inputRow(name);
    const isTold = plausible !== undefined || otherwise?.toldWith !== undefined;
    if (question[name] !== undefined || otherwise === undefined || !isTold) return [];
    // A curve stands for the working set and the order of the writes.
    if (question.dirtyCurve !== undefined && (name === 'workingSet' || name === 'writes')) return [];
    const { value, because } = otherwise;
    const taken = typeof value === 'number' ? measureInput(name, value).text : value;
    return [{ name: noun, text: taken === undefined ? because : `${taken} (${because})` }];
  });

function chartOf(move: JudgedMove, question: Question, { numbers }: Feasibility): MoveChart {
  const { roundTrip, live, carried } = numbers;
  const isRated = question.bandwidth !== undefined && live !== undefined;
  const { name } = move.platform;
  return {
    roundTrip: question.rtt ?? null,
    bandwidth: question.bandwidth ?? null,
    certainRoundTrip: roundTrip === undefined ? null : amount('duration', roundTrip.least),
    boundBy: (isRated ? carried?.binds : undefined) ?? null,
    move: isRated ? linkMove(live, numbers) : null,
    map: feasibilityMap({
      asked: { question },
      platform: { name, title: name, throttles: throttlesOf(move) },
      limits: moveLimits(undefined, {}),
    }),
  };
}
