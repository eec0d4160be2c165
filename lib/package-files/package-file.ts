import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The text of a file that ships with the package, by its path from the package's root. The command line that is one file
 * (`scripts/single-file.ts`) holds the files itself, in place of this module.
 * @throws Error if the package does not contain the file
 */
export const packageFile = (path: string): string => readFileSync(join(packageRoot(), path), 'utf8');

/** The package's folder. Compiled code, in `dist`, finds the same one as the source. */
export function packageRoot(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error(`no package.json above ${__dirname}`);
  }
}

/** Calls with the folder below which files of the package stand, by their paths from its root. */
export const withPackageFiles = <T>(_paths: readonly string[], use: (folder: string) => Promise<T>): Promise<T> =>
  use(packageRoot());
