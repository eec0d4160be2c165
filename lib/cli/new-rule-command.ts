import { existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { ruleIdProblem } from '../rules/rule-id';
import type { Door } from './check-command';
import { complain } from './complain';
import { exitCodes, type ExitCode } from './exit-code';
import type { Io } from './io';
import { ownRuleFile, ownRuleTestFile } from './own-rule-template';
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
  const files = { [`${folder}/${id}.cjs`]: ownRuleFile(id), [`${folder}/${id}.test.cjs`]: ownRuleTestFile(id) };
  const taken = Object.keys(files).find((path) => existsSync(resolve(io.cwd, path)));
  if (taken !== undefined) throw new UsageError(`${taken} exists already`);
  mkdirSync(resolve(io.cwd, folder), { recursive: true });
  for (const [path, text] of Object.entries(files)) await writeOutput(text, path, io);
  await complain(
    io,
    `wrote ${Object.keys(files).join(' and ')}; name the rule in the facts file: plugins: [./${folder}/${id}.cjs]`,
  );
  return exitCodes.clean;
}
