import type { Measurement } from '../measurement';
import { isDisturbed } from '../measurements-file';
import { predict } from '../predict';
import { type PredictedRun, signedError } from './predicted-run';
import { blocks, inSeconds, paragraph } from './markdown';
import { sensitivityOf } from './modes';
import { casesAt, farthestTable, firstPassErrorOf, rangeText, rateTable, spotTable } from './weak-spots';

/* The words of section 5; a test holds their claims to the rows. */

export const weakText = (cases: readonly PredictedRun[], earlier: readonly Measurement[]): string =>
  blocks(
    '## 5. Where the model is wrong, and why',
    paragraph(`
      Runs in a table were chosen by what was set, not by how far off they are. "First pass" is the time until the second begins;
      the error behind it is its own.`),
    ...windowText(cases),
    ...fastText(cases),
    ...multifdText(cases, earlier),
    ...edgeText(cases),
    ...throttleText(cases),
    ...slowText(cases),
    ...idleText(cases),
    '### Farthest off',
    'Total time, whatever the reason:',
    farthestTable(cases, 'total'),
    'Downtime:',
    farthestTable(cases, 'downtime'),
  );

const totalRange = (cases: readonly PredictedRun[]): string => rangeText(cases, (one) => signedError(one, 'total'));
const downtimeRange = (cases: readonly PredictedRun[]): string =>
  rangeText(cases, (one) => signedError(one, 'downtime'));
const firstPassRange = (cases: readonly PredictedRun[]): string => rangeText(cases, firstPassErrorOf);

const windowText = (cases: readonly PredictedRun[]): readonly string[] => [
  '### Bandwidth-delay product close to the window, and beyond',
  paragraph(`
    A sender that waits for room in its socket is woken only when a good part of it is free, and then sends a burst. Where the
    bandwidth-delay product is about what a socket holds, the line stands still between bursts: rates there are up to a fifth
    below those of a window in each round trip. With that in the model, totals close to the window are off by
    ${totalRange(casesAt(cases, 'nearWindow'))}, and first passes by ${firstPassRange(casesAt(cases, 'nearWindow'))}. Which
    congestion window a run had was not recorded.`),
  spotTable(cases, 'nearWindow'),
  paragraph(`
    At 1 Gbit/s over 75 ms and more totals are off by ${totalRange(casesAt(cases, 'longAndFast'))}. Two runs over the same link
    that differ in what they sent give the rate between them, without start and end:`),
  rateTable(cases),
  spotTable(cases, 'longAndFast'),
];

function fastText(cases: readonly PredictedRun[]): readonly string[] {
  const sound = casesAt(cases, 'fastAndShort').filter((one) => !isDisturbed(one));
  return [
    '### 1 Gbit/s with a queue of 25 ms',
    paragraph(`
      First passes of undisturbed runs are off by ${firstPassRange(sound)}, totals by ${totalRange(sound)}: packets are dropped
      in all of them, and the emulator and both ends share two cores.`),
    spotTable(cases, 'fastAndShort'),
  ];
}

/** The point with multifd whose total time differs most between the two sweeps. */
export function mostDifferent(
  cases: readonly PredictedRun[],
  earlier: readonly Measurement[],
): readonly [PredictedRun, number] {
  const before = new Map(earlier.map(({ point, measured }) => [point.id, measured.totalMs ?? NaN]));
  const [first] = casesAt(cases, 'multifd')
    .map((one) => [one, before.get(one.id) ?? NaN] as const)
    .map(([one, ms]) => ({ one, ms, apart: Math.abs(Math.log((one.measured.totalMs ?? NaN) / ms)) }))
    .filter(({ apart }) => !Number.isNaN(apart))
    .sort((a, b) => b.apart - a.apart);
  if (first === undefined) throw new Error('no run with multifd');
  return [first.one, first.ms];
}

