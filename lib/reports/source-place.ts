import type { Finding } from '../findings/finding';
import type { RunResult } from '../findings/run-result';

/** A line of a file that a finding is shown at. */
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
  if (inSource?.file !== undefined) return at(inSource.file, inSource.line);
  if (declaredAt !== undefined) return at(declaredAt.source, declaredAt.line, declaredAt.column);
  const [first] = resources;
  const ofStack = inputs.find(({ stack }) => stack === (first?.stack ?? '')) ?? inputs[0];
  return at(first?.input ?? ofStack?.path ?? standardInput);
}

function at(written: string, line = 1, column = 1): SourcePlace {
  // A document of a file that holds one a line is known by the line: `plans.jsonl:3`.
  const [, file = written, inFile] = /^(.+):(\d+)$/u.exec(written) ?? [];
  const path = file === '-' ? standardInput : file.replaceAll('\\', '/').replace(/^(?:\.\/)+/u, '');
  return { path, line: inFile === undefined ? line : Number(inFile), column };
}
