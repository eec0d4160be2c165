/** Names that have something in common, and the glob that tells them from the others. */
export interface NamePattern {
  readonly id: string;
  readonly glob: string;
  readonly names: ReadonlySet<string>;
}

/** More groups than this are rooms, or racks. */
const mostGroups = 8;

/**
 * Groups of host names that a part of their domain tells apart: `esx-a1.vie.example` and `esx-b1.dub.example` are `*.vie.*` and
 * `*.dub.*`. None where the names do not fall into a few groups.
 */
export function byLabel(names: readonly string[]): readonly NamePattern[] {
  const labels = names.map((name) => name.split('.'));
  const longest = Math.max(0, ...labels.map(({ length }) => length));
  for (let position = 1; position < longest; position++) {
    const groups = grouped(names, (_, index) => labels[index]?.[position]);
    if (groups !== undefined) return patterns(groups, (label) => `*.${label}.*`, names);
  }
  return [];
}

/** Groups of host names by what stands before their number: `esx-a1` and `esx-b1` are `esx-a*` and `esx-b*`. */
export function byPrefix(names: readonly string[]): readonly NamePattern[] {
  const prefix = (name: string): string | undefined => /^([^.]*?[^.\d])\d+(?:\.|$)/u.exec(name)?.[1];
  const groups = grouped(names, prefix);
  return groups === undefined ? [] : patterns(groups, (text) => `${text}*`, names);
}

type Groups = ReadonlyMap<string, ReadonlySet<string>>;

/** What stands between the dots of an address has no meaning by itself. */
export const isAddress = (name: string): boolean => /^\d+(?:\.\d+){3}$/u.test(name);

function grouped(
  names: readonly string[],
  keyOf: (name: string, index: number) => string | undefined,
): Groups | undefined {
  if (names.some(isAddress)) return undefined;
  const groups = new Map<string, Set<string>>();
  for (const [index, name] of names.entries()) {
    const key = keyOf(name, index);
    if (key === undefined || key === '') return undefined;
    const group = groups.get(key) ?? new Set();
    groups.set(key, group.add(name));
  }
  return groups.size > 1 && groups.size <= mostGroups && groups.size < names.length ? groups : undefined;
}

/** None where the glob of one group would match a name of another. */
function patterns(groups: Groups, globOf: (key: string) => string, names: readonly string[]): readonly NamePattern[] {
  const found = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, group]) => ({
      id: key.replace(/^[^a-z0-9]+|[^a-z0-9]+$/giu, '') || key,
      glob: globOf(key),
      names: group,
    }));
  const matches = (glob: string, name: string): boolean => {
    const [start = '', end = ''] = glob.split('*', 2);
    return glob.startsWith('*') ? name.includes(glob.slice(1, -1)) : name.startsWith(start) && name.endsWith(end);
  };
  const isClear = found.every(({ glob, names: own }) => names.every((name) => own.has(name) || !matches(glob, name)));
  return isClear ? found : [];
}
