import { noDeclarations } from '../declarations/declarations';
import type { RunError, RunResult } from '../findings/run-result';
import type { Rule } from '../rules/define-rule';
import { reports, type ReportName } from '../reports/reports';
import { complainOfEmpty, complainOfErrors, complainOfNoInput } from './complain';
import { exitCode, exitCodes, type ExitCode, type FailPolicy } from './exit-code';
import { gatherDocuments } from './gather-documents';
import type { Io } from './io';
import { load } from './load';
import { Progress } from './progress';
import { readFactsFile } from './read-facts-file';
import { wantsColour, type ColourChoice } from './wants-colour';
import { outputStream, writeOutput } from './write-output';

/** What the door hands in: `lib` knows neither the package's version nor its rules. */
export interface Door {
  readonly version: string;
  readonly rules: () => readonly Rule[];
}

export interface CheckOptions extends FailPolicy {
  readonly facts?: string;
  readonly format: ReportName;
  readonly output?: string;
  /** False for `--no-color`. */
  readonly color: ColourChoice | false;
}

/** `lightbound check`: documents and facts in, a report and an exit code out. */
export async function checkCommand(
  inputs: readonly string[],
  options: CheckOptions,
  io: Io,
  door: Door,
): Promise<ExitCode> {
  if (inputs.length === 0) {
    await complainOfNoInput(io);
    return options.allowEmpty === true ? exitCodes.clean : exitCodes.nothing;
  }
  const rules = door.rules();
  const { declarations, errors: wrong } = readFactsFile(options.facts, io.cwd);
  const { settingErrors, factsDeclared } = load.configuration();
  const settings = wrong.length > 0 ? [] : settingErrors(declarations, rules);
  const configuration = [...wrong, ...settings.map(configurationError)];
  if (configuration.length > 0) return reportConfiguration(configuration, options, io, door);

  const { result, empty } = await Progress.during(io.stderr, async (progress) => {
    const gathered = await gatherDocuments(inputs, io, progress);
    const { documents, empty } = gathered;
    const request = { documents, declarations, rules, version: door.version, onProgress: progress.checking };
    const checked = load.check().check(request);
    return { result: { ...checked, errors: [...gathered.errors, ...checked.errors] }, empty };
  });
  await report(result, options, io);
  if (!showsErrors(options)) await complainOfErrors(result.errors, io);
  await complainOfEmpty(empty, io);
  const decided = declarations.rules.get(factsDeclared)?.level === 'error';
  return exitCode(result, { ...options, failOnUndetermined: options.failOnUndetermined === true || decided }, empty);
}

/** With facts that are wrong nothing is judged; the document for machines says why. */
async function reportConfiguration(
  errors: readonly RunError[],
  options: CheckOptions,
  io: Io,
  { version }: Door,
): Promise<ExitCode> {
  await complainOfErrors(errors, io);
  if (options.format !== 'json') return exitCodes.usage;
  const empty = load.check().check({ documents: [], declarations: noDeclarations, rules: [], version });
  await report({ ...empty, errors }, options, io);
  return exitCodes.usage;
}

async function report(result: RunResult, options: CheckOptions, io: Io): Promise<void> {
  const stream = outputStream(options.output, io);
  const colour = wantsColour(options.color === false ? 'never' : options.color, stream, io.env);
  await writeOutput(reports[options.format]()(result, { colour }), options.output, io);
}

/** Whether a person at the terminal reads the errors in the report itself. */
const showsErrors = ({ format, output }: CheckOptions): boolean => format !== 'json' && output === undefined;

/** The line begins with its origin: `lightbound.yaml:12:3 rules.x: rule "x" does not exist`. */
function configurationError(line: string): RunError {
  const at = line.indexOf(': ');
  return { kind: 'configuration', where: line.slice(0, at), message: line.slice(at + 2) };
}
