import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { noDeclarations, type Declarations } from '../declarations/declarations';
import { openEntries, type FactsDraft } from '../declarations/facts-draft';
import { factsFileNames } from '../facts-file/facts-file-names';
import type { RunRules } from '../questions/questions';
import type { FilesOfRun } from '../whole-file/files-of-run';
import type { Door } from './check-command';
import { complain, complainOfDirectories, complainOfErrors, complainOfNoInput } from './complain';
import { exitCodes, type ExitCode } from './exit-code';
import { gatherDocuments } from './gather-documents';
import { isTerminal, type Io } from './io';
import { namedFrom } from './named-from';
import { onDemand } from './on-demand';
import { Progress } from './progress';
import { refuse, runFiles } from './run-files';
import { UsageError } from './usage-error';
import { writeOutput } from './write-output';

export interface InitOptions {
  /** `-` for standard output. */
  readonly output?: string;
  readonly force?: boolean;
  /** A facts file to add to. */
  readonly update?: string;
  readonly ask?: boolean;
}

/** `lightbound init`: a facts file with what findings hang on, asked for or marked, or that added to one. */
export async function initCommand(
  inputs: readonly string[],
  options: InitOptions,
  io: Io,
  door: Door,
): Promise<ExitCode> {
  if (inputs.length === 0) {
    await complainOfNoInput(io);
    return exitCodes.nothing;
  }
  const files = runFiles(io);
  const { output, isInPlace } = outputOf(options, files, io);
  if (options.ask === true && !(isTerminal(io.stdin) && isTerminal(io.stderr))) {
    throw new UsageError('--ask needs a terminal for its questions and answers; leave it out for a file to fill in');
  }
  refuse(files.writes(output, 'the facts', 'name another file'));
  // What is added to is read and written.
  const onRead = (path: string): void => {
    if (!isInPlace || !files.isSame(path, output)) files.reads(path);
  };
  const before = options.update === undefined ? undefined : readBefore(options.update, io, door, onRead);
  if (before !== undefined && 'errors' in before) {
    await complainOfErrors(before.errors, io);
    return exitCodes.usage;
  }
  const { open, draft, read, errors, gathered } = await Progress.during(io.stderr, async (progress) => {
    const gathered = await gatherDocuments(inputs, io, progress, { onRead: files.reads });
    const { documents } = gathered;
    const request = { documents, rules: door.rules(), today: io.today, onProgress: progress.checking };
    const { open, inputs: read, errors: misread } = onDemand.check().readForQuestions(request);
    const isKnown = read.some(({ understood }) => understood > 0);
    const draft = isKnown ? onDemand.draftFacts().draftFacts(open, before?.declarations) : undefined;
    return { open, draft, read, errors: [...gathered.errors, ...misread], gathered };
  });
  refuse(files.complaint());
  await complainOfErrors(errors, io);
  await complainOfDirectories(gathered, io);
  if (draft === undefined) {
    const why = read.length === 0 ? 'nothing was read' : 'no resource has a type that Lightbound knows';
    await complain(io, `${output} was not written: ${why}`);
    return errors.length > 0 ? exitCodes.input : exitCodes.nothing;
  }
  const facts = { before, draft, open };
  const written = options.ask === true ? await askedFor(facts, output, io) : drafted(facts);
  if (before !== undefined) mustBeFacts(written, before, { output, isInPlace }, io);
  if (!isInPlace || written.text !== before?.text) await writeOutput(written.text, output, io);
  if (output !== '-') await complain(io, told(written, output, isInPlace));
  if (errors.length > 0) return exitCodes.input;
  return gathered.empty.length > 0 ? exitCodes.nothing : exitCodes.clean;
}

/** Where the facts go, and whether that is the file that they are added to. */
interface Goal {
  readonly output: string;
  readonly isInPlace: boolean;
}

