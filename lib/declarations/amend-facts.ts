import { isMap, isSeq, parseDocument, type Document, type Node, type YAMLMap } from 'yaml';
import { isComment, sections, type DraftEntry } from './draft-entries';
import { entryLines, fieldLine } from './entry-lines';
import { MARK } from './mark';
import { escaped, FactsSection, hyphenBefore, nameOfLink, pairName, type Edit, type Stanza } from './facts-section';
import { yamlComment } from './yaml-text';

/** A facts file with entries written into it. */
export interface Amended {
  readonly text: string;
  /** The entries that were written, or a part of which was. */
  readonly added: readonly string[];
}

/**
 * Writes entries into a facts file that the reader accepts: what the file has not at the end of its section, what an entry of it
 * lacks at the end of that entry. All else stays as it is, to the character, but for flow collections that something is written into,
 * and for comments of this kind that are filled in.
 */
export function amendFacts(text: string, entries: readonly DraftEntry[]): Amended {
  const whole = inBlocks(text === '' || text.endsWith('\n') ? text : `${text}\n`, entries);
  const document = parse(whole);
  const added: string[] = [];
  const edits = sections.flatMap((section) => {
    const own = entries.filter((entry) => entry.section === section);
    return own.length === 0 ? [] : amendSection(new FactsSection(section, document, whole), own, added);
  });
  return { text: applied(whole, edits), added };
}

const parse = (text: string): Document => parseDocument(text, { version: '1.2', schema: 'core', merge: false });

/** The last first, so that places stay true; of those at one place the first stands first. */
function applied(text: string, edits: readonly Edit[]): string {
  const breaks = text.includes('\r\n') ? '\r\n' : '\n';
  return edits
    .map((edit, index) => ({ ...edit, index }))
    .sort((a, b) => b.from - a.from || b.index - a.index)
    .reduce(
      (whole, { from, to, text: put }) => whole.slice(0, from) + put.replaceAll('\n', breaks) + whole.slice(to),
      text,
    );
}

function amendSection(section: FactsSection, entries: readonly DraftEntry[], added: string[]): readonly Edit[] {
  const edits: Edit[] = [];
  const fresh: DraftEntry[] = [];
  for (const entry of entries) {
    const stanza = section.stanzas.get(entry.between === undefined ? entry.name : pairName(entry.between));
    const found = stanza === undefined ? undefined : amendStanza(section, stanza, entry);
    if (stanza === undefined) {
      const comment = section.commentOf(entry);
      if (comment !== undefined && isComment(entry)) continue;
      if (comment !== undefined) edits.push(comment);
      fresh.push(entry);
    } else if (found !== undefined && found.length > 0) edits.push(...found);
    else continue;
    added.push(entry.between === undefined ? `${entry.section}.${entry.name}` : `link ${entry.name}`);
  }
  if (fresh.length === 0) return edits;
  const lines = fresh.flatMap(entryLines).map((line) => `${' '.repeat(section.column)}${line}\n`);
  return [
    ...edits,
    ...headerOf(section, fresh.every(isComment)),
    { from: section.end, to: section.end, text: lines.join('') },
  ];
}

/** The line over a section that is not there yet; one that is a comment becomes none once something stands in it. */
function headerOf({ node, name, end, text, commented }: FactsSection, areComments: boolean): readonly Edit[] {
  if (commented !== undefined) {
    return areComments ? [] : [{ from: commented, to: commented + 2, text: '' }];
  }
  if ((isMap(node) || isSeq(node)) && node.items.length === 0 && node.range) {
    // Brackets with nothing in them.
    const [from, to] = node.range;
    const header = text.lastIndexOf(`${name}:`, from);
    const comment = areComments ? [{ from: header, to: header, text: '# ' }] : [];
    return [...comment, { from: header + name.length + 1, to, text: '' }];
  }
  if (node !== undefined) return [];
  const isFirst = text.trim() === '' || text.endsWith('\n\n');
  return [{ from: end, to: end, text: `${isFirst ? '' : '\n'}${areComments ? '# ' : ''}${name}:\n` }];
}

/** What an entry of the file lacks. */
function amendStanza(section: FactsSection, { map, from, to, column }: Stanza, entry: DraftEntry): readonly Edit[] {
  if (map === undefined) return [];
  const indent = ' '.repeat(column);
  const edits: Edit[] = [];
  const lines: string[] = [];
  for (const field of entry.fields) {
    if (map.has(field.key)) continue;
    const comment = new RegExp(`^${indent}# ${escaped(field.key)}:[^\\n]*\\n`, 'mu').exec(section.text.slice(from, to));
    const line = `${indent}${fieldLine(field)}\n`;
    if (comment === null) lines.push(line);
    else if (field.value !== undefined) {
      edits.push({ from: from + comment.index, to: from + comment.index + comment[0].length, text: line });
    }
  }
  const isAsked = lines.length > 0 && entry.fields.some(({ value, key }) => value === undefined && !map.has(key));
  const todo = isAsked ? [`${indent}${yamlComment([MARK, ...entry.about].join(' '))}\n`] : [];
  const last = map.items.at(-1);
  const end = section.behind((last?.value ?? last?.key) as Node | undefined, to);
  const matchers = matcherEdit(section, map, entry.match, { column, end });
  return [
    ...edits,
    ...matchers,
    ...(lines.length === 0 ? [] : [{ from: end, to: end, text: [...todo, ...lines].join('') }]),
  ];
}

/** Further matchers of an entry: at the end of those that it has. */
function matcherEdit(
  section: FactsSection,
  map: YAMLMap,
  match: readonly string[],
  { column, end }: { readonly column: number; readonly end: number },
): readonly Edit[] {
  if (match.length === 0) return [];
  const before: unknown = map.get('match', true);
  const last = isSeq(before) ? (before.items.at(-1) as Node | undefined) : undefined;
  if (last?.range) {
    const indent = ' '.repeat(section.columnOf(hyphenBefore(last.range[0], section.text)));
    const at = section.behind(last, end);
    return [{ from: at, to: at, text: match.map((matcher) => `${indent}- ${matcher}\n`).join('') }];
  }
  const indent = ' '.repeat(column);
  const lines = ['match:', ...match.map((matcher) => `  - ${matcher}`)];
  return [{ from: end, to: end, text: lines.map((line) => `${indent}${line}\n`).join('') }];
}

/** Flow collections that something is to be written into, as blocks; the text as it is where there are none. */
function inBlocks(text: string, entries: readonly DraftEntry[]): string {
  const document = parse(text);
  const inFlow = entries
    .flatMap((entry) => collectionsOf(document, entry))
    .filter((node) => (isMap(node) || isSeq(node)) && node.flow === true && node.items.length > 0);
  if (inFlow.length === 0) return text;
  for (const node of inFlow) if (isMap(node) || isSeq(node)) node.flow = false;
  return document.toString({ lineWidth: 0 });
}

/** The section of an entry, the entry, and the matchers where it brings further ones. */
function collectionsOf(document: Document, { section, name, between, match }: DraftEntry): readonly unknown[] {
  const node: unknown = document.get(section, true);
  if (isSeq(node)) return [node, ...node.items.filter((item) => nameOfLink(item) === pairName(between))];
  const entry: unknown = isMap(node) ? node.get(name, true) : undefined;
  return [node, entry, match.length > 0 && isMap(entry) ? entry.get('match', true) : undefined];
}
