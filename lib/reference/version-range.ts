/** A range of product versions, both ends included; an end left out is open. `to: "6.7"` includes every update of 6.7. */
export interface VersionRange {
  readonly from?: string;
  readonly to?: string;
}

/** Major, minor and update. */
type Version = readonly number[];

/**
 * Whether a version lies in a range, or may lie in it: `7` may be 7.0 U2. A text that is no version may be any.
 * Reads `8.0`, `7.0 U2`, `7.0.2`, `v6.7`, `vSphere 8`, `ESXi 7.0.3`.
 */
export function mayBeIn(version: string, { from, to }: VersionRange): boolean {
  const parts = parseVersion(version);
  if (parts === undefined) return true;
  const tooOld = from !== undefined && compare(fill(parts, Infinity), fill(parseVersion(from) ?? [], 0)) < 0;
  const tooNew = to !== undefined && compare(fill(parts, 0), fill(parseVersion(to) ?? [], Infinity)) > 0;
  return !tooOld && !tooNew;
}

/** Whether a version is newer than the last of a range; a text that is no version is not. */
export function isBeyond(version: string, { to }: VersionRange): boolean {
  const parts = parseVersion(version);
  return parts !== undefined && to !== undefined && compare(fill(parts, 0), fill(parseVersion(to) ?? [], Infinity)) > 0;
}

/** Orders versions; what is left out is later than any. */
export const compareVersions = (a: string | undefined, b: string | undefined): number => compare(lastOf(a), lastOf(b));

const lastOf = (version = ''): Version => fill(parseVersion(version) ?? [], Infinity);

/** @returns undefined if the text does not begin with a version */
export function parseVersion(text: string): Version | undefined {
  const match = /^\s*(?:v|vsphere|esxi|vcenter|vsan)?\s*(\d+)(?:\.(\d+|x))?(?:\.(\d+)|\s*u(\d+))?(?![\d])/iu.exec(text);
  if (match === null) return undefined;
  const [, major, minor, third, update] = match;
  return [major, minor, third ?? update].filter((part) => part !== undefined && part.toLowerCase() !== 'x').map(Number);
}

const fill = (version: Version, missing: number): Version => [0, 1, 2].map((i) => version[i] ?? missing);

function compare(a: Version, b: Version): number {
  const i = a.findIndex((part, index) => part !== b[index]);
  return i < 0 ? 0 : (a[i] ?? 0) < (b[i] ?? 0) ? -1 : 1;
}
