import { resolve } from 'node:path';
import { apartByEnvironment } from '../compliance/apart-by-environment';
import { besideHistory } from '../history/beside-history';
import { frameworks, type Framework } from '../reference/frameworks';
import type { ComplianceFormat } from '../reports/compliance-formats';
import type { Door } from './check-command';
import { complain, complainOfErrors, complainOfOthers } from './complain';
import { envelopeOf, type EnvelopeOptions } from './envelope-of';
import { exitCodes, type ExitCode } from './exit-code';
import { gatherResults } from './gather-results';
import type { Io } from './io';
import { onDemand } from './on-demand';
import type { Reported } from './reported';
import { refuse, runFiles } from './run-files';
import { UsageError } from './usage-error';
import { historyComplaint, isAddress, noteReport, useHistory } from './use-history';
import { writeOutput } from './write-output';

export interface ReportCommandOptions extends EnvelopeOptions {
  readonly format: ComplianceFormat;
  readonly output?: string;
  /** Earlier results, to say what is new; with a history a day. */
  readonly since?: readonly string[];
  readonly framework?: string;
  readonly history?: string;
  readonly recordOnly?: boolean;
  /** A day: stacks of the history that were checked last before it are left out. */
  readonly activeSince?: string;
  readonly today?: string;
}

/** `lightbound report`: results of checks in, one report over all of them, or over all that a history knows, out. */
export async function reportCommand(
  inputs: readonly string[],
  options: ReportCommandOptions,
  io: Io,
  { version }: Door,
): Promise<ExitCode> {
  const { format, output, since, framework, history, recordOnly = false, activeSince } = options;
  const today = options.today ?? io.today;
  const known = frameworks();
  const only = framework === undefined ? undefined : frameworkNamed(framework, known);
  if (recordOnly && history === undefined) throw new UsageError('--record-only needs --history');
  if (activeSince !== undefined && history === undefined) throw new UsageError('--active-since needs --history');
  if (history !== undefined) refuse(historyComplaint(history, io));
  const withEnvelope = envelopeOf(options, io);
  const files = runFiles(io);
  const elsewhere = 'write the report to another file';
  if (history !== undefined && !isAddress(history)) {
    for (const file of [history, ...besideHistory(resolve(io.cwd, history))]) {
      refuse(files.writes(file, 'the history', elsewhere));
    }
  }
  if (!recordOnly) refuse(files.writes(output ?? '-', 'the report', elsewhere));
  const gathered = await gatherResults(inputs, io, files.reads);
  const earlier =
    since === undefined || history !== undefined ? undefined : await gatherResults(since, io, files.reads);
  refuse(files.complaint());
  const enveloped = gathered.runs.map(withEnvelope);
  const given = enveloped.filter((run) => 'result' in run);
  const mistimed = enveloped.filter((run) => 'message' in run);
  const errors = [...gathered.errors, ...mistimed, ...(earlier?.errors ?? [])];
  await complainOfErrors(errors, io);
  await complainOfOthers([...gathered.others, ...(earlier?.others ?? [])], 'result', io);
  const isAboutHistory = history !== undefined && inputs.length === 0;
  // Against nothing everything would be new.
  if ((given.length === 0 && !isAboutHistory) || earlier?.runs.length === 0) {
    const what = given.length === 0 ? 'no result' : 'no earlier result after --since';
    await complain(io, `${what}: name files that \`lightbound check --format json\` wrote, or directories of them`);
    return errors.length > 0 ? exitCodes.input : exitCodes.nothing;
  }
  const before = earlier?.runs.map(({ run }) => run);
  const apart = apartByEnvironment(given, before);
  let reported: Reported = { runs: apart(given), earlier: before && apart(before) };
  if (history !== undefined) {
    const answer = await useHistory(history, given, { ...options, today }, io);
    if (typeof answer === 'number') return answer === exitCodes.clean && errors.length > 0 ? exitCodes.input : answer;
    reported = answer;
  }
  const { makeReport, complianceReports } = onDemand.compliance();
  const tool = { name: 'lightbound', version } as const;
  const charts = format === 'html' || format === 'json';
  const report = makeReport({ ...reported, frameworks: known, only, errors, today, tool, charts });
  await writeOutput(complianceReports[format](report), output, io);
  const { seen } = reported;
  const isNoted = history !== undefined && seen !== undefined;
  const noted = isNoted ? await noteReport(history, { ...options, today }, seen, io) : exitCodes.clean;
  return noted === exitCodes.clean && errors.length > 0 ? exitCodes.input : noted;
}

/** @throws UsageError with the frameworks that there are */
function frameworkNamed(id: string, known: readonly Framework[]): Framework {
  const found = known.find((framework) => framework.id === id);
  if (found !== undefined) return found;
  throw new UsageError(`unknown framework ${id}; known are ${known.map((framework) => framework.id).join(', ')}`);
}
