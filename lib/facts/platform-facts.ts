import type { Declarations } from '../declarations/declarations';
import { known, unknown, type Known } from '../graph/known';
import { limitsFor, maxRttOf, minBandwidthOf, type PlatformLimit } from '../reference/platform-limit';
import { productRow, type Product } from '../reference/product';
import type { PlatformFacts } from './facts';

/** The limits of a product in its declared version, or of every version if none is declared. */
export function platformFacts(product: Product, declarations: Declarations): PlatformFacts {
  const version =
    declarations.platforms.get(product) ??
    unknown('not-declared', `the version of ${product} is not declared (platforms.${product})`);
  const limits = limitsFor(product, version.known ? version.value : undefined);
  return {
    product,
    title: productRow(product).title,
    version,
    maxRtt: maxRttOf(limits),
    minBandwidth: minBandwidthOf(limits),
    autoThrottle: autoThrottle(limits),
  };
}

/** Known only where all rows that may apply agree. */
function autoThrottle(limits: readonly PlatformLimit[]): Known<boolean> {
  const stated = limits.filter(({ convergence }) => convergence?.autoThrottle !== undefined);
  const [first] = stated;
  if (first === undefined) return unknown('not-declared', 'whether the platform slows the guest is not known');
  const value = first.convergence?.autoThrottle === true;
  return stated.every(({ convergence }) => convergence?.autoThrottle === value)
    ? known(value, { kind: 'reference', id: first.id, source: first.source.title })
    : unknown('not-declared', 'versions differ in whether they slow the guest until a move ends');
}
