import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { noDeclarations, type Declarations } from '../declarations/declarations';
import type { RunError } from '../findings/run-result';
import { load } from './load';
import { isSystemError, systemErrorText, UsageError } from './usage-error';

export const factsFileNames = ['lightbound.yaml', 'lightbound.yml'] as const;

export interface FactsFile {
  readonly declarations: Declarations;
  readonly errors: readonly RunError[];
}

/** The facts file that the command line names, else the one in the working directory, else no declarations. */
export function readFactsFile(named: string | undefined, cwd: string): FactsFile {
  const path = named ?? factsFileIn(cwd);
  if (path === undefined) return { declarations: noDeclarations, errors: [] };
  const { declarations, errors } = load.readFacts().readFacts(readText(resolve(cwd, path), path), path);
  return {
    declarations,
    errors: errors.map(({ source, line, column, path: property, message }) => ({
      kind: 'configuration',
      where: `${source}:${line}:${column} ${property}`.trimEnd(),
      message,
    })),
  };
}

function factsFileIn(cwd: string): string | undefined {
  const found = factsFileNames.filter((name) => existsSync(resolve(cwd, name)));
  if (found.length > 1)
    throw new UsageError(`both ${found.join(' and ')} are here; keep one, or choose it with --facts`);
  return found[0];
}

function readText(absolute: string, path: string): string {
  try {
    return readFileSync(absolute, 'utf8');
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new UsageError(`the facts file ${path} cannot be read: ${systemErrorText(error)}`);
  }
}
