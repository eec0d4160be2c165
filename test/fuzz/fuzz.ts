/* npm run fuzz [-- --runs N | --seconds N] [--seed N] [--path P]: random documents and facts against what must hold of all. */
import * as fc from 'fast-check';
import { parseArgs } from 'node:util';
import { rules } from '../../policies';
import { inputs, make } from './input';
import { holds } from './invariants';
import { Watchdog } from './watchdog';

const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    seconds: { type: 'string', default: '120' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    path: { type: 'string' },
  },
});

const seed = Number(values.seed);
const limit = values.runs === undefined ? { interruptAfterTimeLimit: Number(values.seconds) * 1000 } : {};
const watchdog = new Watchdog(seed);
const started = process.cpuUsage();
const seen = { documents: 0, bytes: 0, whole: 0, masked: 0 };

const property = fc.property(inputs, (input) => {
  watchdog.next();
  holds(input, rules);
  const { documents, isWhole, masked } = make(input);
  seen.documents += documents.length;
  seen.bytes += documents.reduce((sum, { bytes }) => sum + bytes.length, 0);
  seen.whole += Number(isWhole);
  seen.masked += Number(masked !== undefined);
});
const details = fc.check(property, {
  seed,
  numRuns: Number(values.runs ?? 1e9),
  ...limit,
  ...(values.path !== undefined && { path: values.path }),
});
watchdog.end();

const { user, system } = process.cpuUsage(started);
const runs = details.numRuns.toLocaleString('en');
process.stdout.write(
  `seed ${seed}: ${runs} inputs, ${seen.documents.toLocaleString('en')} documents of ${(seen.bytes / 1e6).toFixed(0)} MB, ` +
    `${seen.whole.toLocaleString('en')} whole, ${seen.masked.toLocaleString('en')} with a hidden attribute; ` +
    `${((user + system) / 1e6).toFixed(0)} s of CPU time\n`,
);
if (details.failed) {
  const { counterexample, counterexamplePath, errorInstance } = details;
  process.stdout.write(
    `FAILED: ${errorInstance instanceof Error ? (errorInstance.stack ?? '') : String(errorInstance)}\n`,
  );
  process.stdout.write(`again: npm run fuzz -- --runs 1 --seed ${seed} --path ${counterexamplePath ?? ''}\n`);
  for (const input of counterexample ?? []) {
    const { documents, facts, masked } = make(input);
    process.stdout.write(`${JSON.stringify(input)}\n`);
    for (const { path, bytes } of documents) process.stdout.write(`${path}: ${JSON.stringify(bytes.toString())}\n`);
    if (facts !== undefined) process.stdout.write(`facts: ${JSON.stringify(facts)}\n`);
    if (masked !== undefined) process.stdout.write(`hidden: ${masked.what}\n`);
  }
  process.exitCode = 1;
}
