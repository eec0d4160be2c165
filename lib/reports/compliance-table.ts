import { grouped } from '../findings/count';

/** A table of the report before it has a form. */
export interface ReportTable {
  /** Unique in the report, of letters and hyphens. */
  readonly id: string;
  readonly title: string;
  /** The heading that it stands under together with others. */
  readonly chapter?: Chapter;
  /** What the reader should know of it, in a sentence or two. */
  readonly note?: string;
  readonly head: readonly Head[];
  readonly rows: readonly (readonly Cell[])[];
  /** What stands for a table without rows; without it such a table is left out. */
  readonly empty?: string;
}

/** Tables that belong together. */
export interface Chapter {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
}

export interface Head {
  readonly text: string;
  readonly isNumber?: boolean;
  /** Whether a column in which every row says 0 tells nobody anything. */
  readonly isOptional?: boolean;
}

/** What a cell says, where that leads, and how good or bad it is. */
export interface Cell {
  readonly text: string;
  readonly url?: string;
  readonly verdict?: Verdict;
  /** What follows the verdict. */
  readonly detail?: string;
}

export type Verdict = 'broken' | 'open' | 'holds' | 'unknown';

export const text = (value: string): Cell => ({ text: value });
export const number = (value: number): Cell => ({ text: grouped(value) });
export const heads = (...names: readonly string[]): readonly Head[] => names.map((name) => ({ text: name }));
export const numbers = (...names: readonly string[]): readonly Head[] =>
  names.map((name) => ({ text: name, isNumber: true }));
