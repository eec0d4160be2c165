import { didYouMean } from '../declarations/nearest';
import { versionComplaint } from '../declarations/version-complaint';
import { quote } from '../model/explain-quantity';
import { migrationPlatforms, type MigrationPlatform } from '../reference/product';
import type { Reading } from './read-option';

export interface PlatformName {
  readonly product: MigrationPlatform;
  readonly version: string | undefined;
}

/** `vmotion@8.0`, or `qemu`. */
export function readPlatform(text: string): Reading<PlatformName> {
  const at = text.indexOf('@');
  const product = (at < 0 ? text : text.slice(0, at)).trim();
  const version = at < 0 ? undefined : text.slice(at + 1).trim();
  const platform = migrationPlatforms.find((name) => name === product);
  if (platform === undefined) {
    return {
      ok: false,
      error: `${quote(product)} is not a known platform; ${didYouMean(product, migrationPlatforms)}`,
    };
  }
  const complaint = version === undefined ? undefined : versionComplaint(platform, version);
  if (complaint !== undefined) return { ok: false, error: complaint };
  return { ok: true, value: { product: platform, version } };
}
