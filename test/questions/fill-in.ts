/** What a person answers, by the key of a field; a place by the name of its site. */
export type Answers = Readonly<Record<string, string | ((name: string) => string)>>;

/** A line that is a field, an entry or a matcher once its `# ` is gone. */
const asked = /^( *)# ( *(?:(?:"(?:[^"\\]|\\.)*"|[^\s"]+):(?: .*)?|- .*))$/u;

const isAsked = (line: string): boolean => asked.test(line) && !line.startsWith('# yaml-');

/** The lines of a draft that are to be uncommented, by their index. */
export const openLines = (draft: string): readonly number[] =>
  draft.split('\n').flatMap((line, index) => (isAsked(line) ? [index] : []));

/**
 * What can be filled in by itself: a field of an entry that is there, or a whole entry that is a comment, with the line over its
 * section where that is one too.
 */
export function openParts(draft: string): readonly (readonly number[])[] {
  const lines = draft.split('\n');
  const parts: number[][] = [];
  let header: number[] = [];
  for (const index of openLines(draft)) {
    const line = lines[index] ?? '';
    if (/^# \S/u.test(line)) header = [index];
    else if (/^ {2}# {3}/u.test(line)) parts.at(-1)?.push(index);
    else parts.push(/^ {2}# /u.test(line) ? [...header, index] : [index]);
    if (/^\S+:$/u.test(lines[index - 1] ?? '')) header = [];
  }
  return parts;
}

/** A draft with lines of it filled in: all that are open, or some of them. */
export function fillIn(draft: string, answers: Answers, which: readonly number[] = openLines(draft)): string {
  let entry = '';
  const lines = draft.split('\n').map((line, index) => {
    const bare = which.includes(index) ? line.replace(asked, '$1$2') : line;
    const [, key = ''] = /^ *(?:- )?("(?:[^"\\]|\\.)*"|[^\s"#]+):/u.exec(bare) ?? [];
    if (/^ {2}\S/u.test(bare) && key !== '') entry = key;
    if (!which.includes(index) || !/: #/u.test(bare)) return bare;
    const answer = answers[key];
    if (answer === undefined) throw new Error(`nothing answers ${key}`);
    return bare.replace(/: #.*/u, `: ${typeof answer === 'string' ? answer : answer(entry)}`);
  });
  return lines.join('\n');
}
