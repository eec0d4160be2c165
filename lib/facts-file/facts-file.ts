import { createHash } from 'node:crypto';
import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { noDeclarations, type Declarations } from '../declarations/declarations';
import { farRegions } from '../declarations/far-regions';
import { openMarks } from '../declarations/open-marks';
import type { FactError } from '../declarations/fact-error';
import { readFacts } from '../declarations/read-facts';
import { allOffError, settingErrors, type SettingError } from '../rules/configuration';
import type { Rule } from '../rules/define-rule';
import { factsFileNames } from './facts-file-names';
import { isWithin } from './is-within';
import { readBounded } from './read-bounded';
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

/** More than anybody writes, in bytes: 60,000 sites; reading them takes seconds. */
const LARGEST = 4 * 2 ** 20;

/**
 * The facts file in the first of the folders that has one.
 * @throws FactsFileError if a folder has one under each name, or one that leads out of it: nobody named what it leads to
 */
export function findFactsFile(...folders: readonly string[]): string | undefined {
  for (const folder of folders) {
    const [found, other] = factsFileNames.filter((name) => isThere(join(folder, name)));
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
    return 'is a link to a file outside of its folder; name that file with --facts (the policy pack: LIGHTBOUND_FACTS)';
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return `is a link that leads nowhere: ${systemErrorText(error)}`;
  }
}

/**
 * What the file at a path declares; without a path nothing is declared.
 * @param around.name how people know the file, for errors, origins and reports; never a path of the machine
 * @param around.today the day on which the run takes place, after which nothing was measured
 * @throws FactsFileError, also if no rule is left on
 */
export function loadFactsFile(
  path: string | undefined,
  rules: readonly Rule[],
  { name = basename(path ?? ''), today }: { readonly name?: string | undefined; readonly today?: string } = {},
): Declarations {
  if (path === undefined) return noDeclarations;
  const bytes = bytesOf(path, name);
  const text = bytes.toString('utf8');
  const { declarations, errors } = readFacts(text, name, { today });
  const problems = errors.length > 0 ? errors.map(factError) : problemsOfRules(declarations, rules);
  if (problems.length > 0) throw new FactsFileError(firstOf(problems, name));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const remarks = [...farRegions(declarations.sites), ...openMarks(text, name)];
  return { ...declarations, files: [{ path: name, sha256, remarks }] };
}

/** More than anybody reads. */
const MOST_ERRORS = 100;

function firstOf(errors: readonly SettingError[], name: string): readonly SettingError[] {
  if (errors.length <= MOST_ERRORS + 1) return errors;
  const more = { where: name, message: `and ${errors.length - MOST_ERRORS} more errors` };
  return [...errors.slice(0, MOST_ERRORS), more];
}

function problemsOfRules(declarations: Declarations, rules: readonly Rule[]): readonly SettingError[] {
  const allOff = allOffError(declarations, rules);
  return [...settingErrors(declarations, rules), ...(allOff === undefined ? [] : [allOff])];
}

function bytesOf(path: string, name: string): Buffer {
  try {
    return readBounded(path, LARGEST);
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
