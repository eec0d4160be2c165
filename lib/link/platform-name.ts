import { isVersion } from '../declarations/declarations';
import { didYouMean } from '../declarations/nearest';
import { quote } from '../model/explain-quantity';
import type { Reading } from './read-option';

/** The platforms that have a profile, and their names in full. */
export const PLATFORMS = {
  vmotion: 'vSphere vMotion',
  'hcx-vmotion': 'VMware HCX vMotion',
  qemu: 'QEMU',
  kubevirt: 'KubeVirt',
  nova: 'OpenStack Nova',
  ovirt: 'oVirt',
} as const;

export type PlatformProduct = keyof typeof PLATFORMS;

export interface PlatformName {
  readonly product: PlatformProduct;
  readonly version: string | undefined;
}

const isProduct = (text: string): text is PlatformProduct => Object.hasOwn(PLATFORMS, text);

/** `vmotion@8.0`, or `qemu`. */
export function readPlatform(text: string): Reading<PlatformName> {
  const at = text.indexOf('@');
  const product = (at < 0 ? text : text.slice(0, at)).trim();
  const version = at < 0 ? undefined : text.slice(at + 1).trim();
  if (!isProduct(product)) {
    return {
      ok: false,
      error: `${quote(product)} is not a known platform; ${didYouMean(product, Object.keys(PLATFORMS))}`,
    };
  }
  if (version !== undefined && !isVersion(version)) {
    return { ok: false, error: `the version ${quote(version)} must begin with a number, such as ${product}@8.0` };
  }
  return { ok: true, value: { product, version } };
}
