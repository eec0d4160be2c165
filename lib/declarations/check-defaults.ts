import * as z from 'zod/mini';
import { list, mapping, mustBe, text } from './fact-fields';

const toggle = (description: string) =>
  z.optional(z.boolean({ error: ({ input }) => mustBe('true or false', input) }).check(z.meta({ description })));

/** Options of `lightbound check` that are taken where the command line does not give them. */
export const checkDefaults = mapping(
  {
    failOn: z.optional(
      text('a level, or new', {
        description: 'As --fail-on: error, warning, note, never; with new, only what the baseline does not know',
        examples: ['warning', 'error,new'],
      }),
    ),
    failOnUndetermined: toggle('As --fail-on-undetermined'),
    requireKnown: toggle('As --require-known'),
    allowEmpty: toggle('As --allow-empty'),
    allowIncomplete: toggle('As --allow-incomplete'),
    onlyChanged: toggle('As --only-changed'),
    expand: toggle('As --expand'),
    baseline: z.optional(text('a file', { description: 'As --baseline, relative to the file that names it' })),
    format: z.optional(
      list(text('a format', { description: 'As --format: pretty, sarif=lightbound.sarif' }), 'a list of formats', {
        description: 'Reports to write, and where: below the working directory',
      }),
    ),
  },
  { description: 'Options of `lightbound check` that the command line may give anew' },
);

export type CheckDefaults = z.infer<typeof checkDefaults>;
