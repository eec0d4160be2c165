import { quantile } from '../compare';
import type { Measurement } from '../measurement';
import { DISTURBED_MS, isDisturbed } from '../measurements-file';
import { type Group, groups } from '../point';
import { partOf } from '../points';
import { predictedRuns } from './predicted-run';
import { errorsText, heldOutOf } from './error-tables';
import { blocks, list, paragraph, percentage, table } from './markdown';
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

export function methodText(rows: readonly Measurement[], settled: readonly Measurement[]): string {
  return blocks(
    '## 1. What was measured, and how',
    linkText(settled),
    groupsTable(settled),
    splitText(settled),
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

function splitText(settled: readonly Measurement[]): string {
  const fresh = settled.filter(({ point }) => partOf(point.id) === 'held-out').length;
  return paragraph(
    [
      `**Fit and held out.** ${settled.length - fresh} points were chosen, and written down before any of them was measured`,
      '(`validation/points.ts`). The constants of the model ([model.md](model.md), section 3) were fitted to half of each group;',
      'those of several streams also to an earlier sweep (section 6). The other half was not kept unseen: its errors stood beside',
      'those of the first while the model was worked on. So all of them count as fit here. What is held out is',
      `${fresh} **fresh points**, none of which anybody chose: each input is drawn from the range that its group covers, by a hash of`,
      "the point's name (`validation/fresh-points.ts`). They were written down when the model was as it is, and then measured; no",
      'constant and no formula has changed since. Constants of other origin are marked in model.md.',
    ].join(' '),
  );
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
  const of = (some: readonly Measurement[]): string => errorsText(heldOutOf(predictedRuns(some)));
  return `The errors over the held-out runs (${of(settled)}) would be ${of(firstRows(rows))} with the first row of each point, and
    ${of(settled.filter((row) => !isDisturbed(row)))} without those still disturbed.`;
}
