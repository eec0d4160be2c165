import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayOf } from '../lib/declarations/day';
import { run } from '../lib/cli/run';

/** One directory further up when compiled into `dist`. */
function packageVersion(): string {
  const files = ['..', '../..'].map((up) => join(__dirname, up, 'package.json'));
  const file = files.find((path) => existsSync(path));
  if (file === undefined) return 'unknown';
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
}

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
  version: packageVersion(),
  // oxlint-disable-next-line typescript/no-require-imports -- `--version` needs no rules
  rules: () => (require('../policies') as typeof import('../policies')).rules,
};

// All is written by then, and taking a large heap down piece by piece would only cost time.
void run(process.argv.slice(2), io, door).then((code) => process.exit(code));
