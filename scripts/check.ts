/** Runs everything that CI checks besides the tests, two at a time, and says which failed. */
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { scripts } from '../package.json';

interface Check {
  readonly name: string;
  readonly command: string;
}

interface Outcome {
  readonly check: Check;
  readonly failed: boolean;
  readonly output: string;
  readonly seconds: number;
}

/** The slowest first, so that two at a time end together. */
const checks: readonly Check[] = [
  { name: 'types', command: scripts.types },
  { name: 'spelling', command: scripts.spelling },
  { name: 'generated files', command: `${scripts.generate} --check` },
  { name: 'walls', command: scripts.walls },
  { name: 'unused code (knip)', command: scripts.unused },
  { name: 'lint', command: scripts.lint },
  { name: 'format', command: scripts['format:check'] },
];

const root = join(__dirname, '..');

/** Commands find their programs as under npm, which itself takes a quarter of a second to start. */
const env = {
  ...process.env,
  PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
};

function run(check: Check): Promise<Outcome> {
  return new Promise((resolve) => {
    const started = performance.now();
    const child = spawn(check.command, { cwd: root, env, shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => (output += text));
    }
    const end = (failed: boolean): void => {
      resolve({ check, failed, output, seconds: (performance.now() - started) / 1e3 });
    };
    child.on('error', (error) => {
      output += error.message;
      end(true);
    });
    child.on('close', (code) => {
      end(code !== 0);
    });
  });
}

function print({ check, failed, output, seconds }: Outcome): void {
  console.log(`${failed ? 'FAILED' : 'ok    '}  ${check.name} (${seconds.toFixed(1)} s)`);
  if (failed) console.log(output.trimEnd().replace(/^/gm, '        '));
}

async function work(queue: Check[], failed: string[]): Promise<void> {
  for (let check = queue.shift(); check !== undefined; check = queue.shift()) {
    const outcome = await run(check);
    print(outcome);
    if (outcome.failed) failed.push(check.name);
  }
}

async function main(): Promise<void> {
  const queue = [...checks];
  const failed: string[] = [];
  await Promise.all([work(queue, failed), work(queue, failed)]);
  console.log(failed.length === 0 ? `All ${checks.length} checks passed.` : `Failed: ${failed.join(', ')}.`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

void main();
