import { quote } from '../model/explain-quantity';
import { limitsFor } from '../reference/platform-limit';
import { productRow, type Product } from '../reference/product';
import { parseVersion } from '../reference/version-range';

const FORM = /^v?\d{1,4}(?:\.\d{1,4}){0,3}(?:[ -]?u\d{1,2}[a-z]?)?$/iu;

/** What is wrong with the version of a product, or nothing. The one that follows the newest known may be out by now. */
export function versionComplaint(product: Product, text: string): string | undefined {
  const [, begin, any] = /^(v?\d{1,4})(\.x)?/iu.exec(text) ?? [];
  if (begin === undefined) return `${quote(text)} is not a version: it must begin with a number, such as 8.0`;
  if (!FORM.test(text)) {
    return `${quote(text)} is not a version; write ${any === undefined ? `one such as ${begin}.0` : `${begin} for any of them`}`;
  }
  const [major = 0, minor] = parseVersion(text) ?? [];
  const { oldest, newest } = majorsOf(product);
  if (major < oldest || (newest !== undefined && major > newest + 1)) {
    const known = newest === undefined ? '' : `; the newest known is ${newest}`;
    return `${quote(text)} is no version that exists${known}`;
  }
  const { newest: last = 0, versions, fromFirst } = productRow(product).released ?? {};
  // A newer minor version of the newest may be out by now.
  if (versions === undefined || minor === undefined || major >= last) return undefined;
  const [first = 0] = parseVersion(versions[0] ?? '') ?? [];
  if (major < first && fromFirst !== true) return undefined;
  const listed = versions.filter((version) => parseVersion(version)?.[0] === major);
  if (listed.includes(`${major}.${minor}`)) return undefined;
  const those = listed.length === 0 ? versions : listed;
  return `${quote(text)} is no version that exists; there are ${those.join(', ')}`;
}

/** A version of a product that exists: the newest known. */
export function newestVersion(product: Product): string {
  const { newest = majorsOf(product).newest ?? 1, versions = [] } = productRow(product).released ?? {};
  return versions.at(-1) ?? `${newest}.0`;
}

/** The oldest and the newest major version that is known; none is newest where nothing names one. */
function majorsOf(product: Product): { readonly oldest: number; readonly newest: number | undefined } {
  const majors = limitsFor(product).flatMap(({ from, to }) =>
    [from, to].flatMap((version) => (version === undefined ? [] : (parseVersion(version)?.[0] ?? []))),
  );
  const { released } = productRow(product);
  const known = released === undefined ? majors : [...majors, released.newest];
  // Most products count from 1.
  return { oldest: Math.min(1, ...majors), newest: known.length === 0 ? undefined : Math.max(...known) };
}
