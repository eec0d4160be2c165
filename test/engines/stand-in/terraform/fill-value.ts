import { createHash } from 'node:crypto';
import { type CtyObject, type CtyValue, isObject } from './cty-value';
import type { Attribute, Block, CtyType, NestingMode } from '../../../schemas/provider-schema';

/** Answers for one attribute that has no value yet, or `undefined` to leave it as it is. */
export type Filler = (attribute: Attribute, value: CtyValue, path: string) => CtyValue | undefined;

/**
 * A copy of `value` in which every attribute of the schema is present and was offered to `fill`,
 * inside nested blocks and nested types as well.
 */
export function fillBlock(block: Block, value: CtyObject, fill: Filler, path = ''): CtyObject {
  const filled = fillAttributes(block.attributes ?? {}, value, fill, path);
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    const inner = value[name] ?? emptyOf(nested.nesting_mode);
    filled[name] = eachElement(inner, nested.nesting_mode, (element, key) =>
      fillBlock(nested.block, element, fill, `${path}${name}.${key}`),
    );
  }
  return filled;
}

function fillAttributes(
  attributes: Record<string, Attribute>,
  value: CtyObject,
  fill: Filler,
  path: string,
): CtyObject {
  const filled: CtyObject = {};
  for (const [name, attribute] of Object.entries(attributes)) {
    const given = value[name] ?? null;
    const answer = fill(attribute, given, path + name) ?? given;
    const nested = attribute.nested_type;
    filled[name] = nested
      ? eachElement(answer, nested.nesting_mode, (element, key) =>
          fillAttributes(nested.attributes, element, fill, `${path}${name}.${key}`),
        )
      : answer;
  }
  return filled;
}

function eachElement(
  value: CtyValue,
  mode: NestingMode,
  change: (element: CtyObject, key: string) => CtyObject,
): CtyValue {
  if (Array.isArray(value)) {
    return value.map((element, index) => (isObject(element) ? change(element, `${index}.`) : element));
  }
  if (!isObject(value)) return value;
  if (mode !== 'map') return change(value, '');
  return Object.fromEntries(
    Object.entries(value).map(([key, element]) => [key, isObject(element) ? change(element, `${key}.`) : element]),
  );
}

function emptyOf(mode: NestingMode): CtyValue {
  return mode === 'list' || mode === 'set' ? [] : mode === 'map' ? {} : null;
}

/** A made-up whole value of a type, the same for the same seed. */
export function inventValue(attribute: Attribute, seed: string): CtyValue {
  const { type, nested_type: nested } = attribute;
  if (type !== undefined) return inventOfType(type, seed);
  return nested && nested.nesting_mode !== 'single' ? emptyOf(nested.nesting_mode) : null;
}

function inventOfType(type: CtyType, seed: string): CtyValue {
  if (type === 'string') return `${seed.slice(seed.lastIndexOf('.') + 1)}-${fingerprint(seed)}`;
  if (type === 'number') return 0;
  if (type === 'bool') return false;
  if (type === 'dynamic') return null;
  if (type[0] === 'map') return {};
  if (type[0] === 'object') {
    return Object.fromEntries(
      Object.entries(type[1]).map(([name, inner]) => [name, inventOfType(inner, `${seed}.${name}`)]),
    );
  }
  return type[0] === 'tuple' ? type[1].map((inner, index) => inventOfType(inner, `${seed}.${index}`)) : [];
}

export function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
