import { noDeclarations } from '../declarations/declarations';
import type { Baseline } from '../findings/baseline';
import type { RunError, RunResult } from '../findings/run-result';
import type { Rule } from '../rules/define-rule';
import type { FilesOfRun } from '../whole-file/files-of-run';
import { escapeJson } from '../reports/escape';
import { checkFormats } from './check-formats';
import { summaryText } from '../reports/summary-text';
import { complain, complainOfDirectories, complainOfErrors, complainOfNoInput } from './complain';
import { exitCode, exitCodes, failPolicy, type ExitCode, type FailPolicy } from './exit-code';
import { gatherDocuments } from './gather-documents';
import { goesToFileOfItsOwn, isTerminal, type Io } from './io';
import { onDemand } from './on-demand';
import { Progress } from './progress';
import { readBaselineFile } from './read-baseline-file';
import { columnsOf } from './page-for';
import { readDeclared, type DeclaredOptions } from './read-declared';
import { isForPeopleHere, reportOutputs, type ReportOutput } from './report-outputs';
import type { Shard } from './shard';
import { refuse, runFiles } from './run-files';
import { UsageError } from './usage-error';
import { withDefaults } from './with-defaults';
import { wantsColour, type ColourChoice } from './wants-colour';
import { outputStream, writeOutput } from './write-output';

/** What the door hands in: `lib` knows neither the package's version nor its rules. */
export interface Door {
  readonly version: string;
  readonly rules: () => readonly Rule[];
}

export interface CheckOptions extends DeclaredOptions, Partial<FailPolicy> {
  readonly stack?: string;
  readonly allowIncomplete?: boolean;
  readonly verbose?: boolean;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly format?: readonly ReportOutput[];
  readonly output?: string;
  readonly quiet?: boolean;
  readonly expand?: boolean;
  readonly sarifAll?: boolean;
  readonly shard?: Shard;
  /** False for `--no-color`. */
  readonly color: ColourChoice | false;
}

/** `lightbound check`: documents and facts in, a report and an exit code out. */
export async function checkCommand(
  inputs: readonly string[],
  given: CheckOptions,
  io: Io,
  door: Door,
): Promise<ExitCode> {
  if (inputs.length === 0) {
    await complainOfNoInput(io);
    return given.allowEmpty === true ? exitCodes.clean : exitCodes.nothing;
  }
  const files = runFiles(io);
  const { declarations, rules, errors: wrong } = readDeclared(given, io, door.rules(), files.reads);
  const options = withDefaults(given, declarations, io.cwd);
  const outputs = reportOutputs(options.format, options.output);
  const isOfFile = given.format === undefined && options.format !== undefined;
  planOutputs(outputs, options, files, isOfFile ? 'check.format in the facts file: ' : '');
  const today = options.today ?? io.today;
  const baseline = options.baseline === undefined ? undefined : readBaselineFile(options.baseline, io.cwd);
  if (options.failOn?.isNew === true && baseline === undefined) {
    throw new UsageError(
      '--fail-on new needs a baseline: name one with --baseline, or write one with --write-baseline',
    );
  }
  if (wrong.length > 0) {
    await complainOfErrors(wrong, io);
    if (outputs.some(({ file = '-' }) => file !== '-')) await noteInputs(inputs, files, io);
    refuse(files.complaint());
    return reportConfiguration(wrong, outputs, options, io, door);
  }

  const { result, gathered } = await Progress.during(io.stderr, async (progress) => {
    const gathered = await gatherDocuments(inputs, io, progress, { shard: options.shard, onRead: files.reads });
    refuse(files.complaint());
    const { documents } = gathered;
    const { stack, allowIncomplete } = options;
    const request = { documents, declarations, rules, version: door.version, today, stack, allowIncomplete };
    const checked = onDemand.check().check({ ...request, onProgress: progress.checking });
    const whole = { ...checked, errors: [...gathered.errors, ...checked.errors] };
    const result = baseline === undefined ? whole : onDemand.baseline().compareWithBaseline(whole, baseline);
    return { result, gathered };
  });
  const code = exitCode(result, failPolicy(options), gathered);
  if (options.writeBaseline !== undefined) await writeBaseline(result, baseline, options.writeBaseline, io);
  await writeReports(result, outputs, { ...options, fails: code !== exitCodes.clean }, io);
  if (options.shard !== undefined && result.inputs.length === 0 && gathered.elsewhere > 0) {
    const { index, count } = options.shard;
    await complain(io, `shard ${index}/${count} has none of the ${gathered.elsewhere} files`);
  }
  if (!outputs.some(isForPeopleHere)) await complainOfErrors(result.errors, io);
  if (options.quiet !== true && isSilent(outputs, io)) await summarise(result, io);
  await complainOfDirectories(gathered, io, options.verbose);
  return isPassedOn(code, outputs) ? exitCodes.clean : code;
}

