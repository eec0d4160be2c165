import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, parse } from './commands';
import { alternate, mainThreadTime, peakMemory, wallTime, type Command } from './measure';
import { oneModule } from './shapes/one-module';
import { shapes, twoSites, type Shape } from './shapes/shapes';
import { mebibytes, megabytes, milliseconds, table, times } from './table';

/** A shape as files. */
interface WrittenShape {
  readonly name: string;
  readonly plan: string;
  readonly facts: string;
  /** Of the plan, in bytes. */
  readonly size: number;
}

interface Cost {
  readonly check: number;
  readonly parse: number;
}

export function writeShape(folder: string, { name, plan, facts }: Shape): WrittenShape {
  const path = join(folder, name.replace(/\W+/gu, '-'));
  writeFileSync(`${path}.json`, plan());
  writeFileSync(`${path}.yaml`, facts());
  return { name, plan: `${path}.json`, facts: `${path}.yaml`, size: statSync(`${path}.json`).size };
}

/** What a check of each shape costs, and what parsing its plan does, in turns over all of them. */
export function againstParsing(
  written: readonly WrittenShape[],
  runs: number,
  measure: (command: Command) => number,
): readonly Cost[] {
  const commands = written.flatMap(({ plan, facts }) => [check(plan, facts), parse(plan)]);
  const medians = alternate(commands, runs, measure);
  return written.map((_, n) => ({ check: medians[2 * n] ?? NaN, parse: medians[2 * n + 1] ?? NaN }));
}

export const ratioOf = ({ check: whole, parse: bare }: Cost): number => whole / bare;

/** Time and memory of every shape, and of smaller plans in one module. */
export function shapesTable(folder: string): string {
  const small = [100, 1_000].map((count): Shape => {
    return { name: `${count.toLocaleString('en')} resources`, plan: () => oneModule(count), facts: twoSites };
  });
  const head = ['Plan', 'size', 'check', 'JSON.parse', 'ratio', 'main thread', 'peak memory', 'JSON.parse', 'ratio'];
  return table(head, [...rowsOf(folder, small, 15), ...rowsOf(folder, shapes, 9)]);
}

function rowsOf(folder: string, all: readonly Shape[], runs: number): readonly (readonly string[])[] {
  const written = all.map((shape) => writeShape(folder, shape));
  const elapsed = againstParsing(written, runs, wallTime);
  const busy = againstParsing(written, runs, mainThreadTime);
  const held = againstParsing(written, 3, peakMemory);
  return written.map(({ name, size }, n) => {
    const [time, main, memory] = [elapsed[n] ?? notMeasured, busy[n] ?? notMeasured, held[n] ?? notMeasured];
    return [
      name,
      megabytes(size),
      milliseconds(time.check),
      milliseconds(time.parse),
      times(ratioOf(time)),
      times(ratioOf(main)),
      mebibytes(memory.check),
      mebibytes(memory.parse),
      times(ratioOf(memory)),
    ];
  });
}

const notMeasured: Cost = { check: NaN, parse: NaN };
