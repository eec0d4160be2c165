import * as z from 'zod/mini';
import { parseQuantity } from '../model/quantity';
import { tib } from '../model/units';
import { list, mapping, quantity, shareAboveZero, word } from './fact-fields';
import { workloadMatcher } from './matcher-schema';

const dirtyPoint = mapping(
  {
    within: quantity('duration', 'Length of the observation', '1 s'),
    dirtied: quantity('size', 'Distinct memory dirtied within it', '200 MiB'),
  },
  { description: 'A point of the curve' },
);

export const workload = mapping(
  {
    memory: z.optional(
      quantity('size', 'Configured memory', '64 GiB', (size) =>
        size <= tib(4096) ? undefined : 'must be at most 4 PiB, what 52 address bits reach',
      ),
    ),
    nonZeroShare: z.optional(quantity('share', 'Share of the memory that is not zero pages', '80 %', shareAboveZero)),
    dirtyRate: z.optional(quantity('data-rate', 'Memory written per second', '200 MiB/s')),
    workingSet: z.optional(quantity('size', 'Writable working set: memory written over and over', '4 GiB')),
    writes: z.optional(
      word(['random', 'cyclic'], 'Pages in any order, or one after the other, which is the worst case'),
    ),
    dirtyCurve: z.optional(
      list(dirtyPoint, 'a list, each entry beginning with - within', {
        description: 'Distinct memory dirtied within some times, measured; instead of dirtyRate and workingSet',
      }),
    ),
    disk: z.optional(quantity('size', 'Disk that moves along', '500 GiB')),
    diskChurn: z.optional(quantity('data-rate', 'What changes on the disk per second', '5 MiB/s')),
    match: z.optional(
      list(workloadMatcher, 'a list, such as - name: "erp-*"', {
        description: 'Any of these makes a machine one of the class',
      }),
    ),
  },
  { description: 'A class of machines that migrate alike' },
).check(
  z.check((context) => {
    const memory = parseQuantity('size', context.value.memory ?? '');
    const workingSet = parseQuantity('size', context.value.workingSet ?? '');
    if (!memory.ok || !workingSet.ok || workingSet.value <= memory.value) return;
    const message = `is larger than the memory, ${context.value.memory ?? ''}`;
    context.issues.push({ code: 'custom', path: ['workingSet'], message, input: context.value, continue: true });
  }),
  z.check((context) => {
    const { dirtyCurve, dirtyRate } = context.value;
    if (dirtyCurve === undefined) return;
    const complain = (path: readonly (string | number)[], message: string): void => {
      context.issues.push({ code: 'custom', path: [...path], message, input: context.value, continue: true });
    };
    if (dirtyRate !== undefined) complain(['dirtyRate'], 'says what dirtyCurve says too: keep one of them');
    if (dirtyCurve.length === 0) complain(['dirtyCurve'], 'is empty: write at least one point, or leave it out');
    for (const [i, point] of dirtyCurve.entries()) {
      const before = dirtyCurve[i - 1];
      if (before === undefined || rises(before, point)) continue;
      complain(['dirtyCurve', i], 'must be later than the point before it, with at least as much dirtied');
    }
  }),
);

interface WrittenPoint {
  readonly within: string;
  readonly dirtied: string;
}

/** Points that cannot be read have errors of their own. */
function rises(before: WrittenPoint, after: WrittenPoint): boolean {
  const [from, to] = [parseQuantity('duration', before.within), parseQuantity('duration', after.within)];
  const [less, more] = [parseQuantity('size', before.dirtied), parseQuantity('size', after.dirtied)];
  if (!from.ok || !to.ok || !less.ok || !more.ok) return true;
  return to.value > from.value && more.value >= less.value;
}
