import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const repository = join(__dirname, '../..');

/** A line of a shell block of the README, and the block it stands in. */
export interface ReadmeCommand {
  readonly line: string;
  readonly block: readonly string[];
}

/** Every command of the README, in order. */
export function readmeCommands(): readonly ReadmeCommand[] {
  const text = readFileSync(join(repository, 'README.md'), 'utf8');
  return [...text.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, body = '']) => {
    const block = body.split('\n').filter((line) => line.trim() !== '');
    return block.map((line) => ({ line, block }));
  });
}

/** Who runs a command: this suite, the end-to-end tests with an engine, or `.ci/run`, in a clone and from the packed tarball. */
export function runnerOf({ line, block }: ReadmeCommand): 'suite' | 'pulumi' | 'terraform' | 'ci' | undefined {
  if (line.startsWith('npm ci && ') || line === installLine) return 'ci';
  if (block.some((one) => one.includes('pulumi '))) return 'pulumi';
  if (block.some((one) => one.startsWith('terraform '))) return 'terraform';
  if (/^npx (lightbound|ts-node) /.test(line)) return 'suite';
  return undefined;
}

export const installLine = 'npm install --save-dev lightbound';

/** How the commands end that find something, or say that something is wrong; all others end with 0. */
const notClean = new Map([
  [
    'npx lightbound check node_modules/lightbound/examples/plan.json --facts node_modules/lightbound/examples/facts/far.yaml',
    1,
  ],
  ['npx ts-node --transpile-only examples/cdktf/main.ts --stretched', 1],
]);

export const exitCodeOf = (line: string): number => notClean.get(line) ?? 0;