/**
 * Says what goes where, and that the baseline that is read stays, unless it is the one to be written anew.
 * @param whose where the formats were written, for people; empty for the command line
 * @throws UsageError where two would go to one place
 */
function planOutputs(
  outputs: readonly ReportOutput[],
  { baseline, writeBaseline }: Pick<CheckOptions, 'baseline' | 'writeBaseline'>,
  files: FilesOfRun,
  whose: string,
): void {
  for (const { format, file = '-' } of outputs) {
    const complaint = files.writes(file, format, `write one as --format ${format}=FILE`);
    if (complaint !== undefined) throw new UsageError(`${whose}${complaint}`);
  }
  if (writeBaseline !== undefined) refuse(files.writes(writeBaseline, 'the baseline', 'write it to another file'));
  const isRenewed = baseline !== undefined && writeBaseline !== undefined && files.isSame(baseline, writeBaseline);
  if (baseline !== undefined && !isRenewed) files.reads(baseline);
}

/** What could not be read may hold what is not found: it would be new another day. */
async function writeBaseline(result: RunResult, earlier: Baseline | undefined, file: string, io: Io): Promise<void> {
  if (result.errors.length > 0) {
    await complain(io, `the baseline ${file} was not written: the result is incomplete`);
    return;
  }
  const { baselineOf } = onDemand.baseline();
  await writeOutput(`${escapeJson(JSON.stringify(baselineOf(result, earlier), null, 2))}\n`, file, io);
}

/** Whether standard output is for a reader that takes an exit code for a fault of the run; of a file it knows nothing. */
const isPassedOn = (code: ExitCode, outputs: readonly ReportOutput[]): boolean =>
  (code === exitCodes.findings || code === exitCodes.undetermined) &&
  outputs.some(({ format, file = '-' }) => file === '-' && checkFormats[format].passesOn === true);

/** What would be judged is not written over either where nothing is judged. */
async function noteInputs(inputs: readonly string[], files: FilesOfRun, io: Io): Promise<void> {
  if (inputs.includes('-')) files.reads('-');
  const named = inputs.filter((input) => input !== '-');
  await Progress.during(io.stderr, (progress) => gatherDocuments(named, io, progress, { onRead: files.reads }));
}

/** With facts that are wrong nothing is judged; the document for machines says why. */
async function reportConfiguration(
  errors: readonly RunError[],
  outputs: readonly ReportOutput[],
  options: CheckOptions,
  io: Io,
  { version }: Door,
): Promise<ExitCode> {
  const forMachines = outputs.filter(({ format }) => checkFormats[format].audience === 'machines');
  if (forMachines.length === 0) return exitCodes.usage;
  const today = options.today ?? io.today;
  const empty = onDemand.check().check({ documents: [], declarations: noDeclarations, rules: [], version, today });
  await writeReports({ ...empty, errors }, forMachines, { ...options, fails: true }, io);
  return exitCodes.usage;
}

async function writeReports(
  result: RunResult,
  outputs: readonly ReportOutput[],
  {
    color,
    expand = false,
    sarifAll = false,
    today,
    fails,
  }: Pick<CheckOptions, 'color' | 'expand' | 'sarifAll' | 'today'> & {
    readonly fails: boolean;
  },
  io: Io,
): Promise<void> {
  for (const { format, file } of outputs) {
    const stream = outputStream(file, io);
    const colour = wantsColour(color === false ? 'never' : color, stream, io.env);
    const columns = columnsOf(stream);
    await writeOutput(
      checkFormats[format].write(result, { colour, columns, expand, sarifAll, fails, today: today ?? io.today }),
      file,
      io,
    );
  }
}

/** Whether people where the command was given see nothing of the result; who reads both streams together gets a document alone. */
const isSilent = (outputs: readonly ReportOutput[], { stdout, stderr }: Io): boolean =>
  outputs.every(({ file = '-' }) => file !== '-') ||
  goesToFileOfItsOwn(stdout, stderr) ||
  (isTerminal(stderr) && !outputs.some(isForPeopleHere));

/** The counts for people, where the reports are for others. */
async function summarise({ summary, stacks, errors }: RunResult, io: Io): Promise<void> {
  const where = stacks.length < 2 ? '' : ` in ${stacks.length} stacks`;
  const caveat = errors.length === 0 ? '' : '; the result is incomplete';
  await complain(io, `${summaryText(summary)}${where}${caveat}`);
}
