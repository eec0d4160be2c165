import { createInterface } from 'node:readline';
import { ReadStream } from 'node:tty';
import type { Ask, Question } from '../questions/ask-facts';
import { escapeLine } from '../reports/escape';
import { write, type Io } from './io';

/**
 * Asks people line by line while something is done. The end of the input, and Ctrl-C, is the end of all answers.
 * @param work gets what asks
 */
export async function askOnTerminal<T>({ stdin, stderr }: Io, work: (ask: Ask) => Promise<T>): Promise<T> {
  // Only of a real terminal does readline take the keys, Ctrl-C among them.
  const lines = createInterface({ input: stdin, output: stderr, terminal: stdin instanceof ReadStream });
  lines.on('SIGINT', () => lines.close());
  const answers = lines[Symbol.asyncIterator]();
  let last = '';
  const ask = async (question: Question): Promise<string | undefined> => {
    const head = question.of === last ? [] : headOf(question);
    last = question.of;
    await write(stderr, [...head, ...bodyOf(question)].map((line) => `${escapeLine(line)}\n`).join(''));
    lines.setPrompt(`${escapeLine(question.key)}> `);
    lines.prompt();
    const answer = await answers.next();
    return answer.done === true ? undefined : answer.value;
  };
  try {
    return await work(ask);
  } finally {
    lines.close();
  }
}

const headOf = ({ of, about }: Question): readonly string[] => ['', [of, ...about].join('; ')];

function bodyOf({ wrong, key, hint, sites }: Question): readonly string[] {
  if (wrong !== undefined) return [`  ${key}: ${wrong}`];
  return [`  ${key}: ${hint}`, ...(sites.length === 0 ? [] : [`  or the site that it is in: ${sites.join(', ')}`])];
}
