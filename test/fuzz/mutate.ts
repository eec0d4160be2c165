import { gzipSync } from 'node:zlib';
import { marked, pathsIn } from '../clouds/rows/mask-plan';
import { corpus, factsText, type Thing, type Values } from './corpus';
import { hostileLines, hostileValues } from './hostile';

/** One change of a resource, a document or a text; its numbers are taken as they fit. */
export interface Mutation {
  readonly kind: number;
  readonly at: number;
  readonly with: number;
}

export const SECRET = 'S3CRET-value-that-nobody-may-see';

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length]!;

const thingMutations = [
  'set',
  'drop',
  'unknown',
  'sensitive',
  'secret',
  'copy',
  'rename',
  'swap',
  'another type',
] as const;

/** A group of the corpus, changed. */
export function mutatedThings(group: number, mutations: readonly Mutation[]): readonly Thing[] {
  const things = pick(corpus, group).map((thing) => structuredClone(thing) as Writable);
  for (const mutation of mutations) mutateThings(things, mutation);
  return things;
}

interface Writable extends Thing {
  name: string;
  type: string;
  values: Record<string, unknown>;
  unknown: Record<string, unknown>;
  sensitive: Record<string, unknown>;
}

function mutateThings(things: Writable[], { kind, at, with: what }: Mutation): void {
  const thing = pick(things, at);
  const names = Object.keys(thing.values);
  if (names.length === 0) return;
  const name = pick(names, Math.floor(at / things.length));
  const value = structuredClone(pick(hostileValues, what));
  switch (pick(thingMutations, kind)) {
    case 'set':
      if (isSite(value) && (name === 'name' || !isSite(thing.values[name]))) return;
      thing.values[name] = setWithin(thing.values[name], Math.floor(what / hostileValues.length), value);
      return;
    case 'drop':
      Reflect.deleteProperty(thing.values, name);
      return;
    case 'unknown':
      mask(thing, name, 'unknown');
      return;
    case 'sensitive':
      mask(thing, name, 'sensitive');
      return;
    case 'secret':
      thing.values[name] = SECRET;
      mask(thing, name, 'sensitive');
      return;
    case 'copy':
      if (things.length < 12) things.push({ ...structuredClone(thing), name: `${thing.name}_${things.length}` });
      return;
    case 'rename':
      thing.name = isName(value) ? value : `n${what}`;
      return;
    case 'swap': {
      const other = pick(things, what);
      // A secret would stand where nothing marks it.
      if (name in thing.sensitive || name in other.sensitive) return;
      if ([thing, other].some(({ values }) => isSite(values[name]))) return;
      [thing.values[name], other.values[name]] = [other.values[name], thing.values[name]];
      return;
    }
    case 'another type':
      thing.type = pick(corpus.flat(), what).type;
  }
}

const isName = (value: unknown): value is string =>
  typeof value === 'string' && /^\w+$/.test(value) && value !== '__proto__' && !isSite(value);

/** Facts place what has a name of a site: one that stands elsewhere would move there once what tells so is hidden. */
const isSite = (value: unknown): boolean => typeof value === 'string' && /vienna|boston/u.test(value);

/** Hides one attribute of a resource as its tool would. */
function mask(thing: Writable, name: string, how: 'unknown' | 'sensitive'): void {
  thing[how][name] = true;
  if (how === 'unknown') Reflect.deleteProperty(thing.values, name);
}

/** Hides one value of one resource, at any depth. */
export function maskedThings(things: readonly Thing[], at: number, how: 'unknown' | 'sensitive') {
  const copies = things.map((thing) => structuredClone(thing) as Writable);
  const places = copies.flatMap((thing) => [...pathsIn(thing.values)].map((path) => ({ thing, path })));
  if (places.length === 0) return undefined;
  const { thing, path } = pick(places, at);
  thing[how] = marked(thing[how], path, thing.values) as Writable[typeof how];
  return { things: copies as readonly Thing[], what: `${path.join('.')} of ${thing.type}.${thing.name} is ${how}` };
}

function setWithin(value: unknown, depth: number, put: unknown): unknown {
  if (typeof value !== 'object' || value === null || depth === 0) return put;
  const keys = Object.keys(value);
  if (keys.length === 0) return put;
  const key = pick(keys, depth);
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>;
  copy[key] = setWithin(copy[key], Math.floor(depth / keys.length), put);
  return copy;
}

/** Replaces, removes or wraps some part of a document. */
export function mutatedJson(document: unknown, mutations: readonly Mutation[]): unknown {
  const root = { document: structuredClone(document) };
  for (const { kind, at, with: what } of mutations) {
    const places: { readonly holder: Record<string, unknown>; readonly key: string }[] = [];
    collect(root, places);
    if (places.length === 0) return null;
    const { holder, key } = pick(places, at);
    const value = structuredClone(pick(hostileValues, what));
    if (kind % 4 === 0) Reflect.deleteProperty(holder, key);
    else if (kind % 4 === 1) holder[key] = [holder[key]];
    else if (kind % 4 === 2 && !Array.isArray(holder)) holder[pick(wordKeys, what)] = structuredClone(holder[key]);
    else holder[key] = value;
  }
  return root.document ?? null;
}

const wordKeys = [
  'address',
  'type',
  'mode',
  'constructor',
  'toString',
  'id',
  'deposed',
  'references',
  'after',
  '\u202Ekey',
];

function collect(value: unknown, places: { holder: Record<string, unknown>; key: string }[]): void {
  if (typeof value !== 'object' || value === null || places.length > 5_000) return;
  for (const [key, inner] of Object.entries(value as Values)) {
    places.push({ holder: value as Record<string, unknown>, key });
    collect(inner, places);
  }
}

const byteMutations: readonly ((text: Buffer, at: number, what: number) => Buffer)[] = [
  (text, at) => text.subarray(0, at % (text.length + 1)),
  (text, at, what) =>
    Buffer.concat([text.subarray(0, at % text.length), Buffer.of(what % 256), text.subarray(at % text.length)]),
  (text) => Buffer.from(`\uFEFF${text.toString()}`, 'utf16le'),
  (text) => gzipSync(text, { level: 1 }),
  (text) => Buffer.from(`[command]/usr/bin/terraform show -json p\n${text.toString()}`),
  (text) => Buffer.from(`${text.toString()}\n${text.toString()}\n`),
  (text) => Buffer.from(text.toString().replaceAll('"', "'")),
  (text, at) => Buffer.concat([text, text.subarray(at % text.length)]),
];

export function mutatedBytes(text: Buffer, mutations: readonly Mutation[]): Buffer {
  return mutations.reduce(
    (bytes, { kind, at, with: what }) => (bytes.length === 0 ? bytes : pick(byteMutations, kind)(bytes, at, what)),
    text,
  );
}

/** The facts file with lines replaced, doubled, left out or put in. */
export function mutatedFacts(mutations: readonly Mutation[]): string {
  const lines = factsText.split('\n');
  for (const { kind, at, with: what } of mutations) {
    const index = at % lines.length;
    const line = pick(hostileLines, what);
    if (kind % 4 === 0) lines.splice(index, 1);
    else if (kind % 4 === 1) lines.splice(index, 0, line);
    else if (kind % 4 === 2) lines.splice(index, 0, lines[index] ?? '');
    else
      lines[index] = (lines[index] ?? '').replace(
        /[\w.]+(?= ?[,}\]]|$)/,
        String(pick(hostileValues, what)).slice(0, 80),
      );
  }
  return lines.join('\n');
}
