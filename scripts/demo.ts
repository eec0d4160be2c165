/** The main job on real input: a recorded plan that is blocked, with the arithmetic, and its metro version that passes. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const facts = 'examples/facts/amsterdam.yaml';
const runs = [
  {
    title: 'A vSAN cluster and a vMotion network stretched from Amsterdam to Madrid:',
    plan: 'test/fixtures/plans/vsphere-stretched-metro-and-far/plan.json',
    expected: 1,
  },
  {
    title: 'The same design within one metro:',
    plan: 'test/fixtures/plans/vsphere-stretched-metro/plan.json',
    expected: 0,
  },
] as const;

const root = join(__dirname, '..');
const executable = join(root, 'dist/bin/lightbound.js');

function demonstrate({ title, plan, expected }: (typeof runs)[number]): boolean {
  const args = ['check', plan, '--facts', facts, '--format', 'brief'];
  console.log(`${title}\n\n$ lightbound ${args.join(' ')}\n`);
  const { status, error } = spawnSync(process.execPath, [executable, ...args], { cwd: root, stdio: 'inherit' });
  if (error !== undefined) throw error;
  console.log(`\nexit code ${status ?? 'none'}\n`);
  return status === expected;
}

if (!existsSync(executable)) {
  console.error('dist/bin/lightbound.js is missing: run `npm run build` first');
  process.exitCode = 1;
} else if (!runs.map(demonstrate).every((asExpected) => asExpected)) {
  console.error('the demo did not end as expected');
  process.exitCode = 1;
}
