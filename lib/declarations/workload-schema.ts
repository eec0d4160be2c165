import * as z from 'zod/mini';
import { list, mapping } from './fact-fields';
import { inputFields } from './input-fields';
import { workloadMatcher } from './matcher-schema';
import { workloadProblems } from './workload-problems';

export const workload = mapping(
  {
    ...inputFields('workload'),
    match: z.optional(
      list(workloadMatcher, 'a list, such as - name: "erp-*"', {
        description: 'Any of these makes a machine one of the class',
      }),
    ),
  },
  { description: 'A class of machines that migrate alike' },
).check(
  z.check((context) => {
    for (const { path, message } of workloadProblems(context.value)) {
      context.issues.push({ code: 'custom', path: [...path], message, input: context.value, continue: true });
    }
  }),
);
