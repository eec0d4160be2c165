import { quantile } from '../compare';
import type { Measurement } from '../measurement';
import { DISTURBED_MS, isDisturbed } from '../measurements-file';
import { type Group, groups } from '../point';
import { partOf } from '../points';
import { type Case, casesOf } from './case';
import { heldOutOf, summaryOf } from './error-tables';
import { blocks, list, paragraph, percentage, spreadText, table } from './markdown';
import { firstRows } from './modes';

/** Section 1: what was measured and how. */

const varied: Readonly<Record<Group, string>> = {
  bandwidth: '50 Mbit/s to 1 Gbit/s; dirty rate 0, 40 and 75 % of what the link carries',
  rtt: 'round trip 0 to 150 ms',
  'downtime-limit': '30 ms to 2 s',
  'working-set': '2 to 96 MiB, at half and at twice the rate that the link carries',
  edge: 'dirty rates from 0.9 to 3 times, working sets 0.8 to 2 times what is sent within the limit',
  random: 'random instead of cyclic writers',
  'large-memory': '768 MiB to 2 GiB at 1 Gbit/s',
  'auto-converge': 'a guest that computes all the time, and is slowed',
  'post-copy': 'switched over at once, after one pass and after two',
  cold: 'stopped before, started after',
  multifd: '2, 4 and 8 channels',
};

export function howText(
  rows: readonly Measurement[],
  settled: readonly Measurement[],
  earlier: readonly Measurement[],
): string {
  return blocks(
    '## 1. What was measured, and how',
    linkText(settled),
    groupsTable(settled),
    splitText(settled, earlier),
    disturbedText(rows, settled),
  );
}

function linkText(settled: readonly Measurement[]): string {
  const versions = [...new Set(settled.map(({ qemuVersion }) => qemuVersion))].sort();
  const memory = settled.map(({ point }) => point.memoryMib);
  const statuses = (status: string): number => settled.filter(({ measured }) => measured.status === status).length;
  const failed = statuses('failed');
  return paragraph(
    [
      `${settled.length} live migrations between two QEMU processes (version ${list(versions)}, TCG, machine \`pc\`) on one machine, one`,
      `counted for each point: ${statuses('completed')} ended, ${statuses('not-converged')} were stopped at their bound of 20 to 45 s, ${failed === 0 ? 'none' : failed} failed.`,
      `The guest (${Math.min(...memory)} MiB to ${Math.max(...memory) / 1024} GiB) fills its memory with non-zero words and writes one word a page over a`,
      'working set that is scattered over its memory, cyclic or random, at a set rate. Between them lies an emulated link over which real TCP',
      "runs (CUBIC, Linux's default buffers): two network namespaces, and a program that gives each packet its time on the wire",
      '(payload 1,448 of 1,538 bytes) and half the round trip. Its queue holds one bandwidth-delay product, 25 ms of the line at',
      'least, and drops what does not fit. Times are those of events: the total from the command to RESUME on the target, the',
      'downtime from STOP on the source to RESUME on the target. More in [the README](../validation/README.md); every run is a row of',
      '[the table](../validation/measurements/sweep.csv).',
    ].join(' '),
  );
}

function groupsTable(settled: readonly Measurement[]): string {
  return table(
    ['Group', 'What varies', 'Points', 'Fit', 'Held out'],
    groups.map((group) => {
      const ids = settled.filter(({ point }) => point.group === group).map(({ point }) => point.id);
      const heldOut = ids.filter((id) => partOf(id) === 'held-out').length;
      return [group, varied[group], String(ids.length), String(ids.length - heldOut), String(heldOut)];
    }),
    'llrrr',
  );
}

function splitText(settled: readonly Measurement[], earlier: readonly Measurement[]): string {
  const fresh = notAmong(earlier, settled);
  const gone = notAmong(settled, earlier);
  const heldOut = settled.filter(({ point }) => partOf(point.id) === 'held-out').length;
  return paragraph(
    [
      '**Fit and held out.** Points and split were written down before any point of this sweep was measured: within each group every other',
      `point, in the order of the SHA-256 hashes of their ids, is held out, ${heldOut} of ${settled.length}. The constants of the model`,
      '([model.md](model.md), section 3) were fitted to the other part; those of several streams also to an earlier sweep (section',
      '6), which has the same points with multifd, so that there the held-out half is less of a test. Constants of other',
      `origin are marked in model.md. ${fresh.length} points, whose working set decides, are not in the earlier sweep, and ${gone.length} of that one are`,
      'not in this: they were chosen before this sweep was measured, to test the edge that the model has today, after two cyclic',
      'writers of the earlier sweep had ended against its prediction then. A simulation page by page gives the same edge.',
      '**The held-out half was not kept unseen.** Its errors stood beside those of the other part while the model was worked on, and',
      'two choices were made in their sight: that several streams lose 9 % of the rate, which the fit half hardly asks for, and',
      'which took the 95th percentile of the total time from 7.4 % to 6.3 %; and that the constants stayed as they were after the',
      'last change to the stop rule, although others fit the fit half somewhat better. With those others the held-out runs without',
      'multifd stood at 5.0 % in place of 5.1 % in total time, and at 17.3 % in place of 13.9 % in downtime. How good the model is',
      'on runs that nobody had seen, only a new sweep can say.',
    ].join(' '),
  );
}

/** Those of the runs whose point, whatever its name, is not among the others'. */
function notAmong(others: readonly Measurement[], runs: readonly Measurement[]): readonly Measurement[] {
  const keyOf = ({ point }: Measurement): string => JSON.stringify({ ...point, id: '' });
  const known = new Set(others.map(keyOf));
  return runs.filter((run) => !known.has(keyOf(run)));
}

function disturbedText(rows: readonly Measurement[], settled: readonly Measurement[]): string {
  const first = firstRows(rows);
  const disturbed = first.filter(isDisturbed);
  const still = settled.filter(isDisturbed);
  const again = rows.filter((row) => !first.includes(row));
  const stillText =
    still.length === 0
      ? 'none is still disturbed.'
      : `${still.length} ${still.length === 1 ? 'is' : 'are'} still disturbed (${still.map(lateText).join(', ')}).`;
  return paragraph(`
    **Disturbed runs.** Other work on the machine can make the link's emulator late. A run in which it was ever more than
    ${DISTURBED_MS} ms late was no run over the link that it names, and the point is measured again; of a point the first
    undisturbed row counts, else the one disturbed least. The rule looks at the emulator alone, and was
    written with the earlier sweep. Of ${first.length} first runs ${disturbed.length} were disturbed (cores busy
    ${busy(first)} in the median of all). ${again.length} runs were made again (cores busy ${busy(again)}); ${stillText} ${effectText(rows, settled)}`);
}

const lateText = ({ point, latestMs = 0 }: Measurement): string => `\`${point.id}\` ${latestMs.toFixed(0)} ms`;

function busy(rows: readonly Measurement[]): string {
  const shares = rows.map(({ cpuBusy }) => cpuBusy);
  return percentage(quantile(shares, 0.5), 0);
}

function effectText(rows: readonly Measurement[], settled: readonly Measurement[]): string {
  const of = (some: readonly Measurement[]): string => {
    const cases: readonly Case[] = heldOutOf(casesOf(some));
    return spreadText(summaryOf(cases, 'user').total);
  };
  return `The error of the total time over the held-out half is ${of(settled)}; it would be ${of(firstRows(rows))} with the first
    row of each point, and ${of(settled.filter((row) => !isDisturbed(row)))} without those still disturbed.`;
}
