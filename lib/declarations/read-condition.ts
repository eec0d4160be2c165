import { explainQuantity, quote } from '../model/explain-quantity';
import { inputRow, inputs, type InputName } from '../model/inputs';
import { measure, parseQuantity, type Measure, type QuantityKind } from '../model/quantity';
import { QUANTITY_KINDS } from '../model/quantity-kind';
import { comparisons, type Condition } from './waiver';

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

const form = /^\s*(?<name>[^<>=]+?)\s*(?<comparison><=|>=|<|>)\s*(?<value>[^<>=]+?)\s*$/u;

/**
 * Reads what a number must stay within: `rtt <= 12 ms`, `rate of transfer >= 2 Gbit/s`, `streams >= 4`. The name is that of an input
 * in the facts file, or of a number in the evidence of a finding.
 * @returns the condition, or an error of one line that says what to write instead
 */
export function readCondition(text: string): Read<Condition> {
  const { name = '', comparison = '', value = '' } = form.exec(text)?.groups ?? {};
  const known = comparisons.find((one) => one === comparison);
  if (known === undefined) {
    return {
      ok: false,
      error: `${quote(text)} is no condition: write a name, one of ${comparisons.join(' ')} and a value, such as "rtt <= 12 ms"`,
    };
  }
  const row = rowOf(name);
  const read = row === undefined ? anyMeasure(value) : measureOf(row, value);
  if (!read.ok) return read;
  const noun = row === undefined ? name : inputRow(row).noun;
  return {
    ok: true,
    value: { text: text.trim(), name: noun.toLowerCase(), comparison: known, measure: read.value },
  };
}

/** The input that the facts file, or people, call so. */
function rowOf(name: string): InputName | undefined {
  const wanted = name.toLowerCase();
  return (Object.keys(inputs) as InputName[]).find((input) => {
    const { key, noun } = inputRow(input);
    return [input, key, noun].some((one) => one?.toLowerCase() === wanted);
  });
}

function measureOf(name: InputName, written: string): Read<Measure> {
  const { kind, noun } = inputRow(name);
  switch (kind) {
    case 'count':
      return plainNumber(written) ?? { ok: false, error: `${quote(written)}: ${noun} is a plain number` };
    case 'word':
    case 'switch':
    case 'curve':
    case 'day':
      return { ok: false, error: `${noun} is not a number that could be compared` };
    default:
      return quantity(kind, written);
  }
}

function quantity(kind: QuantityKind, written: string): Read<Measure> {
  const parsed = parseQuantity(kind, written);
  return parsed.ok ? { ok: true, value: measure(kind, parsed.value) } : parsed;
}

/** Of a number that the evidence works out, the unit tells the kind. */
function anyMeasure(written: string): Read<Measure> {
  const plain = plainNumber(written);
  if (plain !== undefined) return plain;
  const kinds = Object.keys(QUANTITY_KINDS) as QuantityKind[];
  const [read] = kinds.map((kind) => quantity(kind, written)).filter(({ ok }) => ok);
  return read ?? { ok: false, error: explainQuantity('duration', written) };
}

function plainNumber(written: string): Read<Measure> | undefined {
  if (!/^(?:0|[1-9]\d*)(?:\.\d+)?$/u.test(written)) return undefined;
  return { ok: true, value: { value: Number(written), unit: '1', text: written } };
}
