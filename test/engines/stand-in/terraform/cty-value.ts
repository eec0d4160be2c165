import { ExtData, decode, encode } from '@msgpack/msgpack';

/** A Terraform value: JSON's values, plus whole numbers beyond 2^53 and unknown ones. */
export type CtyValue = null | boolean | number | bigint | string | ExtData | CtyValue[] | CtyObject;
export interface CtyObject {
  [name: string]: CtyValue;
}

/** Terraform sends "known after apply" as an extension: type 0 is bare, others carry refinements and pass unchanged. */
export const unknown = new ExtData(0, new Uint8Array([0]));

export function isUnknown(value: CtyValue): value is ExtData {
  return value instanceof ExtData;
}

export function isObject(value: CtyValue | undefined): value is CtyObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isUnknown(value);
}

export function encodeValue(value: CtyValue): { msgpack: Uint8Array } {
  return { msgpack: encode(value, { useBigInt64: true }) };
}

export function decodeValue(wire: { msgpack: Uint8Array } | null): CtyValue {
  return wire ? (decode(wire.msgpack, { useBigInt64: true }) as CtyValue) : null;
}
