import type { FlipPoint } from './flip-point';
import type { InputRow, Owner, ValueOf } from './input-row';
import { linkInputs } from './link-inputs';
import { moveInputs } from './move-inputs';
import { measure, type Measure, type QuantityKind, type QuantityOf, type Rounding } from './quantity';
import { serviceInputs } from './service-inputs';
import { workloadInputs } from './workload-inputs';

export type { InputRow, Owner };

/** Every input there is, one row each, in the order in which people are asked. An input that is not here does not exist. */
export const inputs = { ...linkInputs, ...workloadInputs, ...moveInputs, ...serviceInputs } as const;

type Inputs = typeof inputs;

export type InputName = keyof Inputs;

/** What an input's value is held in: a branded number in its base unit, a number, a word, a switch, points, or a day. */
export type InputValue<Name extends InputName> = ValueOf<Inputs[Name]>;

/** The inputs whose rows have such members. */
type NameWith<Members> = { [Name in InputName]: Inputs[Name] extends Members ? Name : never }[InputName];

/** Inputs of an owner. */
export type NameOf<Of extends Owner> = NameWith<{ readonly owner: Of }>;

/** What the facts file declares of an owner. */
export type FactName<Of extends Owner = Owner> = NameOf<Of> & NameWith<{ readonly key: string }>;

/** What the model is asked of an owner: everything but a day, which changes no number. */
export type QuestionName<Of extends QuestionOwner = QuestionOwner> = Exclude<
  NameOf<Of>,
  NameWith<{ readonly kind: 'day' }>
>;

/** Owners of what decides one move. */
export type QuestionOwner = 'link' | 'workload' | 'platform' | 'budget';

/** What a flip point can be solved for. */
export type SolvedName = NameWith<{ readonly solved: object }>;

/** What may stand in the tag of a link. */
export type TaggedName = NameWith<{ readonly tagged: true }>;

/** What `lightbound link` or `lightbound options` has an option for. */
export type OptionName = NameWith<{ readonly flag: object }>;

const names = Object.keys(inputs) as InputName[];

/** A row by its name, as far as every row has it. */
export const inputRow = (name: InputName): InputRow => inputs[name];

/** The value of an input that is a number, ready for people and for machines; a limit is rounded to the side that keeps it. */
export function measureInput(name: InputName, value: number, to?: Rounding): Measure {
  const { kind, noun } = inputRow(name);
  if (kind === 'count') return { value, unit: '1', text: String(value) };
  if (kind === 'word' || kind === 'switch' || kind === 'curve' || kind === 'day')
    throw new Error(`${noun} is not a number`);
  return measure(kind, value as QuantityOf<QuantityKind>, to);
}

/** Where a verdict flips along an input, as people are shown it: what is printed, and typed in again, still passes. */
export const measureFlip = (name: InputName, { kind, value }: Exclude<FlipPoint, string>): Measure =>
  measureInput(name, value, kind === 'at-most' ? 'down' : 'up');

const namesWith = (isOne: (row: InputRow) => boolean): readonly InputName[] =>
  names.filter((name) => isOne(inputRow(name)));

const questionOwners: readonly Owner[] = ['link', 'workload', 'platform', 'budget'] satisfies QuestionOwner[];

// Safe: each list is picked by what its type asks of a row.
export const questionNames = namesWith(
  ({ owner, kind }) => questionOwners.includes(owner) && kind !== 'day',
) as readonly QuestionName[];
export const solvedNames = namesWith(({ solved }) => solved !== undefined) as readonly SolvedName[];
export const taggedNames = namesWith(({ tagged }) => tagged === true) as readonly TaggedName[];
export const optionNames = namesWith(({ flag }) => flag !== undefined) as readonly OptionName[];

/** Who the facts file declares inputs of. */
export type FactOwner = Inputs[NameWith<{ readonly key: string }>]['owner'];

const declaredOf = <Of extends FactOwner>(owner: Of): readonly FactName<Of>[] =>
  namesWith((row) => row.owner === owner && row.key !== undefined) as readonly FactName<Of>[];

/** What the facts file declares of each owner, in the order of the table. */
export const factNames: { readonly [Of in FactOwner]: readonly FactName<Of>[] } = {
  link: declaredOf('link'),
  workload: declaredOf('workload'),
};
