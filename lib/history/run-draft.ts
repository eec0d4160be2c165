import { createHash } from 'node:crypto';
import type { StackState } from '../compliance/compliance-report';
import type { RecordedRun } from '../compliance/recorded-run';
import { stackState } from '../compliance/stack-state';
import { grouped, tallyOf } from '../compliance/tally';
import type { Finding } from '../findings/finding';
import type { Row } from './database';
import { damaged } from './history-error';

/** A text that is stored once, however many runs have it. */
export interface Stored {
  readonly digest: string;
  readonly body: string;
}

/** What of a stack is counted by the day. */
export interface StackCounts {
  readonly state: StackState['state'];
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  readonly undetermined: number;
  readonly waived: number;
}

/** A run as it is stored. */
export interface RunDraft {
  /** Of all that is stored of it but where it lay: a run that is recorded twice is one. */
  readonly digest: string;
  /** ISO 8601 in UTC, to the second. */
  readonly time: string;
  readonly source: string;
  readonly commit: string | undefined;
  readonly environment: string;
  /** JSON. */
  readonly labels: string;
  /** The result without its findings. */
  readonly detail: Stored;
  readonly findings: readonly (Stored & { readonly finding: Finding })[];
  readonly stacks: readonly (StackCounts & { readonly name: string })[];
}

/** @param run with a time */
export function runDraft({ source, commit, time = '', environment = '', labels = {}, result }: RecordedRun): RunDraft {
  const { findings: found, ...rest } = result;
  const detail = stored(rest);
  const findings = found.map((finding) => ({ ...stored(finding), finding }));
  const sorted = Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
  const own = { time: toTheSecond(time), commit, environment, labels: JSON.stringify(sorted) };
  const parts = [Object.values(own), detail.digest, findings.map(({ digest }) => digest)];
  return { ...own, source, digest: digestOf(JSON.stringify(parts)), detail, findings, stacks: stacksOf(result) };
}

/** What each stack comes to. A finding over several is counted for the first of them, and one of no stack for none. */
function stacksOf({ stacks, findings, inputs }: RecordedRun['result']): RunDraft['stacks'] {
  const all = grouped(findings, ({ subject }) => subject.stacks);
  const counted = grouped(findings, ({ subject }) => subject.stacks.slice(0, 1));
  const understood = grouped(inputs, ({ stack }) => [stack]);
  return stacks.map((name) => {
    const { stacks: _, ...counts } = tallyOf(counted.get(name) ?? []);
    const known = (understood.get(name) ?? []).reduce((sum, input) => sum + input.understood, 0);
    return { name, state: stackState(all.get(name) ?? [], known), ...counts };
  });
}

const toTheSecond = (time: string): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

function stored(value: unknown): Stored {
  const body = JSON.stringify(value);
  return { digest: digestOf(body), body };
}

/**
 * What was stored under a digest.
 * @param name of the history, for people
 * @throws HistoryError if the text is another than the one that was stored
 */
export function contentOf(name: string, { digest, body }: Row): unknown {
  const text = String(body);
  if (digestOf(text) !== digest) throw damaged(name, 'a text in it has changed');
  return JSON.parse(text);
}

/** 132 bits are enough for every run there will be. */
const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);
