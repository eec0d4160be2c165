import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { noDeclarations, type Declarations } from '../declarations/declarations';
import type { FactError } from '../declarations/fact-error';
import { readFacts } from '../declarations/read-facts';
import { settingErrors, type SettingError } from '../rules/configuration';
import type { Rule } from '../rules/define-rule';
import { factsFileNames } from './facts-file-names';
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
 * @throws FactsFileError if a folder has one under each name
 */
export function findFactsFile(...folders: readonly string[]): string | undefined {
  for (const folder of folders) {
    const [found, other] = factsFileNames.filter((name) => existsSync(join(folder, name)));
    if (other !== undefined) {
      throw new FactsFileError([
        { where: `${found} and ${other}`, message: 'both exist; keep one, or name the one to use' },
      ]);
    }
    if (found !== undefined) return join(folder, found);
  }
  return undefined;
}

/**
 * What the file at a path declares; without a path nothing is declared.
 * @param name how people know the file, for errors and origins; never a path of the machine
 * @throws FactsFileError
 */
export function loadFactsFile(
  path: string | undefined,
  rules: readonly Rule[],
  name = basename(path ?? ''),
): Declarations {
  if (path === undefined) return noDeclarations;
  const { declarations, errors } = readFacts(textOf(path, name), name);
  const problems = errors.length > 0 ? errors.map(factError) : settingErrors(declarations, rules);
  if (problems.length > 0) throw new FactsFileError(problems);
  return declarations;
}

function textOf(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const message = `the facts file cannot be read: ${systemErrorText(error)}`;
    throw new FactsFileError([{ where: name, message }]);
  }
}

/** `lightbound.yaml:12:10 links[0].rtt`, and what is wrong there. */
export function factError({ source, line, column, path, message }: FactError): SettingError {
  const place = line === undefined ? '' : `:${line}:${column ?? 1}`;
  return { where: `${source}${place} ${path}`.trimEnd(), message };
}
