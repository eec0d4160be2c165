import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { openEntries } from '../declarations/facts-draft';
import type { Door } from './check-command';
import { complain, complainOfDirectories, complainOfErrors, complainOfNoInput } from './complain';
import { exitCodes, type ExitCode } from './exit-code';
import { gatherDocuments } from './gather-documents';
import type { Io } from './io';
import { onDemand } from './on-demand';
import { Progress } from './progress';
import { UsageError } from './usage-error';
import { writeOutput } from './write-output';

export interface InitOptions {
  /** `-` for standard output. */
  readonly output: string;
  readonly force?: boolean;
}

/** `lightbound init`: a first facts file with every site and link that the inputs show, and the gaps marked. */
export async function initCommand(
  inputs: readonly string[],
  options: InitOptions,
  io: Io,
  door: Door,
): Promise<ExitCode> {
  const { output, force } = options;
  if (inputs.length === 0) {
    await complainOfNoInput(io);
    return exitCodes.nothing;
  }
  if (output !== '-' && force !== true && existsSync(resolve(io.cwd, output))) {
    throw new UsageError(`${output} already exists; overwrite it with --force`);
  }
  const { draft, read, errors, gathered } = await Progress.during(io.stderr, async (progress) => {
    const gathered = await gatherDocuments(inputs, io, progress);
    const { documents } = gathered;
    const request = { documents, rules: door.rules(), today: io.today, onProgress: progress.checking };
    const { open, inputs: read, errors: misread } = onDemand.check().readForQuestions(request);
    return { draft: onDemand.draftFacts().draftFacts(open), read, errors: [...gathered.errors, ...misread], gathered };
  });
  await complainOfErrors(errors, io);
  await complainOfDirectories(gathered, io);
  if (read.every(({ understood }) => understood === 0)) {
    const why = read.length === 0 ? 'nothing was read' : 'no resource has a type that Lightbound knows';
    await complain(io, `${output} was not written: ${why}`);
    return errors.length > 0 ? exitCodes.input : exitCodes.nothing;
  }
  await writeOutput(onDemand.writeFacts().writeFacts(draft), output, io, gathered.read);
  if (output !== '-') {
    const held = openEntries(draft);
    await complain(io, `wrote ${output}: ${held === 1 ? '1 entry' : `${held} entries`} to fill in, marked TODO`);
  }
  if (errors.length > 0) return exitCodes.input;
  return gathered.empty.length > 0 ? exitCodes.nothing : exitCodes.clean;
}
