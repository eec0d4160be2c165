import * as z from 'zod/mini';
import { quote } from '../model/explain-quantity';
import { parseQuantity, quantityPattern, type QuantityKind, type QuantityOf } from '../model/quantity';
import { didYouMean, nearest } from './nearest';

/** What an editor shows of a field, and JSON Schema keywords that a check of ours stands for. */
interface Shown {
  readonly description: string;
  readonly examples?: readonly unknown[];
  readonly [keyword: string]: unknown;
}

/** What is wrong with a text, and the same with what was perhaps meant, which takes a search. */
export interface Hinted {
  readonly plain: string;
  readonly hint: () => string;
}

/** Answers what is wrong with a text, or nothing. */
export type Complaint = (text: string) => string | Hinted | undefined;

/** So many unknown keys of one mapping are told one by one; where there are more, it is no slip of the pen. */
const mostKeys = 20;

const fine: Complaint = () => undefined;

/** Names a value's kind in the words of a reader of YAML. */
export function mustBe(noun: string, value: unknown): string {
  if (value === undefined) return `is missing: write ${noun}`;
  if (value === null) return `is empty: write ${noun}, or leave it out`;
  if (Array.isArray(value)) return `must be ${noun}, not a list`;
  if (typeof value === 'object') return `must be ${noun}, not a mapping`;
  if (typeof value === 'string') return `must be ${noun}, not the text ${quote(value)}`;
  return `must be ${noun}, not ${typeof value === 'number' ? value : value === true}`;
}

export function text(noun: string, shown: Shown, complaint: Complaint = fine) {
  const error = ({ input }: { readonly input?: unknown }): string =>
    typeof input === 'number' || typeof input === 'boolean'
      ? `must be ${noun} in quotes, not a bare ${typeof input === 'number' ? 'number' : 'true or false'}`
      : mustBe(noun, input);
  return z.string({ error }).check(complain(complaint), z.meta(shown));
}

/** A quantity as people write it; `further` says what is wrong with a number of the right kind. */
export function quantity<K extends QuantityKind>(
  kind: K,
  description: string,
  example: string,
  further: (value: QuantityOf<K>) => string | undefined = () => undefined,
) {
  const complaint = (written: string): string | undefined => {
    const parsed = parseQuantity(kind, written);
    return parsed.ok ? further(parsed.value) : parsed.error;
  };
  const error = ({ input }: { readonly input?: unknown }): string => {
    if (typeof input !== 'number') return mustBe(`a text such as "${example}"`, input);
    return complaint(String(input)) ?? `has no unit: write a text such as "${example}"`;
  };
  const shown: Shown = { description: `${description}, such as ${example}`, examples: [example] };
  return z.string({ error }).check(complain(complaint), z.meta({ ...shown, pattern: quantityPattern(kind) }));
}

export function number(noun: string, minimum: number, maximum: number, shown: Shown) {
  const error = ({ input }: { readonly input?: unknown }): string => mustBe(noun, input);
  return z.number({ error }).check(z.gte(minimum, { error }), z.lte(maximum, { error }), z.meta(shown));
}

export function wholeNumber(noun: string, minimum: number, maximum: number, shown: Shown) {
  const error = ({ input }: { readonly input?: unknown }): string => mustBe(noun, input);
  return z.int({ error }).check(z.gte(minimum, { error }), z.lte(maximum, { error }), z.meta(shown));
}

export function word<const Words extends readonly [string, ...string[]]>(words: Words, description: string) {
  const error = ({ input }: { readonly input?: unknown }): string => {
    const near = typeof input === 'string' ? nearest(input, words) : undefined;
    return `${mustBe(`one of ${words.join(', ')}`, input)}${near === undefined ? '' : `; did you mean ${near}?`}`;
  };
  return z.enum(words, { error }).check(z.meta({ description }));
}

/** A mapping with these keys and no others; several unknown keys give one line each, very many one line. */
export function mapping<Shape extends Readonly<Record<string, z.core.$ZodType>>>(shape: Shape, shown: Shown) {
  const known = Object.keys(shape);
  const error = (issue: { readonly code?: string; readonly input?: unknown; readonly keys?: unknown }): string => {
    if (issue.code !== 'unrecognized_keys') return mustBe(`a mapping with ${known.join(', ')}`, issue.input);
    const keys = issue.keys as readonly string[];
    const [first = ''] = keys;
    if (keys.length > mostKeys) {
      return `unknown key ${quote(first)} and ${keys.length - 1} more; known: ${known.join(', ')}`;
    }
    return keys.map((key) => `unknown key ${quote(key)}; ${didYouMean(key, known)}`).join('\n');
  };
  return z.strictObject(shape, { error }).check(z.meta(shown));
}

export function list<Item extends z.core.$ZodType>(item: Item, noun: string, shown: Shown) {
  return z.array(item, { error: ({ input }) => mustBe(noun, input) }).check(z.meta(shown));
}

/** Entries under names that people choose. */
export function named<Value extends z.core.$ZodType>(
  key: z.core.$ZodType<string, string>,
  value: Value,
  noun: string,
  shown: Shown,
) {
  return z.record(key, value, { error: ({ input }) => mustBe(noun, input) }).check(z.meta(shown));
}

function complain(complaint: Complaint) {
  return z.check<string>((context) => {
    const found = complaint(context.value);
    if (found === undefined) return;
    const { plain: message, ...params } = typeof found === 'string' ? { plain: found } : found;
    context.issues.push({ code: 'custom', message, params, input: context.value, continue: true });
  });
}
