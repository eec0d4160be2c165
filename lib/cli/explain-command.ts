import { didYouMean } from '../declarations/nearest';
import type { Door } from './check-command';
import { exitCodes, type ExitCode } from './exit-code';
import type { Io } from './io';
import { onDemand } from './on-demand';
import { UsageError } from './usage-error';
import { pageFor } from './page-for';
import type { ColourChoice } from './wants-colour';
import { writeOutput } from './write-output';

export interface ExplainOptions {
  readonly color: ColourChoice | false;
}

/** `lightbound explain`: one rule in full, or all of them with their laws. */
export async function explainCommand(
  id: string | undefined,
  { color }: ExplainOptions,
  io: Io,
  door: Door,
): Promise<ExitCode> {
  const rules = door.rules();
  const page = pageFor(io.stdout, color, io);
  const { explainLines, listLines } = onDemand.explain();
  const rule = rules.find((one) => one.id === id);
  if (id !== undefined && rule === undefined) {
    const known = rules.map((one) => one.id);
    throw new UsageError(`unknown rule "${id}"; ${didYouMean(id, known)}`);
  }
  const lines = rule === undefined ? listLines(rules, page) : explainLines(rule, page);
  await writeOutput(`${lines.join('\n')}\n`, '-', io);
  return exitCodes.clean;
}