function multifdText(cases: readonly PredictedRun[], earlier: readonly Measurement[]): readonly string[] {
  const [one, before] = mostDifferent(cases, earlier);
  return [
    '### multifd',
    paragraph(`
      Totals are off by ${totalRange(casesAt(cases, 'multifd'))}, downtimes by ${downtimeRange(casesAt(cases, 'multifd'))}. All
      streams wait for the slowest at the end of each iteration. Which share each has of the link, and how soon a stream leaves
      slow start, is chance: the same point took ${inSeconds(before)} in the earlier sweep and
      ${inSeconds(one.measured.totalMs)} in this one (\`${one.id}\`). The model knows a mean loss, and the mean of a longer end.`),
    spotTable(cases, 'multifd'),
  ];
}

function edgeText(cases: readonly PredictedRun[]): readonly string[] {
  const near = casesAt(cases, 'nearEdge');
  const decided = casesAt(cases, 'fillDecides');
  const fills = (ended: boolean): readonly number[] =>
    decided.filter(({ measured }) => (measured.status === 'completed') === ended).map(({ fill }) => fill);
  const ended = Math.max(...fills(true));
  const endless = Math.min(...fills(false));
  return [
    '### Close to the edge',
    paragraph(`
      There a small error of the rate is a large one of the total: over a link 1 % slower they are predicted to take
      ${rangeText(near, (one) => sensitivityOf(one, predict))} longer. Totals are off by ${totalRange(near)}. Cyclic writers
      that write at least twice as fast as the link carries ended with a working set of up to ${ended.toFixed(2)} times what can be sent
      within the limit; from ${endless.toFixed(2)} times on they did not. Nothing was measured between.`),
    spotTable(cases, 'nearEdge'),
  ];
}

/** Runs with the strongest throttle measured, and the others. */
export function byThrottle(
  cases: readonly PredictedRun[],
): readonly [most: number, strongest: PredictedRun[], others: PredictedRun[]] {
  const throttled = cases.filter(({ point }) => point.mode === 'auto-converge');
  const of = ({ measured: { throttlePercent = 0 } }: PredictedRun): number => throttlePercent;
  const most = Math.max(...throttled.map(of));
  return [most, throttled.filter((one) => of(one) === most), throttled.filter((one) => of(one) !== most)];
}

/** How long a throttled processor runs between its sleeps. Source: QEMU 7.2, `CPU_THROTTLE_TIMESLICE_NS`. */
const THROTTLE_SLICE_MS = 10;

function throttleText(cases: readonly PredictedRun[]): readonly string[] {
  const [most, strongest, others] = byThrottle(cases);
  const sleepMs = (THROTTLE_SLICE_MS * most) / (100 - most);
  return [
    '### Auto-converge',
    paragraph(`
      The table stands in section 3. Totals are off by ${totalRange([...strongest, ...others])}. Downtimes of a guest slowed by
      ${most} % are off by ${downtimeRange(strongest)}, those of the others by ${downtimeRange(others)}. At ${most} % the
      interpreter's processor sleeps for ${sleepMs.toFixed(0)} ms at a time, and QEMU waits until it wakes when it asks what was
      written; its trace shows it. Meanwhile the socket drains, which shortens what stands between stop and start. The model
      takes the mean of a wait that begins at any time; in fact the two fall into step, and the rate that QEMU measures falls
      as well. Under KVM, which answers at once, nothing was measured.`),
  ];
}

const slowText = (cases: readonly PredictedRun[]): readonly string[] => [
  '### Downtime over slow and long links',
  paragraph(`
    Up to 150 Mbit/s and over 75 ms and more downtimes are off by ${downtimeRange(casesAt(cases, 'slowAndLong'))}, totals by
    ${totalRange(casesAt(cases, 'slowAndLong'))}. What the socket holds follows TCP's window, which takes seconds there to rise
    and to fall. Where it stood at the stop was not recorded. The model takes a mean of all links, too much for these.`),
];

const idleText = (cases: readonly PredictedRun[]): readonly string[] => [
  '### Downtime of a guest that writes nothing',
  paragraph(`
    Off by ${downtimeRange(casesAt(cases, 'idle'))}, while the totals are off by ${totalRange(casesAt(cases, 'idle'))}. Then
    little but what socket and queue hold stands between stop and start. Probably that depends on where TCP's window is in its
    course at the stop, which was not recorded. The model takes a mean.`),
];
