import { resolve } from 'node:path';
import { noDeclarations, type Declarations } from '../declarations/declarations';
import { factsFileNames, waiversFileNames } from '../facts-file/facts-file-names';
import type { NamedFile } from '../facts-file/named-file';
import type { RunError } from '../findings/run-result';
import type { Rule } from '../rules/define-rule';
import type { Io } from './io';
import { namedFrom } from './named-from';
import { onDemand } from './on-demand';

/** Where what is declared is read; by default what the working directory holds. */
export interface DeclaredOptions {
  readonly facts?: string;
  readonly waivers?: string;
  readonly configFrom?: string;
  readonly environment?: string;
  readonly today?: string;
}

interface Declared {
  readonly declarations: Declarations;
  /** The rules to judge by, with those of plug-ins. */
  readonly rules: readonly Rule[];
  /** One for each thing that is wrong; then nothing is declared. */
  readonly errors: readonly RunError[];
}

/**
 * What the facts file and the file of waivers declare.
 * @param onRead is told the path of each file that has a say, also of one that cannot be read
 */
export function readDeclared(
  options: DeclaredOptions,
  io: Io,
  rules: readonly Rule[],
  onRead: (path: string) => void = () => undefined,
): Declared {
  const { findFactsFile, findWaiversFile, FactsFileError } = onDemand.factsFile();
  const named = (given: string | undefined, find: (folder: string) => string | undefined): NamedFile | undefined => {
    const path = given === undefined ? find(io.cwd) : resolve(io.cwd, given);
    return path === undefined ? undefined : { path, name: namedFrom(io.cwd, path) };
  };
  // Also of two that exclude each other.
  if (options.facts === undefined) for (const name of factsFileNames) onRead(resolve(io.cwd, name));
  if (options.waivers === undefined) for (const name of waiversFileNames) onRead(resolve(io.cwd, name));
  try {
    const files = {
      facts: named(options.facts, findFactsFile),
      waivers: named(options.waivers, findWaiversFile),
      trusted: named(options.configFrom, () => undefined),
    };
    const loaded = onDemand.loadDeclarations().loadDeclarations(files, {
      rules,
      today: options.today ?? io.today,
      environment: options.environment,
      onRead,
    });
    return { ...loaded, errors: [] };
  } catch (error) {
    if (!(error instanceof FactsFileError)) throw error;
    const errors = error.errors.map((one): RunError => ({ kind: 'configuration', ...one }));
    return { declarations: noDeclarations, rules, errors };
  }
}
