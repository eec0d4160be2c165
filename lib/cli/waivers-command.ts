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
  readonly stack?: string;
  readonly allowIncomplete?: boolean;
  readonly allowEmpty?: boolean;
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
    const { documents } = gathered;
    const { stack, allowIncomplete = declarations.check.allowIncomplete } = options;
    const request = { documents, declarations, rules, version: door.version, today, stack, allowIncomplete };
    const checked = onDemand.check().check({ ...request, onProgress: progress.checking });
    return { result: { ...checked, errors: [...gathered.errors, ...checked.errors] }, gathered };
  });
  await complainOfErrors(result.errors, io);
  await complainOfDirectories(gathered, io);
  const { listedWaivers, listedPage, listedJson } = onDemand.listedWaivers();
  const list = listedWaivers(result.waivers, declarations);
  const isChecked = inputs.length > 0;
  const asked = { today, within: options.within, isChecked };
  const text =
    options.format === 'json'
      ? listedJson(list, asked)
      : listedPage(list, asked, pageFor(io.stdout, options.color, io));
  await writeOutput(text, '-', io);
  const { length: refused } = list.refused;
  if (refused > 0) await complain(io, refused === 1 ? '1 waiver is refused' : `${refused} waivers are refused`);
  if (list.taken.length + refused === 0) await complain(io, 'no waiver is declared');
  const { allowEmpty = declarations.check.allowEmpty } = options;
  const isNothing = isChecked && (result.inputs.length === 0 || gathered.empty.length > 0);
  return codeOf(result, refused, isNothing && allowEmpty !== true);
}

/** Where several codes apply, the one that says most about how far the list can be trusted. */
function codeOf({ errors, waivers }: RunResult, refused: number, isNothing: boolean): ExitCode {
  const failed = (kind: RunResult['errors'][number]['kind']): boolean => errors.some((error) => error.kind === kind);
  if (failed('internal')) return exitCodes.internal;
  if (failed('configuration')) return exitCodes.usage;
  if (failed('input')) return exitCodes.input;
  const hold = waivers.every(({ status }) => status === 'active' || status === 'elsewhere');
  if (!hold || refused > 0) return exitCodes.findings;
  return isNothing ? exitCodes.nothing : exitCodes.clean;
}
