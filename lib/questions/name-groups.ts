import { byLabel, byPrefix, isAddress } from './name-patterns';

/** Names that one entry of a facts file can stand for. */
export interface NameGroup {
  /** What they have in common. */
  readonly id: string;
  readonly globs: readonly string[];
  readonly names: readonly string[];
  /** Whether they have nothing in common but that they are too many to be asked for one by one. */
  readonly isLoose?: true;
}

/** So many names that have nothing in common may stand in one list. */
const longestList = 64;

/**
 * Names in as few groups as patterns make of them; where they have none in common, all in one, or in none where they are too many.
 * @param few so many are clearer one by one than by a pattern
 * @param most so many are asked for one by one where they have nothing in common
 * @param otherwise what the group of more is called
 */
export function nameGroups(
  names: readonly string[],
  { few, most, otherwise }: { readonly few: number; readonly most: number; readonly otherwise: string },
): readonly NameGroup[] {
  const all = [...new Set(names)].sort();
  const single = (): readonly NameGroup[] => all.map((name) => ({ id: name, globs: [name], names: [name] }));
  if (all.length <= few) return single();
  const patterns = [byLabel(all), byPrefix(all), byStem(all)].find(({ length }) => length > 0);
  if (patterns !== undefined) {
    return patterns.map(({ id, glob, names: group }) => ({ id, globs: [glob], names: [...group] }));
  }
  if (all.length <= most) return single();
  // Each of the names would be held against each name of the input.
  if (all.length > longestList) return [];
  return [{ id: otherwise, globs: all, names: all, isLoose: true }];
}

/** Fewer letters are in common by chance. */
const shortestWord = 3;

/** All under the one beginning that they have, up to where their numbers or keys differ: `erp-a`, `erp-b` are `erp-*`. */
function byStem(names: readonly string[]) {
  if (names.some(isAddress)) return [];
  const [first = '', last = ''] = [names[0], names.at(-1)];
  let length = 0;
  while (length < first.length && first[length] === last[length]) length++;
  const stem = first
    .slice(0, length)
    .replace(/[\p{L}\p{N}]+$/u, (rest) => (rest.length === length && length >= shortestWord ? rest : ''));
  return /[\p{L}\p{N}]/u.test(stem)
    ? [{ id: stem.replace(/[^\p{L}\p{N}]+$/u, ''), glob: `${stem}*`, names: new Set(names) }]
    : [];
}
