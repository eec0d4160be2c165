import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * The command of the pack, `lightbound`, where that is installed beside `lightbound-cli`. Only in the same `node_modules`: who can
 * write there could as well replace `lightbound-cli`, so that no code runs which the one who installs did not take in.
 * @param folder of the program of `lightbound-cli`
 */
export function packBeside(folder: string): string | undefined {
  const modules = join(folder, '../../..');
  if (basename(modules) !== 'node_modules') return undefined;
  const command = join(modules, 'lightbound/dist/bin/lightbound.js');
  return existsSync(command) ? command : undefined;
}
