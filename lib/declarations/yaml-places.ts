import { isMap, isScalar, isSeq, visit, type Alias, type Document } from 'yaml';
import type { FactPath } from './fact-error';

interface Place {
  readonly key: number;
  readonly value: number;
}

export const pathKey = (path: FactPath): string => JSON.stringify(path);

/** Where each key and value of a document begins, by path. */
export function placesOf(document: Document): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const walk = (node: unknown, path: FactPath, key: number | undefined): void => {
    const empty = isScalar(node) && node.range?.[0] === node.range?.[1];
    const start = empty ? undefined : startOf(node);
    places.set(pathKey(path), { key: key ?? start ?? 0, value: start ?? key ?? 0 });
    if (isSeq(node)) for (const [index, item] of node.items.entries()) walk(item, [...path, index], undefined);
    if (!isMap(node)) return;
    for (const { key: name, value } of node.items)
      walk(value, [...path, isScalar(name) ? String(name.value) : String(name)], startOf(name));
  };
  walk(document.contents, [], undefined);
  return places;
}

const startOf = (node: unknown): number | undefined =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
    ? Number(node.range[0])
    : undefined;

/** Where the alias stands that leads nowhere, else the first one: there were too many. */
export function aliasAtFault(document: Document): number {
  const aliases: Alias[] = [];
  visit(document, { Alias: (_, node) => void aliases.push(node) });
  const fault = aliases.find((alias) => alias.resolve(document) === undefined) ?? aliases[0];
  return startOf(fault) ?? 0;
}
