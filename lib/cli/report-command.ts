import { frameworks, type Framework } from '../reference/frameworks';
import type { ComplianceFormat } from '../reports/compliance-formats';
import type { Door } from './check-command';
import { complain, complainOfErrors, complainOfOthers } from './complain';
import { exitCodes, type ExitCode } from './exit-code';
import { gatherResults } from './gather-results';
import type { Io } from './io';
import { onDemand } from './on-demand';
import { UsageError } from './usage-error';
import { writeOutput } from './write-output';

export interface ReportCommandOptions {
  readonly format: ComplianceFormat;
  readonly output?: string;
  /** Earlier results, to say what is new. */
  readonly since?: readonly string[];
  readonly framework?: string;
  readonly today?: string;
}

/** `lightbound report`: results of checks in, one report over all of them out. */
export async function reportCommand(
  inputs: readonly string[],
  { format, output, since, framework, today }: ReportCommandOptions,
  io: Io,
  { version }: Door,
): Promise<ExitCode> {
  const known = frameworks();
  const only = framework === undefined ? undefined : frameworkNamed(framework, known);
  const gathered = await gatherResults(inputs, io);
  const earlier = since === undefined ? undefined : await gatherResults(since, io);
  const errors = [...gathered.errors, ...(earlier?.errors ?? [])];
  await complainOfErrors(errors, io);
  await complainOfOthers([...gathered.others, ...(earlier?.others ?? [])], 'result', io);
  // Against nothing everything would be new.
  if (gathered.runs.length === 0 || earlier?.runs.length === 0) {
    const what = gathered.runs.length === 0 ? 'no result' : 'no earlier result after --since';
    await complain(io, `${what}: name files that \`lightbound check --format json\` wrote, or directories of them`);
    return errors.length > 0 ? exitCodes.input : exitCodes.nothing;
  }
  const { makeReport, complianceReports } = onDemand.compliance();
  const report = makeReport({
    runs: gathered.runs,
    earlier: earlier?.runs,
    frameworks: known,
    only,
    errors,
    today: today ?? io.today,
    tool: { name: 'lightbound', version },
    charts: format === 'html' || format === 'json',
  });
  const read = new Set([...gathered.read, ...(earlier?.read ?? [])]);
  await writeOutput(complianceReports[format](report), output, io, read);
  return errors.length > 0 ? exitCodes.input : exitCodes.clean;
}

/** @throws UsageError with the frameworks that there are */
function frameworkNamed(id: string, known: readonly Framework[]): Framework {
  const found = known.find((framework) => framework.id === id);
  if (found !== undefined) return found;
  throw new UsageError(`unknown framework ${id}; known are ${known.map((framework) => framework.id).join(', ')}`);
}
