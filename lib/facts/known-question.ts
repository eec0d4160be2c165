import type { Known } from '../graph/known';
import { questionNames, type InputValue, type QuestionName } from '../model/inputs';

/** What is known of a move, input by input, each with where it was written. Of an input that is not here nobody speaks. */
export type KnownQuestion = { readonly [Name in QuestionName]?: Known<InputValue<Name>> };

/** The values that are known. */
export function knownValues(known: KnownQuestion): { readonly [Name in QuestionName]?: InputValue<Name> } {
  return Object.fromEntries(
    questionNames.flatMap((name) => {
      const one = known[name];
      return one?.known === true ? [[name, one.value]] : [];
    }),
  );
}
