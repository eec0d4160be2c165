import { packageFile } from '../package-files/package-file';

/** Reads a file of `lib/reference/data` as JSON. @throws Error if the package does not contain the file */
export function readData(name: string): unknown {
  return JSON.parse(readText(name));
}

/** Reads a file of `lib/reference/data` as it is. @throws Error if the package does not contain the file */
export const readText = (name: string): string => packageFile(`lib/reference/data/${name}`);
