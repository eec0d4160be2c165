import { didYouMean } from '../declarations/nearest';
import { quote } from '../model/explain-quantity';
import { inputRow, type OptionName } from '../model/inputs';
import { flagOf, optionsNames } from './link-flags';
import type { LinkError, WrittenOptions } from './read-options';

/** What another column is asked with: options of the command without their dashes, `bandwidth=10 Gbit/s, rtt=5 ms`. */
export function readAlso(text: string): { readonly written: WrittenOptions; readonly errors: readonly LinkError[] } {
  const written: Record<string, string | boolean> = {};
  const errors: LinkError[] = [];
  const fail = (message: string): void => {
    errors.push({ where: `--also ${quote(text)}`, message });
  };
  for (const part of text.split(/[,;](?=\s*(?:--)?[a-z][a-z-]*\s*(?:[=,;]|$))/u)) {
    const [, word = '', equals, value = ''] = /^\s*([^=\s]*)\s*(=)?\s*(.*?)\s*$/su.exec(part) ?? [];
    const name = optionNamed(word);
    if (name === undefined) {
      fail(
        word === ''
          ? 'write options of the command, such as "bandwidth=10 Gbit/s, rtt=5 ms"'
          : `${quote(word)} is not an option; ${didYouMean(word, [...words.keys()])}`,
      );
    } else if (written[name] !== undefined) fail(`${word} is given twice; give it once`);
    else if (isSwitch(name)) {
      if (equals !== undefined || value !== '') fail(`${word} takes no value`);
      else written[name] = !word.startsWith('no-');
    } else if (equals === undefined) fail(`${word} needs a value: ${word}=...`);
    else written[name] = value;
  }
  return { written, errors };
}

/** Options by the word that stands for them here; a switch that is on where nothing is said can also be turned on again. */
const words: ReadonlyMap<string, string> = new Map([
  ['platform', 'platform'],
  ['storage', 'storage'],
  ...optionsNames.flatMap((name) => {
    const word = flagOf(name).slice('--'.length);
    return word.startsWith('no-')
      ? [[word, name] as const, [word.slice('no-'.length), name] as const]
      : [[word, name] as const];
  }),
]);

const optionNamed = (word: string): string | undefined => words.get(word.replace(/^--/u, ''));

const isSwitch = (name: string): boolean =>
  optionsNames.some((one) => one === name) && inputRow(name as OptionName).kind === 'switch';
