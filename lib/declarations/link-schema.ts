import * as z from 'zod/mini';
import { mapping, mustBe, text } from './fact-fields';
import { inputFields } from './input-fields';

const PAIR = 'two sites, such as [vienna, dublin]';
const end = text('the name of a site', { description: 'Name of a site under "sites"' });

export const link = mapping(
  {
    between: z
      .tuple([end, end], {
        error: ({ input }) => (Array.isArray(input) ? `must be ${PAIR}, not ${input.length}` : mustBe(PAIR, input)),
      })
      .check(z.meta({ description: `The ends: ${PAIR}` })),
    ...inputFields('link'),
  },
  { description: 'An interconnect between two sites' },
);
