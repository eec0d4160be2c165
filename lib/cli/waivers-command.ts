import type { RunResult } from '../findings/run-result';
import type { Door } from './check-command';
import { complain, complainOfDirectories, complainOfErrors } from './complain';
import { exitCodes, type ExitCode } from './exit-code';
import { gatherDocuments } from './gather-documents';
import type { Io } from './io';
import { onDemand } from './on-demand';
import { Progress } from './progress';
import { readDeclared, type DeclaredOptions } from './read-declared';
import { pageFor } from './page-for';
import type { ColourChoice } from './wants-colour';
import { writeOutput } from './write-output';

export interface WaiversOptions extends DeclaredOptions {
  /** In days. */
  readonly within: number;
  readonly format: 'pretty' | 'json';
  readonly color: ColourChoice | false;
}

/** `lightbound waivers`: every waiver, what became of it, and what ends soon; without inputs only the calendar is asked. */
export async function waiversCommand(
  inputs: readonly string[],
  options: WaiversOptions,
  io: Io,
  door: Door,
): Promise<ExitCode> {
  const today = options.today ?? io.today;
  const { declarations, rules, errors: wrong } = readDeclared(options, io, door.rules());
  if (wrong.length > 0) {
    await complainOfErrors(wrong, io);
    return exitCodes.usage;
  }
  const { result, gathered } = await Progress.during(io.stderr, async (progress) => {
    const gathered = await gatherDocuments(inputs, io, progress);
    const request = { documents: gathered.documents, declarations, rules, version: door.version, today };
    const checked = onDemand.check().check({ ...request, onProgress: progress.checking });
    return { result: { ...checked, errors: [...gathered.errors, ...checked.errors] }, gathered };
  });
  await complainOfErrors(result.errors, io);
  await complainOfDirectories(gathered, io);
  await writeOutput(textOf(result, { ...options, today, isChecked: inputs.length > 0 }, io), '-', io);
  if (declarations.waivers.length === 0) await complain(io, 'no waiver is declared');
  return codeOf(result);
}

function textOf(
  { waivers }: RunResult,
  { format, color, ...asked }: WaiversOptions & { readonly today: string; readonly isChecked: boolean },
  io: Io,
): string {
  const { waiversPage, waiversJson } = onDemand.waiversList();
  if (format === 'json') return waiversJson(waivers);
  const page = pageFor(io.stdout, color, io);
  return waiversPage(waivers, asked, page);
}

function codeOf({ errors, waivers }: RunResult): ExitCode {
  const failed = (kind: RunResult['errors'][number]['kind']): boolean => errors.some((error) => error.kind === kind);
  if (failed('internal')) return exitCodes.internal;
  if (failed('configuration')) return exitCodes.usage;
  if (failed('input')) return exitCodes.input;
  return waivers.every(({ status }) => status === 'active' || status === 'elsewhere')
    ? exitCodes.clean
    : exitCodes.findings;
}
