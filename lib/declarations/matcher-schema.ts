import * as z from 'zod/mini';
import { mapping, named, text } from './fact-fields';
import { cidrComplaint, regionComplaint } from './place-fields';

const filled = (example: string) => (written: string) =>
  written.trim() === '' || written.length > 256 ? `must be 1 to 256 characters, such as ${example}` : undefined;

const name = z.optional(
  text(
    'a name or glob',
    { description: 'Glob on name, host name or id; * matches dots too', examples: ['esx-*.vie.*'], minLength: 1 },
    filled('esx-*'),
  ),
);

const tag = z.optional(
  named(
    text('a tag key', { description: 'Tag key', minLength: 1 }, filled('site')),
    text('a text', { description: 'Tag value' }),
    'one tag, such as { site: vie }',
    {
      description: 'One resource tag or label with its value',
      examples: [{ site: 'vie' }],
      minProperties: 1,
      maxProperties: 1,
    },
  ).check(single('one tag; give each tag a line of its own')),
);

export const siteMatcher = mapping(
  {
    datacenter: z.optional(
      text(
        'a name',
        { description: 'Name of a vSphere or HCX datacenter', examples: ['Vienna'], minLength: 1 },
        filled('Vienna'),
      ),
    ),
    region: z.optional(
      text(
        'a region',
        { description: 'Provider and region', examples: ['aws:eu-central-1'], pattern: '^[^\\s:]+:.*\\S' },
        regionComplaint,
      ),
    ),
    name,
    tag,
    cidr: z.optional(
      text('an address range', { description: 'Address range', examples: ['10.11.0.0/16'] }, cidrComplaint),
    ),
  },
  { description: 'One way to recognise a resource as standing in the site', minProperties: 1, maxProperties: 1 },
).check(single('one of datacenter, region, name, tag, cidr; give each a line of its own'));

export const workloadMatcher = mapping(
  { name, tag },
  { description: 'One way to recognise a machine of the class', minProperties: 1, maxProperties: 1 },
).check(single('one of name, tag; give each a line of its own'));

function single(what: string) {
  return z.check<Readonly<Record<string, unknown>>>((context) => {
    if (Object.keys(context.value).length === 1 || context.issues.length > 0) return;
    context.issues.push({ code: 'custom', message: `must hold ${what}`, input: context.value, continue: true });
  });
}
