import { inputs } from '../model/inputs';
import { formatDuration } from '../model/quantity';
import { seconds, type Seconds } from '../model/units';
import { takeOfKind } from './option-take';
import type { OptionTake } from './options-record';
import type { SummedTime } from './summed-time';

/** What a window leaves for copying. */
export interface Left {
  readonly time: Seconds;
  readonly formula: string;
  readonly working: string;
  /** What the times that nobody gives must then be. */
  readonly with: readonly OptionTake[];
}

/** Half of what is left of a window is for times that nobody gives, or that fill it, and half for copying; a policy. */
const HALF = 0.5;

/** What stop, start and DNS leave of a window. */
export function leftOf({ open, known, knownText, noun }: SummedTime, window: Seconds): Left {
  const text = formatDuration(window);
  const isFull = known >= window;
  if (open.length === 0 && !isFull) {
    const working = `(${[text, ...knownText.split(' + ')].join(' - ')})`;
    return { time: seconds(window - known), formula: '(window - stop - start - DNS)', working, with: [] };
  }
  const isPartly = !isFull && knownText !== '';
  const time = seconds((isPartly ? window - known : window) * HALF);
  const working = isPartly ? `(${text} - ${knownText.replaceAll('+', '-')}) / 2` : `${text} / 2`;
  const take = takeOfKind('duration', isFull ? ALL_TIMES : noun, {
    passes: 'at most',
    value: time,
    formula: isPartly ? '(window - what is known) / 2' : 'window / 2',
    working,
    source: "half for copying, half for the rest: Lightbound's policy",
  });
  const formula = isPartly ? '((window - what is known) / 2)' : '(window / 2)';
  return { time, formula, working: `(${working})`, with: take === undefined ? [] : [take] };
}

const ALL_TIMES = [inputs.stopTime, inputs.startTime, inputs.dnsTime].map(({ noun }) => noun).join(' + ');
