import { quote } from '../model/explain-quantity';
import type { FactPath, FactProblem } from './fact-error';

/** Names that differ in case or in the form of Unicode only: of two such sites a link would mean the other one. */
export function lookAlikes(
  names: readonly string[],
  group: string,
  taken: readonly string[] = [],
): readonly FactProblem[] {
  const seen = new Map(taken.map((name) => [plainName(name), name]));
  return names.flatMap((name): readonly FactProblem[] => {
    const other = seen.get(plainName(name));
    if (other === undefined) seen.set(plainName(name), name);
    if (other === undefined || other === name) return [];
    const path: FactPath = [group, name];
    const how = other.normalize('NFKC') === name.normalize('NFKC') ? 'the form of Unicode' : 'case';
    return [
      { path, at: 'key', message: `${quote(name)} differs from ${quote(other)} in ${how} only: choose another name` },
    ];
  });
}

/** The same for names that look alike. */
export const plainName = (name: string): string => name.normalize('NFKC').toLowerCase();
