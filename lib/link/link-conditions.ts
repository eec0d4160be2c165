import { isNeeded, type Conditions } from '../facts/conditions';
import { inputs, type SolvedName } from '../model/inputs';
import type { Question } from '../model/feasibility/question';
import type { LinkFlip } from './link-record';
import { linkFlip } from './link-flip';

/** What an input that nobody gives must be for a move to be feasible. */
export interface LinkCondition extends Omit<LinkFlip, 'input'> {
  readonly input: SolvedName;
  /** In words: what is asked of a link of which not even the share is given is the bandwidth for migration. */
  readonly noun: string;
  /** Whether the move fails without it, whatever the others are. */
  readonly isNeeded: boolean;
}

export interface LinkConditions extends Pick<Conditions, 'goal'> {
  readonly hanging: readonly SolvedName[];
  readonly told: readonly LinkCondition[];
  /** Nouns of inputs that must be given, and may be anything. */
  readonly free: readonly string[];
  /** Whether a move that meets all of them is feasible. */
  readonly isEnough: boolean;
}

/** @param isOneMove no window is set for many machines, which a single move that meets its own conditions may still exceed */
export function linkConditions(
  question: Question,
  { goal, hanging, told, met }: Conditions,
  isOneMove: boolean,
): LinkConditions {
  return {
    goal,
    hanging,
    told: told.map((one) => {
      const { input } = one;
      const isProduct = input === 'bandwidth' && question.share === undefined;
      const noun = isProduct ? `${inputs.bandwidth.noun} for migration` : inputs[input].noun;
      const { passes, measure } = linkFlip(one);
      return { input, noun, passes, measure, isNeeded: isNeeded(question, goal, one) };
    }),
    free: hanging.filter((name) => !told.some(({ input }) => input === name)).map((name) => inputs[name].noun),
    isEnough: met !== undefined && told.length > 0 && isOneMove,
  };
}
