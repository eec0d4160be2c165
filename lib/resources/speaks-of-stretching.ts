import { isObject } from './json-object';
import type { Attributes } from './attributes';
import type { RawResource } from './raw-resource';

/** Words of type and attribute names that stand for what Lightbound looks for. */
const words =
  /stretch|layer_?2|(?:^|_)l2(?:_|$|vpn|ext)|vxlan|evpn|vpls|(?:^|_)eoip(?:_|$)|(?:^|_)otv(?:_|$)|vmotion|pseudo_?wire|live_?migrat|(?:^|_)migrate(?:_|$)|metro_?availability/iu;

const stretch = /stretch/iu;

/** Values that say it outright, such as the type of a private cloud, and the attributes that hold such. */
const values = /^(?:stretched|multiavailabilityzone|vpls|l2vpn|vxlan)(?:[-_].*)?$/i;
const kinds = /type|mode|kind|encap|protocol/iu;

/** Values of an attribute that is there and off. */
const off = /^(?:|0|never|none|no|off|false|disabled?)$/iu;

/** What of a document may be about it, for readers that pass over the rest. */
export const speaking = {
  isKey: (key: string): boolean => words.test(snake(key)),
  isKeyOfText: (key: string): boolean => kinds.test(key),
  isText: (text: string): boolean => values.test(text),
  initials: 'smvlSMVL',
};

/** Whether the name of a type does. */
export const speaksByName = (type: string): boolean => words.test(snake(type));

/**
 * The types that no table knows and that speak of stretching, layer 2 or live migration, each with the attribute that does,
 * sorted. What goes away stretches nothing.
 */
export function speakOfStretching(
  resources: readonly RawResource[],
  isKnown: (type: string) => boolean,
): readonly string[] {
  const found = new Map<string, string>();
  const unread = resources.filter(({ type, change }) => change !== 'delete' && !isKnown(type));
  // Two of a type may speak by different attributes; which one tells is not to hang on the order of the document.
  for (const { type, attributes } of unread.sort(byAddress)) {
    if (found.get(type) === type) continue;
    if (speaksByName(type)) found.set(type, type);
    else if (!found.has(type)) {
      const where = whereItSpeaks(attributes);
      if (where !== undefined) found.set(type, `${type} (${where})`);
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
}

const byAddress = ({ ref: a }: RawResource, { ref: b }: RawResource): number =>
  a.address < b.address ? -1 : a.address > b.address ? 1 : 0;

/** The attribute that speaks of it, one of stretching before others. */
export function whereItSpeaks(attributes: Attributes): string | undefined {
  const tree = attributes.toJSON();
  return attributeIn(tree, stretch) ?? attributeIn(tree, words);
}

/** The first attribute that is set and whose name, or value, speaks of it; the outer ones before the inner ones. */
function attributeIn(tree: unknown, sought: RegExp): string | undefined {
  const ahead: (readonly [string, unknown])[] = [['', tree]];
  for (const [name, held] of ahead) {
    if (isSet(held) && sought.test(snake(name))) return name;
    if (typeof held === 'string' && kinds.test(name) && values.test(held)) return name;
    if (Array.isArray(held)) for (const item of held) ahead.push([name, item]);
    else if (isObject(held)) for (const entry of Object.entries(held)) ahead.push(entry);
  }
  return undefined;
}

const isSet = (value: unknown): boolean =>
  value !== null &&
  value !== undefined &&
  value !== false &&
  value !== 0 &&
  !(typeof value === 'string' && off.test(value)) &&
  !(typeof value === 'object' && Object.keys(value).length === 0);

/** `layer2Stretch` is layer2_stretch. */
const snake = (name: string): string => name.replace(/([a-z0-9])([A-Z])/gu, '$1_$2').toLowerCase();
