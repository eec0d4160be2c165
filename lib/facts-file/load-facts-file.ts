import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { noDeclarations, type Declarations } from '../declarations/declarations';
import type { FactError } from '../declarations/fact-error';
import { readFacts } from '../declarations/read-facts';
import { settingErrors } from '../rules/configuration';
import type { Rule } from '../rules/define-rule';

/** Facts that cannot be used: one clear line for each thing that is wrong. */
export class FactsFileError extends Error {
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'FactsFileError';
  }
}

/** The facts file at a path, for the doors that have no command line. @throws FactsFileError */
export function loadFactsFile(path: string | undefined, rules: readonly Rule[]): Declarations {
  if (path === undefined) return noDeclarations;
  const { declarations, errors } = readFacts(textOf(path), basename(path));
  const lines = [...errors.map(factErrorLine), ...settingErrors(declarations, rules)];
  if (lines.length > 0) throw new FactsFileError(lines);
  return declarations;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new FactsFileError([`${path}: the facts file cannot be read`]);
  }
}

/** `lightbound.yaml:12:10 links[0].rtt: "12 parsecs" ...` */
export const factErrorLine = ({ source, line, column, path, message }: FactError): string =>
  `${source}${line === undefined ? '' : `:${line}:${column ?? 1}`}${path === '' ? '' : ` ${path}`}: ${message}`;
