import { remembered } from './remembered';

/** Whose names and spellings a resource has. */
export type Spelling = 'terraform' | 'pulumi';

/** `host_system_ids` -> `hostSystemIds`, as the Pulumi bridge names properties. */
export const camelCase = (snake: string): string => snake.replace(/_+([a-z0-9])/g, (_, c: string) => c.toUpperCase());

/** The bridge's plural of a list or set name, also where English would not have it (`metadatas`). */
export function plural(word: string): string {
  if (/(s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return `${word}s`;
}

/** Spellings under which a bridged provider may hold a Terraform attribute: singular and plural are both accepted. */
export const pulumiSpellings = remembered((snake): readonly string[] => {
  const camel = camelCase(snake);
  return [camel, plural(camel)];
});
