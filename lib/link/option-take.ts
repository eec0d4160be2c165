import { rangeComplaint } from '../declarations/range-complaint';
import { inputRow, measureInput, type InputName } from '../model/inputs';
import { measure, parseQuantity, type QuantityKind, type QuantityOf } from '../model/quantity';
import type { OptionTake } from './options-record';

interface Worked {
  readonly passes: OptionTake['passes'];
  /** In base units. */
  readonly value: number;
  readonly formula: string;
  readonly working: string;
  readonly source: string;
}

/** What an input must be; undefined where no value that may be entered is so. @param noun where it is not the input's own */
export function takeOf(name: InputName, worked: Worked, noun = inputRow(name).noun): OptionTake | undefined {
  const { kind } = inputRow(name);
  const take = takeOfKind(kind as QuantityKind, noun, worked);
  const isOutside = rangeComplaint(inputRow(name), take?.measure.value ?? worked.value) !== undefined;
  return isOutside ? undefined : take;
}

/** The same of a sum of inputs. */
export function takeOfKind(
  kind: QuantityKind,
  noun: string,
  { passes, value: exact, formula, working, source }: Worked,
): OptionTake | undefined {
  if (!(exact > 0) || !Number.isFinite(exact)) return undefined;
  const value = outwards(exact, passes);
  const told = measure(kind, value as QuantityOf<QuantityKind>, passes === 'at most' ? 'down' : 'up');
  if (!parseQuantity(kind, told.text).ok) return undefined;
  return { input: noun, passes, measure: told, formula, working, source };
}

/** How many of something there must be. */
export function countTake(
  name: InputName,
  value: number,
  { formula, working, source }: Pick<Worked, 'formula' | 'working' | 'source'>,
): OptionTake | undefined {
  const { noun } = inputRow(name);
  if (rangeComplaint(inputRow(name), value) !== undefined) return undefined;
  return { input: noun, passes: 'at least', measure: measureInput(name, value), formula, working, source };
}

/** Nine digits, to the side that passes, so that rounding of the last bits breaks nothing. */
function outwards(value: number, passes: OptionTake['passes']): number {
  const scale = 10 ** (8 - Math.floor(Math.log10(value)));
  const digits = value * scale;
  const plain = Math.round(digits);
  // What is a plain number but for its last bits stays one.
  const whole = Math.abs(digits - plain) < 1e-4 ? plain : passes === 'at most' ? Math.floor(digits) : Math.ceil(digits);
  return whole / scale;
}
