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

/** Who runs a command: this suite, the end-to-end tests with an engine, or `.ci/run` itself. */
export function runnerOf({ line, block }: ReadmeCommand): 'suite' | 'pulumi' | 'terraform' | 'ci' | undefined {
  if (line === 'npm ci' || line === 'npm run demo') return 'ci';
  if (block.some((one) => one.includes('pulumi '))) return 'pulumi';
  if (block.some((one) => one.startsWith('terraform '))) return 'terraform';
  if (/^npx (lightbound|ts-node) /.test(line)) return 'suite';
  return undefined;
}
