import * as z from 'zod/mini';
import { parseQuantity } from '../model/quantity';
import { tib } from '../model/units';
import { list, mapping, quantity, shareAboveZero } from './fact-fields';
import { workloadMatcher } from './matcher-schema';

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
    disk: z.optional(quantity('size', 'Disk that moves along', '500 GiB')),
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
);
