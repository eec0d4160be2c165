import { quote } from '../model/explain-quantity';

/** Levels of nesting: more than any declaration has, and far from where a stack overflows. */
export const DEEPEST = 64;

export type FactPath = readonly (string | number)[];

/** Something wrong in a declaration, and where. Line and column count from 1; a source without lines has neither. */
export interface FactError {
  readonly source: string;
  readonly line?: number;
  readonly column?: number;
  /** Such as `links[0].rtt`; empty for the source as a whole. */
  readonly path: string;
  readonly message: string;
}

/** A problem before it has a place in a source. */
export interface FactProblem {
  readonly path: FactPath;
  /** Whether the key at the end of the path is wrong, or what it holds. */
  readonly at: 'key' | 'value';
  readonly message: string;
  /** The message with what was perhaps meant, which takes a search: for a few problems, not for thousands. */
  readonly hint?: () => string;
}

/** Finds where a key or its value was written. */
export type Locate = (path: FactPath, at: 'key' | 'value') => { readonly line?: number; readonly column?: number };

/** `['links', 0, 'rtt']` as `links[0].rtt`; a key that is no plain word in quotes. */
export function pathText(path: FactPath): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (!/^[\p{L}\p{N}_-]+$/u.test(step)) return `[${quote(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}

/** In the order in which a reader meets them. */
export function sortErrors(errors: readonly FactError[]): readonly FactError[] {
  return [...errors].sort(
    (a, b) =>
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0) ||
      compare(a.path, b.path) ||
      compare(a.message, b.message),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
