/**
 * What Lightbound costs: `npm run bench`; `-- --peers` beside Conftest and Checkov, `-- --model` the model alone, `-- --pack` the
 * policy pack alone, `-- --history` a history of a million runs (`--scale 0.01` a part of it), `-- --compare` against what was recorded, `-- --record` to record.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { shapesTable } from './against-parsing';
import { check, cli, facts, node, plainNode, root } from './commands';
import { historyCosts } from './history-cost';
import {
  alternate,
  measuresMainThread,
  measuresMemory,
  median,
  peakMemory,
  timeToFirstLine,
  wallTime,
  type Command,
} from './measure';
import { model } from './model';
import { packCosts } from './pack-cost';
import { previewCosts } from './preview-cost';
import { peers } from './peers';
import { comparedRatios, measuredRatios, recordedRatios, recordRatios } from './recorded-ratios';
import { oneModule } from './shapes/one-module';
import { mebibytes, milliseconds, table, times } from './table';

/** A plan of so many resources in one module, written once. */
function plan(folder: string, count: number): string {
  const path = join(folder, `plan-${count}.json`);
  if (!existsSync(path)) writeFileSync(path, oneModule(count));
  return path;
}

const runsFor = (count: number): number => (count <= 1_000 ? 15 : count <= 10_000 ? 9 : 3);

function growth(folder: string): string {
  const [empty = NaN] = alternate([check(plan(folder, 100), facts)], 9, wallTime);
  const rows = [1_000, 2_000, 5_000, 10_000, 20_000, 50_000].map((count) => {
    const [time = NaN] = alternate([check(plan(folder, count), facts)], runsFor(count), wallTime);
    return [
      count.toLocaleString('en'),
      milliseconds(time),
      `${(((time - empty) * 1e3) / (count - 100)).toFixed(1)} µs`,
    ];
  });
  return table(['Resources', 'check', 'for each resource beyond 100'], rows);
}

async function starts(folder: string): Promise<string> {
  const small = plan(folder, 100);
  const version: Command = { name: 'lightbound --version', file: node, args: [cli, '--version'] };
  const commands = [plainNode, version, check(small), check(small, facts)];
  const [bare = NaN, printing = NaN, checking = NaN, withFacts = NaN] = alternate(commands, 15, wallTime);
  const [empty, own] = await packStarts();
  const row = (name: string, time: number, base: number): readonly string[] => [
    name,
    milliseconds(time),
    `${time < base ? '-' : '+'}${milliseconds(Math.abs(time - base))}`,
    times(time / base),
  ];
  return table(
    ['Start-up', 'time', 'over the bare one', 'ratio'],
    [
      row(plainNode.name, bare, bare),
      row(version.name, printing, bare),
      row('lightbound check, 100 resources', checking, bare),
      row('the same with a facts file', withFacts, bare),
      row('empty policy pack', empty, empty),
      row('Lightbound policy pack', own, empty),
    ],
  );
}

/** From start until the port is printed, as Pulumi's own launcher runs a pack. */
async function packStarts(): Promise<readonly [number, number]> {
  const launcher = join(root, 'node_modules/@pulumi/pulumi/cmd/run-policy-pack');
  const command = (name: string): Command => ({ name, file: node, args: [launcher, '127.0.0.1:1', '.'] });
  const empty: number[] = [];
  const own: number[] = [];
  for (let run = 0; run < 9; run++) {
    empty.push(await timeToFirstLine(command('empty pack'), join(root, 'bench/empty-pack')));
    own.push(await timeToFirstLine(command('Lightbound pack'), root));
  }
  return [median(empty), median(own)];
}

function besidePeers(folder: string): string {
  const { found, absent } = peers(folder, plan(folder, 10_000));
  const commands = [check(plan(folder, 10_000), facts), ...found];
  const rows = commands.map((command) => [
    command.name,
    milliseconds(alternate([command], command.name === 'checkov' ? 1 : 5, wallTime)[0] ?? NaN),
    mebibytes(peakMemory(command)),
  ]);
  const missing = absent.map((name) => `${name} is not on PATH and was not measured.`);
  return [table(['10,000 resources', 'time', 'peak memory'], rows), ...missing].join('\n\n');
}

/** Everything, as text. */
async function report(folder: string): Promise<void> {
  if (!measuresMemory) console.log('Peak memory is not measured: /usr/bin/time (GNU) is not installed.');
  if (!measuresMainThread) console.log('The main thread is not measured: this is not Linux.');
  console.log(`\n## A whole run against parsing alone\n\n${shapesTable(folder)}`);
  console.log(`\n## Start-up\n\n${await starts(folder)}`);
  console.log(`\n## Growth\n\n${growth(folder)}`);
  console.log(`\n## The model, in one process\n\n${model()}`);
  if (process.argv.includes('--peers')) console.log(`\n## Beside other tools\n\n${besidePeers(folder)}`);
}

/** Fails where a ratio is worse than the recorded one. */
function compare(folder: string): void {
  const { report: text, complaints } = comparedRatios(recordedRatios(), measuredRatios(folder));
  console.log(`\n${text}`);
  for (const complaint of complaints) console.error(complaint);
  if (complaints.length > 0) process.exitCode = 1;
}

async function main(): Promise<void> {
  const processor = cpus();
  const machine = `Node ${process.version}, ${processor.length} x ${processor[0]?.model ?? 'unknown processor'}.`;
  const asked = (flag: string): boolean => process.argv.includes(flag);
  if (asked('--model')) {
    console.log(`${machine} Medians in one process, of processor time.\n\n## The model\n\n${model()}`);
    return;
  }
  if (asked('--pack')) {
    console.log(
      `${machine} Medians in turns.\n\n## The policy pack\n\n${await packCosts()}\n\n${await previewCosts()}`,
    );
    return;
  }
  if (asked('--history')) {
    const scale = asked('--scale') ? Number(process.argv[process.argv.indexOf('--scale') + 1]) : 1;
    const costs = await historyCosts(scale, process.env['LIGHTBOUND_TEST_POSTGRES']);
    console.log(`${machine}\n\n## A history\n\n${costs}`);
    return;
  }
  if (!existsSync(cli)) throw new Error('dist/ is missing: run `npm run build` first');
  const isAboutRatios = asked('--compare') || asked('--record');
  if (isAboutRatios && !measuresMainThread) throw new Error('the ratios are measured on Linux only');
  const folder = mkdtempSync(join(tmpdir(), 'bench-lightbound-'));
  try {
    console.log(`${machine} Medians of whole processes, in turns.`);
    if (asked('--record')) recordRatios(measuredRatios(folder));
    else if (asked('--compare')) compare(folder);
    else await report(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
