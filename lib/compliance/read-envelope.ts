import * as z from 'zod/mini';
import { dayComplaint } from '../declarations/day';
import { grouped } from '../findings/count';
import type { RunResult } from '../findings/run-result';
import { isResult, type ReadResult } from './read-result';
import { withStacks, type RecordedRun } from './recorded-run';

/** What is known of a run besides its result. */
export type Envelope = Pick<RecordedRun, 'commit' | 'time' | 'environment' | 'labels'>;

/** An envelope and what is in it, or in one line what is wrong. */
export type ReadEnvelope = (
  document: unknown,
) => { readonly envelope: Envelope; readonly result: RunResult } | { readonly complaint: string };

const members = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

/** Whether the document is a result, or an envelope around one. */
export const holdsResult = (document: unknown): boolean => isResult(document) || isResult(members(document)['result']);

const named = z.string().check(z.minLength(1));

const envelopeShape = z.strictObject({
  stack: z.optional(named),
  commit: z.optional(named),
  time: z.optional(z.string()),
  environment: z.optional(named),
  labels: z.optional(z.record(named, z.string())),
  result: z.unknown(),
});

/**
 * A reader of results, and of envelopes: `{ "stack", "commit", "time", "environment", "labels", "result" }`, all but the result
 * optional.
 * @param today a run of a later day is an error, since it would be the last one for ever
 */
export function envelopeReader(readResult: ReadResult, today: string): ReadEnvelope {
  return (document) => {
    const inside = members(document)['result'];
    if (isResult(document) || !isResult(inside)) return withEnvelope({}, readResult(document));
    const { data, error } = envelopeShape.safeParse(document);
    if (data === undefined) {
      const [issue] = error.issues;
      return { complaint: `is no envelope of a result: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` };
    }
    const { stack, time, commit, environment, labels } = data;
    const complaint = time === undefined ? undefined : timeComplaint(time, today);
    if (complaint !== undefined) return { complaint: `has a time that is wrong: ${complaint}` };
    const read = readResult(inside);
    if ('complaint' in read) return read;
    const result = stack === undefined ? read.result : renamed(read.result, stack);
    if (result === undefined) {
      return { complaint: `names the stack ${JSON.stringify(stack)} for a result of several; leave it out` };
    }
    return withEnvelope(
      {
        ...(time !== undefined && { time }),
        ...(commit !== undefined && { commit }),
        ...(environment !== undefined && { environment }),
        ...(labels !== undefined && { labels }),
      },
      { result },
    );
  };
}

function withEnvelope(envelope: Envelope, read: ReturnType<ReadResult>): ReturnType<ReadEnvelope> {
  if ('complaint' in read) return read;
  const complaint = unkept(envelope, read.result);
  return complaint === undefined ? { envelope, result: read.result } : { complaint };
}

/** What of a run no history could keep: texts that have a column of their own are kept as they are. */
function unkept({ environment = '', commit = '', labels = {} }: Envelope, result: RunResult): string | undefined {
  const { stacks, findings } = result;
  const texts: readonly (readonly [string, readonly string[]])[] = [
    ['stack', stacks],
    ['environment', [environment]],
    ['commit', [commit]],
    ['label', Object.entries(labels).flat()],
    ['fingerprint', findings.map(({ fingerprint }) => fingerprint)],
    ['ruleId', findings.map(({ ruleId }) => ruleId)],
  ];
  const [withNull] = texts.find(([, all]) => all.some((text) => text.includes('\0'))) ?? [];
  if (withNull !== undefined) return `holds a NUL character in a ${withNull}, which no history keeps`;
  const [complaint] = [
    ...stacks.map((name) => nameComplaint('stack', name)),
    nameComplaint('environment', environment),
  ].filter((one) => one !== undefined);
  return complaint;
}

/**
 * In bytes of UTF-8. The environment and the name of a stack are together one key, and PostgreSQL takes none over a third of a page of
 * 8 KiB, which leaves 2,704 bytes: https://www.postgresql.org/docs/current/btree.html
 */
const longestName = 1000;

/** What is wrong with the name of a stack or of an environment, or nothing. */
export function nameComplaint(what: 'stack' | 'environment', name: string): string | undefined {
  const length = Buffer.byteLength(name);
  if (length <= longestName) return undefined;
  return `the name of the ${what} has ${grouped(length)} bytes; at most ${grouped(longestName)} are kept`;
}

/** A result of one stack under another name; undefined for a result of several. */
const renamed = (result: RunResult, stack: string): RunResult | undefined =>
  result.stacks.length > 1 ? undefined : withStacks(result, () => stack);

const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/u;

/** What is wrong with the time of a run, or nothing. */
export function timeComplaint(time: string, today: string): string | undefined {
  const moment = Date.parse(time);
  if (!MOMENT.test(time) || Number.isNaN(moment)) {
    return `${JSON.stringify(time)} is no time; write it as 2026-11-30T08:15:00Z`;
  }
  // The 30th of February is read as a day of March.
  const [day = ''] = time.split('T');
  const complaint = dayComplaint(day);
  if (complaint !== undefined) return complaint;
  return new Date(moment).toISOString().slice(0, today.length) > today ? `${time} is in the future` : undefined;
}
