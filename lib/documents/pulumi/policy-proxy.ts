import { SECRET, SIGNATURE, UNKNOWN_MARKER } from './pulumi-values';

/**
 * Copies what the policy SDK hands out, past its proxies, which throw where a value is unknown: the markers stand in the
 * copy instead. The SDK turns an exception that leaves a policy into a mere note, so that none may.
 */
export function plainCopy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    return Array.from({ length: value.length }, (_, index) => plainCopy(member(value, index)));
  }
  // The SDK wraps secrets where a policy may change properties.
  if (isSecret(value)) return { [SIGNATURE]: SECRET };
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    if (key !== '__proto__') copy[key] = plainCopy(member(value, key));
  }
  return copy;
}

function isSecret(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return typeof prototype === 'object' && prototype?.constructor.name === 'Secret';
}

/** The descriptor has the value itself, unknown or not. */
function member(object: object, key: string | number): unknown {
  try {
    const descriptor = Object.getOwnPropertyDescriptor(object, key);
    if (descriptor !== undefined && 'value' in descriptor) return descriptor.value as unknown;
    return (object as Readonly<Record<string | number, unknown>>)[key];
  } catch {
    return UNKNOWN_MARKER;
  }
}
