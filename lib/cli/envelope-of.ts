import type { RecordedRun } from '../compliance/recorded-run';
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
 * What a run's own envelope leaves out is as the options say. A run without a time ran when its file was written.
 * @throws UsageError
 */
export function envelopeOf(
  { commit, time, environment, label = [] }: EnvelopeOptions,
  io: Io,
): (gathered: GatheredRun) => RecordedRun {
  if (time !== undefined) {
    const complaint = onDemand.compliance().timeComplaint(time, io.today);
    if (complaint !== undefined) throw new UsageError(`--time: ${complaint}`);
  }
  const labels = Object.fromEntries(label.map(labelOf));
  return ({ run, writtenAt = new Date() }) => ({
    ...(commit !== undefined && { commit }),
    ...(environment !== undefined && { environment }),
    ...run,
    time: run.time ?? time ?? writtenAt.toISOString(),
    labels: { ...labels, ...run.labels },
  });
}

function labelOf(text: string): readonly [string, string] {
  const [, name, value] = /^([^=\s]+)=(.+)$/su.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new UsageError(`--label ${JSON.stringify(text)} is no label; write it as team=network`);
  }
  return [name, value];
}
