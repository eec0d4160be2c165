import { join } from 'node:path';
import type { Command } from './measure';

export const root = join(__dirname, '..');
export const cli = join(root, 'dist/bin/lightbound.js');
/** What is declared for the plans in one module. */
export const facts = join(root, 'bench/lightbound.yaml');
export const node = process.execPath;

export const check = (plan: string, facts?: string): Command => ({
  name: 'lightbound check',
  file: node,
  args: [cli, 'check', plan, ...(facts === undefined ? [] : ['--facts', facts])],
  done: [0, 1],
});

export const parse = (plan: string): Command => ({
  name: 'JSON.parse alone',
  file: node,
  args: ['-e', 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"))', plan],
});

export const plainNode: Command = { name: 'node -e 0', file: node, args: ['-e', '0'] };
