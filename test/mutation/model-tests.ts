/** All tests of the model as one, for `npm run mutate`: a file of tests is loaded anew for each of thousands of mutants. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';

/** Enough to notice a mutant, the same for each, and without a search for the smallest counterexample. */
fc.configureGlobal({ numRuns: 10, seed: 1, endOnFailure: true });

type Run = (...given: never[]) => unknown;
type Define = (name: string, run: Run) => void;
interface Test extends Define {
  readonly each: (...table: never[]) => Define;
}

let hasFailed = false;

/** One failure is enough to kill a mutant: the tests after it have nothing to do. */
const untilOneFails =
  (run: Run): Run =>
  (...given) => {
    if (hasFailed) return;
    try {
      run(...given);
    } catch (error) {
      hasFailed = true;
      throw error;
    }
  };

const whole = globalThis.test as unknown as Test;
const brief: Test = Object.assign((name: string, run: Run) => whole(name, untilOneFails(run)), {
  each:
    (...table: never[]): Define =>
    (name, run) => {
      whole.each(...table)(name, untilOneFails(run));
    },
});
Object.assign(globalThis, { test: brief });

const folder = join(__dirname, '../model');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
/** Many short runs first: a mutant that they kill never sees the long ones. */
const takesLong = (name: string): boolean => /laws|arithmetic|pre-copy-|pre-copy\.|flip-point\.test/u.test(name);
for (const name of [...files.filter((file) => !takesLong(file)), ...files.filter(takesLong)]) {
  // oxlint-disable-next-line typescript/no-require-imports -- whatever tests there are
  require(join(folder, name));
}
