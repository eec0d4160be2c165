import { inputRow, inputs, solvedNames, type SolvedName } from '../inputs';
import { seconds } from '../units';
import { answer, isFeasible, VERDICTS, type Answer, type Reason, type Verdict } from '../verdict';
import { roundTripOf } from './certain-round-trip';
import { numbersOf } from './numbers';
import { complete, type Question } from './question';
import { reasonsOf } from './reasons';
import { unknownInput } from './unknown-input';

/**
 * The inputs that nobody gives and on which a verdict hangs that is feasible or open: with the least favourable plausible value of one
 * of them, or only of all of them together, it would be worse. The round trip is among them where it is unknown and a window or
 * a loss limits by it. What is known decides the rest: where even these values pass, nothing is in doubt.
 */
export function doubts(question: Question, { verdict, reasons }: Answer): readonly Reason[] {
  if (!isFeasible(verdict) && verdict !== 'undetermined') return [];
  const open = solvedNames.filter((name) => question[name] === undefined && inputRow(name).plausible !== undefined);
  const rtt = question.rtt ?? seconds(Math.min(roundTripOf(question)?.ample ?? Infinity, LONGEST));
  const isWorse = (names: readonly SolvedName[]): boolean => {
    const worst = Object.fromEntries(names.map((name) => [name, inputRow(name).plausible?.worst]));
    return rank(verdictOf({ ...question, ...WITHOUT_VENDOR, rtt, ...worst })) < rank(verdict);
  };
  if (open.length === 0 || !isWorse(open)) return [];
  const alone = open.filter((name) => isWorse([name]));
  const hanging = alone.length === 0 ? open : alone;
  const byRoundTrip = question.rtt === undefined && hanging.some((name) => name !== 'share');
  const found = [...(byRoundTrip ? (['rtt'] as const) : []), ...hanging];
  return found.filter((name) => !reasons.some(({ input }) => input === name)).map(unknownInput);
}

/** What a vendor asks for is held against what is declared, by the rules that look at it. */
const WITHOUT_VENDOR = { maxRtt: undefined, minBandwidth: undefined };

/** No round trip is longer than is looked at. */
const LONGEST = inputs.rtt.solved.high;

const rank = (verdict: Verdict): number => VERDICTS.indexOf(verdict);

function verdictOf(question: Question): Verdict {
  const asked = complete(question);
  return answer(reasonsOf(asked, numbersOf(asked))).verdict;
}
