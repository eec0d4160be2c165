import type { Category, Level } from '../findings/finding';
import { optionProblem } from './option';
import { ruleIdProblem } from './rule-id';

const LEVELS: Readonly<Record<Level, true>> = { error: true, warning: true, note: true };

const CATEGORIES: Readonly<Record<Category, true>> = {
  'stretched-layer-2': true,
  'live-migration': true,
  'synchronous-coupling': true,
  interconnect: true,
  'scale-out': true,
};

const SCOPES = { resource: true, stack: true };

export const isLevel = (value: unknown): value is Level => typeof value === 'string' && Object.hasOwn(LEVELS, value);

/** What is wrong with the definition of a rule, one line each; `written` may be anything. */
export function ruleProblems(written: unknown): readonly string[] {
  const rule = membersOf(written);
  const id = typeof rule['id'] === 'string' ? rule['id'] : '';
  const where = `rule "${id}"`;
  const idProblem = ruleIdProblem(id);
  const check = (holds: boolean, what: string): readonly string[] => (holds ? [] : [`${where}: ${what}`]);
  return [
    ...(idProblem === undefined ? [] : [`rule ${idProblem}`]),
    ...['title', 'law'].flatMap((key) => check(isText(rule[key]), `${key} must be a text of one line`)),
    ...check(isProse(rule['why']), 'why must be a text'),
    ...check(rule['limits'] === undefined || areLimits(rule['limits']), 'limits must be { read, of }, see LimitsRead'),
    ...check(isLevel(rule['level']), oneOf('level', LEVELS, rule['level'])),
    ...check(isWord(CATEGORIES, rule['category']), oneOf('category', CATEGORIES, rule['category'])),
    ...check(isWord(SCOPES, rule['scope']), oneOf('scope', SCOPES, rule['scope'])),
    ...['select', 'check'].flatMap((key) => check(typeof rule[key] === 'function', `${key} must be a function`)),
    ...check(rule['waivable'] === undefined || typeof rule['waivable'] === 'boolean', 'waivable must be true or false'),
    ...check(
      isListOf(rule['references'], isReference),
      'references must be a list of { title, url } with https addresses',
    ),
    ...check(rule['help'] === undefined || isAddress(rule['help']), 'help must be an https address'),
    ...check(
      hasTexts(rule['messages']),
      'messages must be texts of one line by id, one at least, with {placeholders} of letters and digits',
    ),
    ...Object.entries(membersOf(rule['options'])).flatMap(([name, spec]) => {
      const problem = optionProblem(spec);
      return check(problem === undefined, `option "${name}" ${problem ?? ''}`);
    }),
    ...check(isObject(rule['options']), 'options must be an object; {} for none'),
  ];
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  isObject(value) ? (value as Readonly<Record<string, unknown>>) : {};

// Reports set text line by line; control characters are none of it.
const isText = (value: unknown): boolean => typeof value === 'string' && /^(?=.*\S)[^\p{Cc}]*$/u.test(value);

/** Paragraphs with an empty line between them. */
const isProse = (value: unknown): boolean => typeof value === 'string' && value.split('\n\n').every(isText);

const isWord = (words: object, value: unknown): boolean => typeof value === 'string' && Object.hasOwn(words, value);

const isListOf = (value: unknown, is: (item: unknown) => boolean): boolean => Array.isArray(value) && value.every(is);

const isAddress = (value: unknown): boolean => typeof value === 'string' && /^https:\/\/[^\s<>"']+$/u.test(value);

const READS: readonly unknown[] = ['round trip', 'bandwidth', 'throttling'];
const OF: readonly unknown[] = ['moves', 'mirrors'];

const areLimits = (value: unknown): boolean =>
  READS.includes(membersOf(value)['read']) && OF.includes(membersOf(value)['of']);

const isReference = (value: unknown): boolean =>
  isText(membersOf(value)['title']) && isAddress(membersOf(value)['url']);

const hasTexts = (value: unknown): boolean => {
  const texts = Object.values(membersOf(value));
  return (
    texts.length > 0 &&
    texts.every((text) => isText(text) && !/[{}]/u.test(String(text).replace(/\{[a-zA-Z]\w*\}/gu, '')))
  );
};

const oneOf = (key: string, words: object, found: unknown): string =>
  `${key} must be one of ${Object.keys(words).join(', ')}, not ${typeof found === 'string' ? JSON.stringify(found) : typeof found}`;
