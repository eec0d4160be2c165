import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Declarations } from '../declarations/declarations';
import { FactsFileError, findFactsFile, loadFactsFile } from '../facts-file/facts-file';
import type { Rule } from '../rules/define-rule';

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
    // Standard output belongs to the engine.
    for (const line of error.lines) process.stderr.write(`lightbound: ${line}\n`);
    process.exit(1);
  }
}

export function packVersion(): string {
  const manifest = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}

/** The compiled door stands in `dist`, the source one at the top. */
function packageRoot(): string {
  let dir = __dirname;
  while (!existsSync(join(dir, 'package.json'))) dir = dirname(dir);
  return dir;
}
