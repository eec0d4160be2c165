import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether the signature is that of the body under the key: HMAC-SHA512 of the bytes as they came, in hexadecimal. How long the
 * comparison takes tells nothing of the signature that would be right.
 * Source: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run-tasks/run-tasks-integration#request-headers-1
 */
export function isSigned(body: Uint8Array, signature: string | undefined, key: string): boolean {
  const right = createHmac('sha512', key).update(body).digest();
  const given = Buffer.from(signature ?? '', 'hex');
  return given.length === right.length && timingSafeEqual(given, right);
}
