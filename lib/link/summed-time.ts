import { formatDuration } from '../model/quantity';
import { seconds } from '../model/units';

/** Times that add up, such as stop, start and DNS, of which some may be unknown. */
export interface SummedTime {
  readonly least: number;
  readonly most: number;
  readonly open: readonly string[];
  /** Those that are known, as `10 s + 60 s`; empty where none is. */
  readonly knownText: string;
  /** All of them in words, or those that are unknown. */
  readonly noun: string;
  readonly known: number;
}

export function summedTime(
  times: readonly { readonly noun: string; readonly value: number | undefined }[],
): SummedTime {
  const unknown = times.filter(({ value }) => value === undefined).map(({ noun }) => noun);
  const known = times.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const sum = known.reduce((total, value) => total + value, 0);
  return {
    least: sum,
    most: unknown.length === 0 ? sum : Infinity,
    open: unknown,
    known: sum,
    knownText: known.map((value) => formatDuration(seconds(value))).join(' + '),
    noun: (unknown.length === 0 ? times.map(({ noun }) => noun) : unknown).join(' + '),
  };
}
