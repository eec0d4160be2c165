import { createColors } from 'picocolors';
import { didYouMean } from '../declarations/nearest';
import type { Door } from './check-command';
import { exitCodes, type ExitCode } from './exit-code';
import { write, type Io } from './io';
import { onDemand } from './on-demand';
import { UsageError } from './usage-error';
import { wantsColour, type ColourChoice } from './wants-colour';

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
  const colours = createColors(wantsColour(color === false ? 'never' : color, io.stdout, io.env));
  const { explainLines, listLines } = onDemand.explain();
  const rule = rules.find((one) => one.id === id);
  if (id !== undefined && rule === undefined) {
    const known = rules.map((one) => one.id);
    throw new UsageError(`unknown rule "${id}"; ${didYouMean(id, known)}`);
  }
  const lines = rule === undefined ? listLines(rules, colours) : explainLines(rule, colours);
  await write(io.stdout, `${lines.join('\n')}\n`);
  return exitCodes.clean;
}
