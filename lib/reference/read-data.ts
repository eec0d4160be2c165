import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Reads a file of `lib/reference/data` as JSON. The folder is found from the package root, so that the compiled code in
 * `dist` reads the same files as the source.
 * @throws Error if the package does not contain the file
 */
export function readData(name: string): unknown {
  return JSON.parse(readText(name));
}

/** Reads a file of `lib/reference/data` as it is. @throws Error if the package does not contain the file */
export function readText(name: string): string {
  return readFileSync(join(packageRoot(), 'lib', 'reference', 'data', name), 'utf8');
}

function packageRoot(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error(`no package.json above ${__dirname}`);
  }
}
