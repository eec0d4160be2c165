import { isComment, type DraftEntry, type DraftField } from './draft-entries';
import { MARK } from './mark';
import { yamlComment, yamlScalar } from './yaml-text';

/**
 * An entry as the lines of its section: what is known as it is, what is asked for as a comment that becomes a field once its value is
 * written. An entry that must not stand there until then, or would be empty, is a comment as a whole.
 */
export function entryLines(entry: DraftEntry): readonly string[] {
  const isAsked = entry.fields.some(({ value }) => value === undefined);
  const about = entry.about.join('; ');
  const todo = isAsked
    ? [yamlComment([MARK, about].filter((text) => text !== '').join(' '))]
    : about === ''
      ? []
      : [yamlComment(about)];
  if (isComment(entry)) {
    const [head = '', ...body] = stanza(entry, (field) => fieldText(field), []);
    return [...todo, ...[head, ...body].map((line) => `# ${line}`)];
  }
  return stanza(entry, fieldLine, todo);
}

/** A field in its entry: as it is, or as a comment. */
export const fieldLine = (field: DraftField): string =>
  field.value === undefined ? `# ${fieldText(field)}` : fieldText(field);

const fieldText = ({ key, value, hint }: DraftField): string =>
  value === undefined ? `${key}: ${yamlComment(hint)}` : `${key}: ${value}`;

/** The line that an entry begins with. */
export const entryHead = ({ name, between }: Pick<DraftEntry, 'name' | 'between'>): string =>
  between === undefined ? `${yamlScalar(name)}:` : `- between: [${between.map(yamlScalar).join(', ')}]`;

function stanza(entry: DraftEntry, write: (field: DraftField) => string, todo: readonly string[]): readonly string[] {
  const { section, name, fields, match } = entry;
  if (section === 'platforms') return [...todo, ...fields.map((field) => write({ ...field, key: yamlScalar(name) }))];
  const matchers = match.length === 0 ? [] : ['match:', ...match.map((matcher) => `  - ${matcher}`)];
  return [entryHead(entry), ...[...todo, ...fields.map(write), ...matchers].map((line) => `  ${line}`)];
}
