import { dayOf } from '../lib/declarations/day';
import { run } from '../lib/cli/run';
import { packageFile } from '../lib/package-files/package-file';

const io = {
  // Opening standard input is left to the run that reads it.
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: process.cwd(),
  today: dayOf(new Date()),
  env: process.env,
};

const door = {
  version: (JSON.parse(packageFile('package.json')) as { readonly version: string }).version,
  // oxlint-disable-next-line typescript/no-require-imports -- `--version` needs no rules
  rules: () => (require('../policies') as typeof import('../policies')).rules,
};

// All is written by then, and taking a large heap down piece by piece would only cost time.
void run(process.argv.slice(2), io, door).then((code) => process.exit(code));
