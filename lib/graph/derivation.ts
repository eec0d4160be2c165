import type { Measure } from '../model/quantity';

export type { Measure };

/** One input of a derivation, and where it was written. */
export interface Given {
  readonly name: string;
  readonly measure: Measure;
  /** Where from: `lightbound.yaml:12:10 links[0].rtt`, a resource and property, a reference row with its source. */
  readonly from: string;
}

/** One step of the arithmetic, so that a reader can redo it by hand. */
export interface Derivation {
  readonly name: string;
  /** The formula in symbols, such as `2 d n / c`. */
  readonly formula: string;
  /** The formula with numbers put in, without the result: `2 x 1,634 km x 1.467 / 299,792 km/s`. */
  readonly working: string;
  readonly result: Measure;
  /** Where the formula comes from. */
  readonly source: string;
}

/** A derived value with the given inputs and the steps that led to it, oldest first. */
export interface Derived<T> {
  readonly value: T;
  readonly given: readonly Given[];
  readonly steps: readonly Derivation[];
}
