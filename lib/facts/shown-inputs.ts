import type { Given } from '../graph/derivation';
import type { Origin } from '../graph/location';
import { memoryToSend } from '../model/feasibility/live-move';
import type { Question } from '../model/feasibility/question';
import { inputRow, questionNames, type QuestionName } from '../model/inputs';
import type { AskedMove } from './ask-move';
import { givensOf } from './derive';

/** An input of a question as people are shown it: as given, or what is taken in its place where that changes the answer. */
export interface ShownInput {
  readonly name: QuestionName;
  readonly value: unknown;
  readonly origin: Origin;
}

/** In the order of the table. */
export function shownInputs({ question, inputs }: AskedMove): readonly ShownInput[] {
  return questionNames.flatMap((name): readonly ShownInput[] => {
    const told = inputs[name];
    if (told?.known === true) return [{ name, value: told.value, origin: told.origin }];
    const { otherwise } = inputRow(name);
    const value = otherwise?.value ?? (name === 'workingSet' ? memoryToSend(question) : undefined);
    if (value === undefined || otherwise?.toldWith?.every((member) => isSaid(question, member)) !== true) return [];
    return [{ name, value, origin: { kind: 'default', reason: otherwise.because } }];
  });
}

/** What some inputs bring to a proof. */
export const givensFrom = (asked: AskedMove, isUsed: (name: QuestionName) => boolean): readonly Given[] =>
  shownInputs(asked)
    .filter(({ name }) => isUsed(name))
    .flatMap(({ name, value, origin }) => givensOf(name, value, origin));

function isSaid(question: Question, member: string): boolean {
  const value: unknown = (question as unknown as Readonly<Record<string, unknown>>)[member];
  return value !== undefined && value !== false;
}
