import { byLabel, byPrefix } from './name-patterns';

/** Names that one entry of a facts file can stand for. */
export interface NameGroup {
  /** What they have in common. */
  readonly id: string;
  readonly globs: readonly string[];
  readonly names: readonly string[];
}

/**
 * Names in as few groups as patterns make of them; where they have none in common, all in one.
 * @param few so many are clearer one by one than by a pattern
 * @param otherwise what the group of all is called
 */
export function nameGroups(names: readonly string[], few: number, otherwise: string): readonly NameGroup[] {
  const all = [...new Set(names)].sort();
  if (all.length <= few) return all.map((name) => ({ id: name, globs: [name], names: [name] }));
  const patterns = [byLabel(all), byPrefix(all), byStem(all)].find(({ length }) => length > 0);
  if (patterns !== undefined) {
    return patterns.map(({ id, glob, names: group }) => ({ id, globs: [glob], names: [...group] }));
  }
  return [{ id: otherwise, globs: all, names: all }];
}

/** All under the one beginning that they have, up to where their numbers or keys differ: `erp-a`, `erp-b` are `erp-*`. */
function byStem(names: readonly string[]) {
  const [first = '', last = ''] = [names[0], names.at(-1)];
  let length = 0;
  while (length < first.length && first[length] === last[length]) length++;
  const stem = first.slice(0, length).replace(/[\p{L}\p{N}]+$/u, (rest) => (rest.length === length ? rest : ''));
  return /[\p{L}\p{N}]/u.test(stem)
    ? [{ id: stem.replace(/[^\p{L}\p{N}]+$/u, ''), glob: `${stem}*`, names: new Set(names) }]
    : [];
}
