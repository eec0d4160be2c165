import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Declarations } from '../declarations/declarations';
import { FactsFileError, findFactsFile, loadFactsFile } from '../facts-file/facts-file';
import type { Rule } from '../rules/define-rule';
import type { PackIdentity } from './policy-metadata';
import { refuseToStart } from './refuse-to-start';

/**
 * Facts from the file that `LIGHTBOUND_FACTS` names, else from `lightbound.yaml` in the working directory (which the
 * engine makes the pack's folder) or beside the package. No file is no facts; a wrong one ends the process.
 */
export function packFacts(rules: readonly Rule[]): Declarations {
  try {
    const named = process.env['LIGHTBOUND_FACTS'];
    return loadFactsFile(named ?? findFactsFile(process.cwd(), packageRoot()), rules);
  } catch (error) {
    if (!(error instanceof FactsFileError)) throw error;
    return refuseToStart(error.lines);
  }
}

export const packVersion = (): string => manifest().version;

/** How the pack presents itself: as the package does. */
export function packIdentity(): PackIdentity {
  const { name, description, keywords, repository } = manifest();
  const readme = readFileSync(join(packageRoot(), 'README.md'), 'utf8');
  const url = repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
  return { name, displayName: 'Lightbound', description, readme, tags: keywords, repository: url };
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly keywords: string[];
  readonly repository: { readonly url: string };
}

const manifest = (): Manifest => JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as Manifest;

/** The compiled door stands in `dist`, the source one at the top. */
function packageRoot(): string {
  let dir = __dirname;
  while (!existsSync(join(dir, 'package.json'))) dir = dirname(dir);
  return dir;
}