function outputOf({ output, update, force }: InitOptions, files: FilesOfRun, io: Io): Goal {
  const path = output ?? update ?? factsFileNames[0];
  const isThere = path !== '-' && existsSync(resolve(io.cwd, path));
  if (update !== undefined && !existsSync(resolve(io.cwd, update))) {
    throw new UsageError(`${update} does not exist; leave out --update to write it`);
  }
  const isInPlace = update !== undefined && files.isSame(path, update);
  if (isThere && !isInPlace && force !== true) {
    throw new UsageError(`${path} already exists; add to it with --update ${path}, or overwrite it with --force`);
  }
  return { output: path, isInPlace };
}

/** A facts file as it is. */
interface Before {
  readonly text: string;
  readonly declarations: Declarations;
}

function readBefore(update: string, io: Io, door: Door, onRead: (path: string) => void) {
  const path = resolve(io.cwd, update);
  const { FactsFileError } = onDemand.factsFile();
  try {
    const facts = { path, name: namedFrom(io.cwd, path) };
    const loading = { rules: door.rules(), today: io.today, onRead };
    const { declarations } = onDemand.loadDeclarations().loadDeclarations({ facts }, loading);
    return { text: readFileSync(path, 'utf8'), declarations };
  } catch (error) {
    if (!(error instanceof FactsFileError)) throw error;
    return { errors: error.errors.map((one) => ({ kind: 'configuration' as const, ...one })) };
  }
}

interface Facts {
  readonly before: Before | undefined;
  readonly draft: FactsDraft;
  readonly open: RunRules;
}

interface Written {
  readonly text: string;
  /** What is still to be filled in. */
  readonly open: number;
  readonly added?: readonly string[];
  readonly answers?: number;
}

function drafted({ before, draft }: Facts): Written {
  const { writeFacts, addFacts } = onDemand.writeFacts();
  if (before === undefined) return { text: writeFacts(draft), open: openEntries(draft) };
  return { ...addFacts(before.text, draft), open: openEntries(draft) };
}

/** No facts file is made one that the next check would refuse. */
function mustBeFacts({ text }: Written, { declarations }: Before, { output, isInPlace }: Goal, io: Io): void {
  const knownSites = declarations.sites.map(({ id }) => id);
  const [error] = onDemand.readFacts().readFacts(text, output, { today: io.today, knownSites }).errors;
  if (error === undefined) return;
  const { where, message } = onDemand.factsFile().factError(error);
  const what = isInPlace ? 'stays as it is, since it' : 'was not written, since what is added to';
  throw new UsageError(`${output} ${what} cannot be added to as it is written: ${where}: ${message}`);
}

/** What people answer is written, and what they leave open is marked. */
async function askedFor({ before, open }: Facts, output: string, io: Io): Promise<Written> {
  const { factsHeader, addFacts } = onDemand.writeFacts();
  const name = output === '-' ? factsFileNames[0] : output;
  const { askFacts, askOnTerminal, readBeside } = onDemand.asking();
  const file = { name, today: io.today, ...(before !== undefined && { besides: before.declarations }) };
  const { text, answers } = await askOnTerminal(io, (ask) =>
    askFacts({ ...file, text: before?.text ?? factsHeader }, open, ask),
  );
  const { declarations } = readBeside(text, file);
  const left = onDemand
    .draftFacts()
    .draftFacts(open, answers === 0 ? (before?.declarations ?? noDeclarations) : declarations);
  return { ...addFacts(text, left), open: openEntries(left), answers };
}

function told({ open, added = [], answers }: Written, output: string, isInPlace: boolean): string {
  const left =
    open === 0 ? 'no finding hangs on a further fact' : `${counted(open, 'entry', 'entries')} to fill in, marked TODO`;
  if (answers !== undefined) return `wrote ${output}: ${counted(answers, 'answer', 'answers')}; ${left}`;
  if (!isInPlace) return `wrote ${output}: ${left}`;
  if (added.length === 0) return `${output} stays as it is: ${left}`;
  const named = added.slice(0, mostNamed).join(', ');
  const more = added.length > mostNamed ? ` and ${added.length - mostNamed} more` : '';
  return `added to ${output}: ${named}${more}; ${left}`;
}

const mostNamed = 6;

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
