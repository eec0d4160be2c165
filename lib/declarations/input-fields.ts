import * as z from 'zod/mini';
import { factNames, inputs, type FactName, type FactOwner, type InputRow, type InputValue } from '../model/inputs';
import type { QuantityKind } from '../model/quantity';
import { list, mapping, mustBe, quantity, text, wholeNumber, word } from './fact-fields';
import { dayComplaint } from './day';
import { rangeComplaint, wholeNumberText } from './range-complaint';
import type { WrittenPoint } from './workload-problems';

/** How a value stands in the facts file. */
type Written<Name extends FactName> = (typeof inputs)[Name] extends { readonly kind: 'curve' }
  ? readonly WrittenPoint[]
  : (typeof inputs)[Name] extends { readonly whole: true }
    ? number | string
    : (typeof inputs)[Name] extends { readonly kind: QuantityKind }
      ? string
      : InputValue<Name>;

type Field<Value> = z.ZodMiniOptional<z.ZodMiniType<Value, Value>>;

/** Fields under the keys that people write. */
type Fields<Of extends FactOwner> = {
  readonly [Name in FactName<Of> as (typeof inputs)[Name]['key']]: Field<Written<Name>>;
};

/** One field for each input that the facts file declares of an owner. */
export function inputFields<Of extends FactOwner>(owner: Of): Fields<Of> {
  const fields = factNames[owner].map((name) => [inputs[name].key, z.optional(fieldOf(inputs[name]))] as const);
  // Safe: each field checks what the kind of its row says.
  return Object.fromEntries<unknown>(fields) as Fields<Of>;
}

function fieldOf(row: InputRow) {
  const { kind, description = '', example = '', words, whole } = row;
  switch (kind) {
    case 'count':
      return wholeNumber(wholeNumberText(row), row.range?.least ?? 0, row.range?.most ?? Infinity, {
        description,
        examples: [Number(example)],
      });
    case 'word':
      return word(words ?? [example], description);
    case 'day':
      return text('a day', { description, examples: [example], format: 'date' }, dayComplaint);
    case 'curve':
      return list(point, 'a list, each entry beginning with - within', { description });
    case 'switch':
      return z.boolean().check(z.meta({ description }));
    default:
      return whole === true ? wholeQuantity(kind, row) : quantity(kind, description, example, complaintOf(row));
  }
}

const complaintOf =
  (row: InputRow) =>
  (value: number): string | undefined =>
    rangeComplaint(row, value);

/** A number of base units, or a quantity that comes to one. */
function wholeQuantity(kind: QuantityKind, row: InputRow) {
  const { noun, description = '', example = '', range = {} } = row;
  const must = wholeNumberText(row);
  const bare = wholeNumber(must, range.least ?? 0, range.most ?? Infinity, { description: 'Bytes' });
  return z
    .union([bare, quantity(kind, `IP ${noun}`, `${example} B`, complaintOf(row))], {
      error: ({ input }) => mustBe(must, input),
    })
    .check(z.meta({ description, examples: [Number(example)] }));
}

const point = mapping(
  {
    within: quantity('duration', 'Length of the observation', '1 s'),
    dirtied: quantity('size', 'Distinct memory dirtied within it', '200 MiB'),
  },
  { description: 'A point of the curve' },
);
