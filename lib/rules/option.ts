import { rangeComplaint, type Ranged } from '../declarations/range-complaint';
import { measure, parseQuantity, type QuantityKind, type QuantityOf } from '../model/quantity';
import { QUANTITY_KINDS } from '../model/quantity-kind';

interface Described {
  readonly description: string;
}

interface Bounded extends Described {
  readonly default: number;
  /** Beyond it nobody can mean the value; it says why. */
  readonly range?: Ranged['range'];
}

/** A rule's option: a quantity written as people write it, a plain number, or a switch. */
export type OptionSpec =
  | (Bounded & { readonly kind: QuantityKind })
  | (Bounded & { readonly kind: 'count' })
  | (Described & { readonly kind: 'switch'; readonly default: boolean });

type ValueOf<Spec extends OptionSpec> = Spec['kind'] extends QuantityKind
  ? QuantityOf<Spec['kind']>
  : Spec['kind'] extends 'count'
    ? number
    : boolean;

export type OptionValues<Options extends Readonly<Record<string, OptionSpec>>> = {
  readonly [Name in keyof Options]: ValueOf<Options[Name]>;
};

/** What is wrong with a spec; undefined if nothing is. */
export function optionProblem(spec: unknown): string | undefined {
  const { kind, default: value, description } = (spec ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof description !== 'string' || description.trim() === '') return 'must have a description';
  if (kind === 'switch') return typeof value === 'boolean' ? undefined : 'must have true or false as its default';
  if (kind !== 'count' && !(typeof kind === 'string' && Object.hasOwn(QUANTITY_KINDS, kind)))
    return `has the kind ${JSON.stringify(kind)}, which does not exist`;
  return typeof value === 'number' && Number.isFinite(value) ? undefined : 'must have a number as its default';
}

/**
 * Reads options as written against a rule's specs; absent ones take their default.
 * @throws Error with one clear line for an option that does not exist or a value of the wrong kind.
 */
export function readOptions(
  specs: Readonly<Record<string, OptionSpec>>,
  written: Readonly<Record<string, unknown>>,
): Readonly<Record<string, number | boolean>> {
  for (const name of Object.keys(written)) {
    if (!Object.hasOwn(specs, name)) {
      const names = Object.keys(specs).sort().join(', ');
      throw new Error(`unknown option "${name}"; ${names === '' ? 'the rule has no options' : `known: ${names}`}`);
    }
  }
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [
      name,
      Object.hasOwn(written, name) ? readOption(name, spec, written[name]) : spec.default,
    ]),
  );
}

function readOption(name: string, spec: OptionSpec, value: unknown): number | boolean {
  if (spec.kind === 'switch') {
    if (typeof value === 'boolean') return value;
    throw new Error(`option "${name}" must be true or false`);
  }
  if (spec.kind === 'count') {
    if (typeof value !== 'number' || value <= 0 || !Number.isSafeInteger(value)) {
      throw new Error(`option "${name}" must be a whole number from 1 to ${largestCount}`);
    }
    return within(name, spec, value);
  }
  if (typeof value !== 'string') {
    throw new Error(`option "${name}" must be a quantity in quotes, such as "${defaultText(spec)}"`);
  }
  const parsed = parseQuantity(spec.kind, value);
  if (parsed.ok) return within(name, spec, parsed.value);
  throw new Error(`option "${name}": ${parsed.error}`);
}

function within(name: string, { kind, range }: OptionSpec & Bounded, value: number): number {
  const complaint = range && rangeComplaint({ kind, range }, value);
  if (complaint === undefined) return value;
  throw new Error(`option "${name}" ${complaint}`);
}

/** Beyond it a number does not keep its digits. */
export const largestCount = Number.MAX_SAFE_INTEGER;

/** The default of an option as people write it in the facts file. */
export const defaultText = (spec: OptionSpec): string => optionText(spec, spec.default);

/** A value of an option as people write it. */
export function optionText({ kind }: OptionSpec, value: number | boolean): string {
  if (kind === 'switch' || kind === 'count') return String(value);
  return measure(kind, value as QuantityOf<QuantityKind>).text;
}

/** What an option may be at most or at least, and why; nothing where it has no bounds. */
export function rangeText(spec: OptionSpec): string | undefined {
  if (spec.kind === 'switch' || spec.range === undefined) return undefined;
  const { least, most, because } = spec.range;
  const bounds = [
    ...(least === undefined ? [] : [`at least ${optionText(spec, least)}`]),
    ...(most === undefined ? [] : [`at most ${optionText(spec, most)}`]),
  ];
  return `${bounds.join(', ')}${because === undefined ? '' : `: ${because}`}`;
}
