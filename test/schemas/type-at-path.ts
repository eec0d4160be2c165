import type { Attribute, Block, CtyType } from './provider-schema';

/** A block as the type of the object that it holds. */
export function objectOf({ attributes = {}, block_types = {} }: Block): ['object', Record<string, CtyType>] {
  const fields = Object.entries(attributes).map(([name, attribute]) => [name, typeOf(attribute)] as const);
  const blocks = Object.entries(block_types).map(
    ([name, { nesting_mode, block }]) => [name, nested(nesting_mode, objectOf(block))] as const,
  );
  return ['object', Object.fromEntries([...fields, ...blocks])];
}

function typeOf({ type, nested_type }: Attribute): CtyType {
  if (nested_type === undefined) return type ?? 'dynamic';
  return nested(nested_type.nesting_mode, objectOf({ attributes: nested_type.attributes }));
}

const nested = (mode: string, object: CtyType): CtyType =>
  mode === 'list' || mode === 'set' || mode === 'map' ? [mode, object] : object;

/** What a dotted path leads to, as `Attributes` walks: of a list its first element. Of a map's keys a schema says nothing. */
export function typeAtPath(type: CtyType, path: string): CtyType | undefined {
  let here: CtyType | undefined = type;
  for (const step of path.split('.')) {
    while (Array.isArray(here) && (here[0] === 'list' || here[0] === 'set')) here = here[1];
    if (!Array.isArray(here) || here[0] !== 'object') return undefined;
    here = here[1][step];
  }
  return here;
}
