import type { KnownType } from '../../../lib/placing/provider-table';
import { isPlacing } from '../../../lib/resources/placing-arguments';
import type { CtyType, ProviderSchema } from '../../schemas/provider-schema';
import { objectOf, typeAtPath } from '../../schemas/type-at-path';
import type { Read } from './read-recorder';

/** Why an attribute that was asked for can never be there, by the schema of its provider; undefined where it can. */
export function attributeProblem(
  { from, method, path }: Read,
  { terraform }: KnownType,
  schema: ProviderSchema,
): string | undefined {
  // Whether a secret is there can be asked.
  if (from === 'provider' && method !== 'has' && !isPlacing(path))
    return 'is an argument of the provider that is never handed out';
  const schemas =
    from === 'provider'
      ? [schema.provider_schema]
      : [schema.resource_schemas[terraform], schema.data_source_schemas[terraform]];
  const types = schemas.flatMap((one) => {
    const type = one === undefined ? undefined : typeAtPath(objectOf(one.block), path);
    return type === undefined ? [] : [type];
  });
  if (types.length === 0) return 'is not in the schema';
  return types.some((type) => canHold(method, type)) ? undefined : `is ${JSON.stringify(types)} there`;
}

/** Whether a method of `Attributes` can ever find what it looks for in a value of the type. */
export function canHold(method: string, type: CtyType): boolean {
  const item = Array.isArray(type) && (type[0] === 'list' || type[0] === 'set') ? type[1] : type;
  switch (method) {
    case 'string':
      return type === 'string';
    case 'number':
      return type === 'number' || type === 'string';
    case 'boolean':
      return type === 'bool' || type === 'string';
    case 'strings':
      return item === 'string' || item === 'number';
    case 'stringMap':
    case 'mapValue':
      return Array.isArray(type) && type[0] === 'map';
    case 'blocks':
      return Array.isArray(item) && item[0] === 'object';
    default:
      // Whether it is there, where it comes from and how it is written can be asked of anything.
      return true;
  }
}
