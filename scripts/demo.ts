/** The main job on real input: a recorded plan that the facts of far sites block, and the facts of near sites let pass. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const plan = 'test/fixtures/plans/vsphere-vsan-stretched-one-datacenter/plan.json';
const runs = [
  {
    title: 'A vSAN cluster and a vMotion network stretched from Vienna to Dublin:',
    facts: 'examples/facts/far.yaml',
    expected: 1,
  },
  {
    title: 'The same plan, with both sites in one metro area:',
    facts: 'examples/facts/metro.yaml',
    expected: 0,
  },
] as const;

const root = join(__dirname, '..');
const executable = join(root, 'dist/bin/lightbound.js');

function demonstrate({ title, facts, expected }: (typeof runs)[number]): boolean {
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
