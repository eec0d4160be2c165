import type { RecordedRun } from '../compliance/recorded-run';
import { dayOf } from '../declarations/day';
import type { RunError } from '../findings/run-result';
import type { GatheredRun } from './gather-results';
import type { Io } from './io';
import { onDemand } from './on-demand';
import { UsageError } from './usage-error';

/** What is said of all results that do not say it themselves. */
export interface EnvelopeOptions {
  readonly commit?: string;
  readonly time?: string;
  readonly environment?: string;
  /** `team=network` */
  readonly label?: readonly string[];
}

/**
 * What a run's own envelope leaves out is as the options say. A run without a time ran when its file was written; one of the future
 * would be the last one for ever, and is an error.
 * @throws UsageError
 */
export function envelopeOf(
  { commit, time, environment, label = [] }: EnvelopeOptions,
  io: Io,
): (gathered: GatheredRun) => RecordedRun | RunError {
  if (time !== undefined) {
    const complaint = onDemand.compliance().timeComplaint(time, io.today);
    if (complaint !== undefined) throw new UsageError(`--time: ${complaint}`);
  }
  if (environment !== undefined) {
    const complaint = onDemand.compliance().nameComplaint('environment', environment);
    if (complaint !== undefined) throw new UsageError(`--environment: ${complaint}`);
  }
  const labels = Object.fromEntries(label.map(labelOf));
  return ({ run, writtenAt }) => {
    const said = run.time ?? time;
    const now = new Date();
    const at = said ?? (writtenAt ?? now).toISOString();
    if (said === undefined && onDemand.compliance().timeComplaint(at, dayOf(now)) !== undefined) {
      return { kind: 'input', where: run.source, message: writtenLater(at) };
    }
    return {
      ...(commit !== undefined && { commit }),
      ...(environment !== undefined && { environment }),
      ...run,
      time: at,
      labels: { ...labels, ...run.labels },
    };
  };
}

const writtenLater = (at: string): string =>
  `its file was written in the future, at ${at}: say when the check ran with --time, or in an envelope`;

function labelOf(text: string): readonly [string, string] {
  const [, name, value] = /^([^=\s]+)=(.+)$/su.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new UsageError(`--label ${JSON.stringify(text)} is no label; write it as team=network`);
  }
  return [name, value];
}
