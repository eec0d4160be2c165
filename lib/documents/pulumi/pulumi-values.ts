import type { UnknownMask } from '../../resources/attribute-tree';
import { isObject, own, type JsonObject } from '../../resources/json-object';
import { HIDDEN } from '../../resources/placing-arguments';

/** What Pulumi writes for a value that is not known yet: this for a string, others for other kinds of values. */
export const UNKNOWN_MARKER = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

const UNKNOWN_MARKERS = new Set([
  UNKNOWN_MARKER,
  '3eeb2bf0-c639-47a8-9e75-3b44932eb421',
  '1c4a061d-8072-4f0a-a4cb-0ff528b18fe7',
  '6a19a0b0-7e62-4c92-b797-7f8e31da9cc2',
  '030794c1-ac77-496b-92df-f27374a8bd58',
  'e48ece36-62e2-4504-bad9-02848725956a',
  'dd056dcd-154b-4c76-9bd3-c8f88648b5ff',
]);

export const SIGNATURE = '4dabf18193072939515e22adb298388d';
export const SECRET = '1b47061264138c4ac30d75fd1eb44270';
const OUTPUT_VALUE = 'd0e6a833031e9bbcd3f4e8bde6ca49a4';

/** A property's value with what is unknown or secret in it. A secret's value is not kept. */
export interface Marked {
  /** Undefined where it is unknown. */
  readonly value: unknown;
  readonly unknown: UnknownMask;
  readonly sensitive: UnknownMask;
}

export const isUnknownMarker = (value: unknown): boolean => typeof value === 'string' && UNKNOWN_MARKERS.has(value);

export const UNKNOWN: Marked = { value: undefined, unknown: true, sensitive: undefined };
export const SECRET_VALUE: Marked = { value: HIDDEN, unknown: undefined, sensitive: true };

/** Separates a property's value from Pulumi's markers for unknown and secret values. */
export function mark(value: unknown): Marked {
  if (isUnknownMarker(value)) return UNKNOWN;
  // `pulumi preview --json` writes this text for every secret.
  if (value === '[secret]') return SECRET_VALUE;
  if (Array.isArray(value)) {
    const items = value.map(mark);
    return {
      value: items.map((item) => (item.value === undefined ? null : item.value)),
      unknown: items.some((item) => item.unknown !== undefined) ? items.map((item) => item.unknown) : undefined,
      sensitive: items.some((item) => item.sensitive !== undefined) ? items.map((item) => item.sensitive) : undefined,
    };
  }
  return isObject(value) ? markObject(value) : { value, unknown: undefined, sensitive: undefined };
}

function markObject(value: JsonObject): Marked {
  const signature = own(value, SIGNATURE);
  if (signature === SECRET || (signature === OUTPUT_VALUE && own(value, 'secret') === true)) return SECRET_VALUE;
  if (signature === OUTPUT_VALUE) return Object.hasOwn(value, 'value') ? mark(own(value, 'value')) : UNKNOWN;
  const values: Record<string, unknown> = {};
  const unknown: Record<string, UnknownMask> = {};
  const sensitive: Record<string, UnknownMask> = {};
  for (const key of Object.keys(value)) {
    // The bridge's own notes, such as `__defaults`.
    if (key.startsWith('__')) continue;
    const member = mark(value[key]);
    if (member.value !== undefined) values[key] = member.value;
    if (member.unknown !== undefined) unknown[key] = member.unknown;
    if (member.sensitive !== undefined) sensitive[key] = member.sensitive;
  }
  return {
    value: values,
    unknown: Object.keys(unknown).length > 0 ? unknown : undefined,
    sensitive: Object.keys(sensitive).length > 0 ? sensitive : undefined,
  };
}
