import type { MoveFacts } from '../facts/facts';
import type { FlipPoint } from '../findings/finding';
import { measure, type QuantityKind, type QuantityOf } from '../model/quantity';

/** The verdict is a pass up to this value of the input. */
export const passesAtMost = <K extends QuantityKind>(input: string, kind: K, value: QuantityOf<K>): FlipPoint => ({
  input,
  passes: 'at most',
  measure: measure(kind, value),
});

/** The verdict is a pass from this value of the input on. */
export const passesAtLeast = <K extends QuantityKind>(input: string, kind: K, value: QuantityOf<K>): FlipPoint => ({
  input,
  passes: 'at least',
  measure: measure(kind, value),
});

/** The inputs of a move that people can change, and how a finding names them. */
const MOVE_INPUTS = {
  bandwidth: ['bandwidth', 'bandwidth'],
  share: ['share for migration', 'share'],
  rtt: ['round trip', 'duration'],
  loss: ['loss', 'share'],
  window: ['window', 'size'],
  dirtyRate: ['dirty rate', 'data-rate'],
  workingSet: ['writable working set', 'size'],
  memory: ['memory', 'size'],
} as const;

/** Where the verdict on a move changes: the rate that it needs, then each input by itself. */
export function flipPointsOf({ rateNeeded, flips }: MoveFacts): readonly FlipPoint[] {
  const needed = rateNeeded === undefined ? [] : [passesAtLeast('rate of transfer', 'bandwidth', rateNeeded)];
  const found = flips();
  const others = Object.entries(MOVE_INPUTS).flatMap(([input, [name, kind]]): FlipPoint[] => {
    const flip = found.find((one) => one.input === input)?.flip;
    if (flip === undefined) return [];
    const passes = flip.kind === 'at-most' ? 'at most' : 'at least';
    return [{ input: name, passes, measure: measure(kind, flip.value as QuantityOf<typeof kind>) }];
  });
  return [...needed, ...others];
}
