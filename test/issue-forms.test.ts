import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';

/*
 * What GitHub takes; a form that breaks one of these is not shown. Source: GitHub Docs, Syntax for issue forms, and Syntax for
 * GitHub's form schema.
 */
const text = z.string().min(1);
const id = z.string().regex(/^[\w-]+$/u);
const validations = z.strictObject({ required: z.boolean() }).optional();
const asked = { label: text, description: text.optional(), placeholder: text.optional() };
const element = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('markdown'), attributes: z.strictObject({ value: text }) }),
  z.strictObject({ type: z.literal('input'), id, attributes: z.strictObject(asked), validations }),
  z.strictObject({
    type: z.literal('textarea'),
    id,
    attributes: z.strictObject({ ...asked, render: text.optional() }),
    validations,
  }),
  z.strictObject({
    type: z.literal('checkboxes'),
    id,
    attributes: z.strictObject({
      label: text,
      options: z.array(z.strictObject({ label: text, required: z.boolean() })).min(1),
    }),
  }),
]);
const form = z.strictObject({ name: text, description: text, labels: z.array(text), body: z.array(element).min(2) });

const folder = join(__dirname, '../.github/ISSUE_TEMPLATE');
const files = readdirSync(folder).filter((file) => file !== 'config.yml');
const read = (file: string): z.infer<typeof form> => form.parse(parse(readFileSync(join(folder, file), 'utf8')));
const idsOf = ({ body }: z.infer<typeof form>): readonly string[] =>
  body.flatMap((one) => ('id' in one ? [one.id] : []));

it('there is a form for each kind of report', () => {
  expect(files).toEqual(['crash.yml', 'missed-finding.yml', 'provider-type.yml', 'wrong-finding.yml']);
  expect(new Set(files.map((file) => read(file).name)).size).toBe(files.length);
});

describe.each(files)('%s', (file) => {
  it('is a form that GitHub shows', () => {
    const ids = idsOf(read(file));

    expect(new Set(ids).size).toBe(ids.length);
  });

  it('asks for what it takes to see the matter again', () => {
    expect(idsOf(read(file))).toEqual(expect.arrayContaining(['version', 'command', 'document', 'facts']));
  });

  it('warns of secrets before it asks, and asks whether there are any at the end', () => {
    const { body } = read(file);
    const [warning, question] = [body[0]!, body.at(-1)!];

    expect(warning.type === 'markdown' && warning.attributes.value).toContain('replace secrets');
    expect(question.type === 'checkboxes' && question.attributes.options.every(({ required }) => required)).toBe(true);
  });
});
