import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { againstParsing, ratioOf, writeShape } from './against-parsing';
import { mainThreadTime } from './measure';
import { shapes } from './shapes/shapes';
import { megabytes, table, times } from './table';

interface RecordedShape {
  readonly shape: string;
  /** Of the plan. */
  readonly bytes: number;
  /** How many times as long as in parsing the plan alone the main thread is busy in a check of it. */
  readonly ratio: number;
}

export interface RecordedRatios {
  /** The version of Node that they were measured with. */
  readonly node: string;
  readonly shapes: readonly RecordedShape[];
}

/** Runs of one version on one machine came to ratios that differ by up to 5 %; twice that is no accident. */
const tolerance = 0.1;

const path = join(__dirname, 'recorded.json');

/** The ratios of all shapes, here and now. */
export function measuredRatios(folder: string): RecordedRatios {
  const written = shapes.map((shape) => writeShape(folder, shape));
  const costs = againstParsing(written, 15, mainThreadTime);
  return {
    node: process.version,
    shapes: costs.map((cost, n) => ({
      shape: written[n]?.name ?? '',
      bytes: written[n]?.size ?? NaN,
      ratio: Math.round(ratioOf(cost) * 100) / 100,
    })),
  };
}

export const recordedRatios = (): RecordedRatios => JSON.parse(readFileSync(path, 'utf8')) as RecordedRatios;

export function recordRatios(ratios: RecordedRatios): void {
  writeFileSync(path, `${JSON.stringify(ratios, undefined, 2)}\n`);
}

/** Both side by side, and a line for each thing that is wrong: none where no ratio is worse than the tolerance allows. */
export function comparedRatios(
  recorded: RecordedRatios,
  measured: RecordedRatios,
): { readonly report: string; readonly complaints: readonly string[] } {
  const before = new Map(recorded.shapes.map((one) => [one.shape, one]));
  const pairs = measured.shapes.map((now) => ({ now, then: before.get(now.shape) }));
  const complaints = pairs.flatMap(({ now: { shape, bytes, ratio }, then }) => {
    if (then === undefined) return [`${shape} is not recorded: run \`npm run bench -- --record\``];
    if (then.bytes !== bytes)
      return [`${shape} is another plan than the recorded one: run \`npm run bench -- --record\``];
    const most = then.ratio * (1 + tolerance);
    return ratio <= most
      ? []
      : [`${shape} takes ${times(ratio)}, more than ${times(most)} (recorded: ${times(then.ratio)})`];
  });
  const rows = pairs.map(({ now, then }) => [
    now.shape,
    megabytes(now.bytes),
    times(then?.ratio ?? NaN),
    times(now.ratio),
    then === undefined ? '-' : percent(now.ratio / then.ratio - 1),
  ]);
  const head = ['Busy main thread against JSON.parse', 'size', `recorded, Node ${recorded.node}`, 'now', 'change'];
  return { report: table(head, rows), complaints };
}

const percent = (share: number): string => `${share < 0 ? '-' : '+'}${Math.abs(share * 100).toFixed(0)} %`;
