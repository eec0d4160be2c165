/** Measures real QEMU live migrations and holds the model against them: `npm run validate`; see README.md. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ciPoints } from './ci-points';
import { Cleanup, cleanUpOnSignals } from './cleanup';
import { compareAll } from './compare';
import { gateProblems, runProblems } from './gate';
import { Laboratory, MissingTool } from './laboratory';
import type { LinkKind } from './link/link';
import type { Measurement } from './measurement';
import { isDisturbed, isMeasured, MeasurementsFile, settled } from './measurements-file';
import { parseOptions, type Task, usage, UsageError } from './options';
import type { Point } from './point';
import { pageFiles } from './page/page';
import { freshPoints } from './fresh-points';
import { sweepPoints } from './points';
import { predict } from './predict';
import { comparisonReport, runLine } from './report';

const SWEEP_FILE = join(__dirname, 'measurements/sweep.csv');
/** Of a guest that wrote to one piece of memory. */
const EARLIER_FILE = join(__dirname, 'measurements/contiguous.csv');
const DOCS = join(__dirname, '../docs');

export const exitCodes = { good: 0, gateShut: 1, usage: 2, missingTool: 3 } as const;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Returns the exit code. */
async function validate(args: readonly string[]): Promise<number> {
  const cleanup = new Cleanup();
  cleanUpOnSignals(cleanup);
  try {
    return await perform(parseOptions(args, ciPoints.length), cleanup);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`validate: ${message}\n${error instanceof UsageError ? `${usage}\n` : ''}`);
    if (error instanceof UsageError) return exitCodes.usage;
    return error instanceof MissingTool ? exitCodes.missingTool : exitCodes.gateShut;
  } finally {
    cleanup.run();
  }
}

async function perform(task: Task, cleanup: Cleanup): Promise<number> {
  if (task.kind === 'compare') return showComparison(task.file ?? SWEEP_FILE);
  if (task.kind === 'report') return writePage();
  const laboratory = Laboratory.open(task.link, cleanup);
  if (task.kind === 'sweep') return sweep(laboratory, task.link, new MeasurementsFile(task.out ?? SWEEP_FILE));
  const file = task.out === undefined ? undefined : new MeasurementsFile(task.out);
  file?.open();
  return gate(laboratory, ciPoints.slice(0, task.count), file);
}

function showComparison(path: string): number {
  if (!existsSync(path)) throw new UsageError(`${path} does not exist`);
  say(comparisonReport(compareAll(settled(new MeasurementsFile(path).read()), predict)));
  return exitCodes.good;
}

/** The page of the documentation about all this, with its charts, from the committed measurements. */
function writePage(): number {
  for (const [name, content] of pageFiles(
    new MeasurementsFile(SWEEP_FILE).read(),
    new MeasurementsFile(EARLIER_FILE).read(),
  )) {
    const path = join(DOCS, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    say(path);
  }
  return exitCodes.good;
}

/** Measures what the file does not have yet. */
async function sweep(laboratory: Laboratory, link: LinkKind, file: MeasurementsFile): Promise<number> {
  file.open();
  const rows = file.read();
  const points = [...sweepPoints, ...freshPoints];
  const missing = points.filter(({ id }) => !isMeasured(rows, id, link));
  say(`${missing.length} of ${points.length} points to measure, into ${file.path}`);
  for (const [index, point] of missing.entries()) {
    const row = await laboratory.run(point, 0);
    file.append(row);
    say(`${index + 1}/${missing.length} ${runLine(row, predict(row))}`);
  }
  return exitCodes.good;
}

/** Measures the points and judges the model by them; a set that is off is measured once more, and then that one counts. */
async function gate(laboratory: Laboratory, points: readonly Point[], file?: MeasurementsFile): Promise<number> {
  for (const isLast of [false, true]) {
    const rows = await measureSet(laboratory, points, file);
    const comparisons = compareAll(rows, predict);
    const failed = rows.filter(({ measured }) => measured.status === 'failed');
    const problems = [
      ...failed.map(({ point, measured }) => `${point.id}: ${measured.error ?? 'the migration failed'}`),
      ...gateProblems(comparisons),
    ];
    say(`\n${comparisonReport(comparisons)}`);
    if (problems.length === 0) {
      say(`All ${points.length} points within their limits.`);
      return exitCodes.good;
    }
    for (const problem of problems) say(`${isLast ? 'FAILED' : 'ONCE MORE'}  ${problem}`);
  }
  return exitCodes.gateShut;
}

/** Measures the points, once more those that look wrong or whose link was disturbed. */
async function measureSet(
  laboratory: Laboratory,
  points: readonly Point[],
  file?: MeasurementsFile,
): Promise<readonly Measurement[]> {
  const rows: Measurement[] = [];
  const run = async (point: Point, repeat: number): Promise<Measurement> => {
    const row = await laboratory.run(point, repeat);
    file?.append(row);
    say(runLine(row, predict(row)));
    return row;
  };
  for (const point of points) {
    const row = await run(point, 0);
    if (looksWrong(row)) rows.push(await run(point, 1));
    else rows.push(...settled(isDisturbed(row) ? [row, await run(point, 1)] : [row]));
  }
  return rows;
}

const looksWrong = (row: Measurement): boolean =>
  row.measured.status === 'failed' || compareAll([row], predict).flatMap(runProblems).length > 0;

if (require.main === module)
  void validate(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
