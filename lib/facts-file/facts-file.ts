import { lstatSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FactError } from '../declarations/fact-error';
import type { SettingError } from '../rules/configuration';
import { factsFileNames, waiversFileNames } from './facts-file-names';
import { isWithin } from './is-within';
import { isSystemError, systemErrorText } from './system-error';

/** Facts that cannot be used: one clear line for each thing that is wrong. */
export class FactsFileError extends Error {
  constructor(readonly errors: readonly SettingError[]) {
    super(errors.map(({ where, message }) => `${where}: ${message}`).join('\n'));
    this.name = 'FactsFileError';
  }

  get lines(): readonly string[] {
    return this.message.split('\n');
  }
}

/**
 * The facts file in the first of the folders that has one.
 * @throws FactsFileError if a folder has one under each name, or one that leads out of it: nobody named what it leads to
 */
export const findFactsFile = (...folders: readonly string[]): string | undefined => find(factsFileNames, folders);

/** The same of a file of waivers. */
export const findWaiversFile = (...folders: readonly string[]): string | undefined => find(waiversFileNames, folders);

function find(names: readonly string[], folders: readonly string[]): string | undefined {
  for (const folder of folders) {
    const [found, other] = names.filter((name) => isThere(join(folder, name)));
    if (other !== undefined) {
      throw new FactsFileError([
        { where: `${found} and ${other}`, message: 'both exist; keep one, or name the one to use' },
      ]);
    }
    if (found === undefined) continue;
    const path = join(folder, found);
    const wrong = linkComplaint(path);
    if (wrong !== undefined) throw new FactsFileError([{ where: found, message: wrong }]);
    return path;
  }
  return undefined;
}

/** A link that leads nowhere is there, too: nobody put it there for nothing. */
const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

function linkComplaint(path: string): string | undefined {
  if (!lstatSync(path).isSymbolicLink()) return undefined;
  try {
    if (isWithin(realpathSync(path), realpathSync(dirname(path)))) return undefined;
    return 'is a link to a file outside of its folder; name that file with --facts or --waivers (the policy pack: LIGHTBOUND_FACTS, LIGHTBOUND_WAIVERS)';
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return `is a link that leads nowhere: ${systemErrorText(error)}`;
  }
}

/** `lightbound.yaml:12:10 links[0].rtt`, and what is wrong there. */
export function factError({ source, line, column, path, message }: FactError): SettingError {
  const place = line === undefined ? '' : `:${line}:${column ?? 1}`;
  return { where: `${source}${place} ${path}`.trimEnd(), message };
}
