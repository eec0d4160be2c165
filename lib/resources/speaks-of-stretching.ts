import { isObject } from './json-object';
import type { RawResource } from './raw-resource';

/** Words of type and attribute names that stand for what Lightbound looks for. */
const words =
  /stretch|layer_?2|(?:^|_)l2(?:_|$|vpn|ext)|vxlan|vpls|(?:^|_)otv(?:_|$)|vmotion|pseudo_?wire|live_?migrat|(?:^|_)migrate(?:_|$)|metro_?availability/iu;

const stretch = /stretch/iu;

/** Values that say it outright, such as the type of a private cloud. */
const values = /^(?:stretched|multiavailabilityzone|vxlan|vpls|l2vpn)$/iu;

/** How deep a block is looked into. */
const deepest = 4;

/**
 * The types that no table knows and that speak of stretching, layer 2 or live migration, each with the attribute that does,
 * sorted. A type is told by a few of its resources.
 */
export function speakOfStretching(
  resources: readonly RawResource[],
  unread: Iterable<string>,
  isKnown: (type: string) => boolean,
): readonly string[] {
  const found = new Map<string, string>();
  for (const type of unread) if (words.test(snake(type))) found.set(type, type);
  for (const { type, attributes } of resources) {
    if (found.has(type) || isKnown(type)) continue;
    const tree = attributes.toJSON();
    const where = attributeIn(tree, stretch, deepest) ?? attributeIn(tree, words, deepest);
    if (where !== undefined) found.set(type, `${type} (${where})`);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
}

/** The first attribute that is set and whose name, or value, speaks of it. */
function attributeIn(value: unknown, sought: RegExp, depth: number): string | undefined {
  if (depth === 0) return undefined;
  const entries = Array.isArray(value)
    ? value.slice(0, deepest).map((item): [string, unknown] => ['', item])
    : Object.entries(isObject(value) ? value : {});
  for (const [name, held] of entries) {
    if (isSet(held) && sought.test(snake(name))) return name;
    if (typeof held === 'string' && values.test(held)) return name;
    const inside = attributeIn(held, sought, depth - 1);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

const isSet = (value: unknown): boolean =>
  value !== null &&
  value !== undefined &&
  value !== false &&
  value !== '' &&
  !(Array.isArray(value) && value.length === 0);

/** `layer2Stretch` is layer2_stretch. */
const snake = (name: string): string => name.replace(/([a-z0-9])([A-Z])/gu, '$1_$2').toLowerCase();
