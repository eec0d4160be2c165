import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { isStorageError, isSystemError, systemErrorText } from '../facts-file/system-error';
import { ruleIdProblem } from '../rules/rule-id';
import type { Door } from './check-command';
import { complain } from './complain';
import { exitCodes, type ExitCode } from './exit-code';
import type { Io } from './io';
import { namedFrom, slashed } from './named-from';
import { ownRuleFile, ownRuleTestFile } from './own-rule-template';
import { StorageError } from './storage-error';
import { UsageError } from './usage-error';
import { writeOutput } from './write-output';

export interface NewRuleOptions {
  /** Where the files go. */
  readonly folder: string;
}

/** `lightbound new-rule`: a rule of one's own that compiles and passes, and its cases, to be filled in. */
export async function newRuleCommand(
  id: string,
  { folder }: NewRuleOptions,
  io: Io,
  { rules }: Pick<Door, 'rules'>,
): Promise<ExitCode> {
  const problem = ruleIdProblem(id);
  if (problem !== undefined) throw new UsageError(`the rule ${problem}`);
  if (rules().some((rule) => rule.id === id)) {
    throw new UsageError(`rule "${id}" exists already: choose another id`);
  }
  if (folder === '') throw new UsageError('--folder has an empty name; is a variable of the script unset?');
  const files = [
    { path: slashed(join(folder, `${id}.cjs`)), text: ownRuleFile(id) },
    { path: slashed(join(folder, `${id}.test.cjs`)), text: ownRuleTestFile(id) },
  ];
  const taken = files.find(({ path }) => existsSync(resolve(io.cwd, path)));
  if (taken !== undefined) throw new UsageError(`${taken.path} exists already`);
  madeFolder(folder, io);
  for (const { path, text } of files) await writeOutput(text, path, io);
  const written = files.map(({ path }) => path).join(' and ');
  const named = yamlOf(pluginPath(resolve(io.cwd, folder, `${id}.cjs`), io));
  await complain(io, `wrote ${written}; name the rule in the facts file: plugins: [${named}]`);
  return exitCodes.clean;
}

/** From a facts file in the working directory; on another drive there is no way from there. */
function pluginPath(path: string, { cwd }: Io): string {
  const named = namedFrom(cwd, path);
  return named.startsWith('../') || isAbsolute(named) ? named : `./${named}`;
}

/** A name that YAML would read as something else is quoted. */
const yamlOf = (text: string): string => (/^[\w./@+-]+$/u.test(text) ? text : JSON.stringify(text));

/** @throws UsageError where there is no way to make it, StorageError where the disk is full or fails */
function madeFolder(folder: string, io: Io): void {
  try {
    makeFolder(resolve(io.cwd, folder));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const complaint = `the folder ${folder} cannot be made: ${systemErrorText(error)}`;
    throw isStorageError(error) ? new StorageError(complaint) : new UsageError(complaint);
  }
}

/** One folder after the other: where the system denies that the folder above is there, as in /proc, Node would ask for it for ever. */
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false }) !== undefined) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}
