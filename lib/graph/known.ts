import type { Origin } from './location';

/** Why a value is not known. `absent`: nobody wrote it; `after-apply`: the tool knows it only once it has applied. */
export interface Unknown {
  readonly kind: 'absent' | 'after-apply' | 'not-declared' | 'not-placed' | 'wrong-type' | 'sensitive';
  /** For people, such as "known after apply" or "link vienna - dublin not declared". */
  readonly text: string;
  /** Of a place: the names by which a declared site would tell it, the most telling first. */
  readonly names?: () => readonly string[];
}

/** A value with where it was written, or the reason why there is none. */
export type Known<T> = { readonly known: true; readonly value: T; readonly origin: Origin } | NotKnown;

export interface NotKnown {
  readonly known: false;
  readonly reason: Unknown;
}

export const known = <T>(value: T, origin: Origin): Known<T> => ({ known: true, value, origin });

export const unknown = (kind: Unknown['kind'], text: string, names?: Unknown['names']): NotKnown => ({
  known: false,
  reason: { kind, text, ...(names && { names }) },
});

/** Why a value is unknown; empty for one that is known. */
export const whyUnknown = (value: Known<unknown>): string => (value.known ? '' : value.reason.text);

const HIDDEN: readonly Unknown['kind'][] = ['after-apply', 'sensitive', 'wrong-type'];

/** The reason why a value that is there cannot be read; undefined for one that is known, and for one that nobody set. */
export const hiddenIn = (value: Known<unknown>): NotKnown | undefined =>
  !value.known && HIDDEN.includes(value.reason.kind) ? value : undefined;

/** Applies `f` to a known value and keeps its origin; an unknown passes through. */
export function mapKnown<T, U>(value: Known<T>, f: (value: T) => U): Known<U> {
  return value.known ? { known: true, value: f(value.value), origin: value.origin } : value;
}

/** The first known of several sources, else the reason of the last one. */
export function firstKnown<T>(first: Known<T>, ...rest: readonly (() => Known<T>)[]): Known<T> {
  let result = first;
  for (const next of rest) {
    if (result.known) return result;
    result = next();
  }
  return result;
}
