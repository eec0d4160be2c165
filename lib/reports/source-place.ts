import type { Finding } from '../findings/finding';
import type { RuleSetting, RunError, RunResult } from '../findings/run-result';

/** A line of a file that something is shown at. */
export interface SourcePlace {
  /** Relative, with `/`. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** Where a document from standard input is shown. */
const standardInput = 'stdin';

/** The source line of a resource where the input tells it, else the line of the facts file, else the document that was read. */
export function sourcePlace({ resources, declaredAt }: Finding, { inputs }: Pick<RunResult, 'inputs'>): SourcePlace {
  const inSource = resources.find(({ file }) => file !== undefined);
  if (inSource?.file !== undefined) return placeAt(inSource.file, inSource.line);
  if (declaredAt !== undefined) return placeAt(declaredAt.source, declaredAt.line, declaredAt.column);
  const [first] = resources;
  const ofStack = inputs.find(({ stack }) => stack === (first?.stack ?? '')) ?? inputs[0];
  return placeAt(first?.input ?? ofStack?.path ?? standardInput);
}

/** The file that an error names, with its line where it names one; else the first document that was read. */
export function errorPlace({ kind, where }: RunError, { inputs, factsFiles }: Told): SourcePlace {
  if (kind === 'input') return placeAt(where === '' ? standardInput : where);
  // `lightbound.yaml:12:10 links[0].rtt`
  const told = kind === 'configuration' ? where : '';
  const [, file, line, column] = /^(.+?\.\w+)(?::(\d+):(\d+))?(?: |$)/u.exec(told) ?? [];
  if (file === undefined) return placeAt(inputs[0]?.path ?? factsFiles[0]?.path ?? standardInput);
  return line === undefined ? placeAt(file) : placeAt(file, Number(line), Number(column));
}

type Told = Pick<RunResult, 'inputs' | 'factsFiles'>;

/** ` (lightbound.yaml:12:10)`, or nothing where nobody knows. */
export function declaredPlace({ declaredAt }: Pick<RuleSetting, 'declaredAt'>): string {
  if (declaredAt === undefined) return '';
  const { source, line, column } = declaredAt;
  return line === undefined ? ` (${source})` : ` (${source}:${line}:${column ?? 1})`;
}

/** @param written a path as people gave it */
export function placeAt(written: string, line = 1, column = 1): SourcePlace {
  // A document of a file that holds one a line is known by the line: `plans.jsonl:3`.
  const [, file = written, inFile] = /^(.+):(\d+)$/u.exec(written) ?? [];
  const path = file === '-' ? standardInput : file.replaceAll('\\', '/').replace(/^(?:\.\/)+/u, '');
  return { path, line: inFile === undefined ? line : Number(inFile), column };
}
