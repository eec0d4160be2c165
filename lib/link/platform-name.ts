import { didYouMean } from '../declarations/nearest';
import { versionComplaint } from '../declarations/version-complaint';
import { quote } from '../model/explain-quantity';
import {
  migrationPlatforms,
  mirroringProducts,
  type MigrationPlatform,
  type MirroringProduct,
  type Product,
} from '../reference/product';
import type { Reading } from './read-option';

/** A product and, if it was written, its version. */
interface ProductName<Of extends Product> {
  readonly product: Of;
  readonly version: string | undefined;
}

export type PlatformName = ProductName<MigrationPlatform>;
export type StorageName = ProductName<MirroringProduct>;

/** `vmotion@8.0`, or `qemu`. */
export const readPlatform = (text: string): Reading<PlatformName> => readProduct(text, 'platform', migrationPlatforms);

/** `vsan@8.0`, or `vmsc`. */
export const readStorage = (text: string): Reading<StorageName> =>
  readProduct(text, 'storage between sites', mirroringProducts);

function readProduct<Of extends Product>(
  text: string,
  noun: string,
  products: readonly Of[],
): Reading<ProductName<Of>> {
  const at = text.indexOf('@');
  const product = (at < 0 ? text : text.slice(0, at)).trim();
  const version = at < 0 ? undefined : text.slice(at + 1).trim();
  const found = products.find((name) => name === product);
  if (found === undefined) {
    return {
      ok: false,
      error: `${quote(product)} is not a known ${noun}; ${didYouMean(product, products)}`,
    };
  }
  const complaint = version === undefined ? undefined : versionComplaint(found, version);
  if (complaint !== undefined) return { ok: false, error: complaint };
  return { ok: true, value: { product: found, version } };
}
