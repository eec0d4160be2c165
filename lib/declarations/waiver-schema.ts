import * as z from 'zod/mini';
import { dayComplaint } from './day';
import { list, mapping, mustBe, text, word } from './fact-fields';
import { readCondition } from './read-condition';
import { waivedOutcomes } from './waiver';

const filled = (written: string): string | undefined =>
  written.trim() === '' ? 'is empty: whoever reads the waiver needs it' : undefined;

const telling = (noun: string, description: string, example: string) =>
  text(noun, { description, examples: [example], minLength: 1, pattern: '\\S' }, filled);

const condition = text(
  'a condition, such as "rtt <= 12 ms"',
  {
    description: 'A number of the finding and what it stays within, such as "rtt <= 12 ms"',
    examples: ['rtt <= 12 ms', 'rate of transfer >= 2 Gbit/s'],
  },
  (written) => {
    const read = readCondition(written);
    return read.ok ? undefined : read.error;
  },
);

export const waiver = mapping(
  {
    rule: text('the id of a rule', { description: 'Id of the rule', examples: ['migration-rtt-budget'] }),
    subject: z.optional(
      telling(
        'an address, URN or id',
        'Address, URN or id of what the finding is about; * stands for any characters',
        'module.metro.vsphere_compute_cluster.*',
      ),
    ),
    fingerprint: z.optional(
      text(
        'a fingerprint',
        { description: 'Fingerprint of the one finding, instead of a subject', pattern: '^[0-9a-f]{32}$' },
        (written) => (/^[0-9a-f]{32}$/u.test(written) ? undefined : 'must be a fingerprint: 32 digits of 0-9 and a-f'),
      ),
    ),
    stack: telling('the name of a stack', 'Name of the stack; * stands for any characters', 'network/prod'),
    outcome: word(
      waivedOutcomes,
      'What the finding was when it was accepted; the waiver lapses when it is more certain',
    ),
    reason: telling('a text', 'Why the finding is accepted', 'The metro ring is measured each night'),
    owner: telling('a person or team', 'Who answers for it', 'network-team@example.com'),
    ticket: telling('a ticket', 'Where it was decided', 'NET-1234'),
    until: text('a date', { description: 'Last day on which it holds', format: 'date' }, dayComplaint),
    while: z.optional(
      z
        .union([condition, list(condition, 'a list of conditions', { description: 'All of these hold' })], {
          error: ({ input }) => mustBe('a condition such as "rtt <= 12 ms", or a list of them', input),
        })
        .check(z.meta({ description: 'What the numbers of the finding stay within; beyond it the waiver lapses' })),
    ),
  },
  { description: 'A finding that somebody accepts, until a day and while its numbers hold' },
);

export type WrittenWaiver = z.infer<typeof waiver>;
