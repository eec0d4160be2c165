/** How a person fills in a draft: every open entry becomes part of the file, with values by key. */
export interface Answers {
  readonly [key: string]: string | ((name: string) => string);
}

/** A line that is a field, an entry or a matcher once its `# ` is gone. */
const asked = /^( *)# ( *(?:(?:"(?:[^"\\]|\\.)*"|[^\s"]+):(?: .*)?|- .*))$/u;

/** The lines of a draft that are to be uncommented, by their index. */
export const openLines = (draft: string): readonly number[] =>
  draft.split('\n').flatMap((line, index) => (asked.test(line) && !line.startsWith('# yaml-') ? [index] : []));

/** A draft with its open lines filled in: all, or some of them. */
export function fillIn(draft: string, answers: Answers, which: readonly number[] = openLines(draft)): string {
  let entry = '';
  const lines = draft.split('\n').map((line, index) => {
    const bare = which.includes(index) ? line.replace(asked, '$1$2') : line;
    const [, key = '', name] = /^ *(?:- )?("(?:[^"\\]|\\.)*"|[^\s"#]+):(?: \[(.*)\])?/u.exec(bare) ?? [];
    if (/^ {0,2}\S/u.test(bare) && key !== '') entry = name ?? key;
    if (!which.includes(index) || !/: #/u.test(bare)) return bare;
    const answer = answers[key];
    if (answer === undefined) throw new Error(`nothing answers ${key}`);
    return bare.replace(/: #.*/u, `: ${typeof answer === 'string' ? answer : answer(entry)}`);
  });
  return lines.join('\n');
}
