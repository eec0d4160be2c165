import type { Measure } from '../quantity';

/** One step of the arithmetic, so that a reader can redo it by hand. */
export interface Step {
  readonly name: string;
  /** In symbols, such as `2 d n / c`. */
  readonly formula: string;
  /** With numbers put in, without the result. */
  readonly working: string;
  readonly result: Measure;
  /** Where the formula comes from. */
  readonly source: string;
}
