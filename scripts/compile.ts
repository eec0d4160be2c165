/** Runs the bundled command line once on plans, and keeps what V8 compiled of it beside it: code for its next starts. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeFile, loadProgram, programFile, runProgram } from '../bin/load-program';

const root = join(__dirname, '..');
const folder = join(root, 'dist/bin');
const plans = ['vsphere-vsan-stretched-one-datacenter', 'equinix-fabric-l2-port-to-port', 'modules-three-deep'];
const inputs = plans.map((name) => join(root, 'test/fixtures/plans', name, 'plan.json'));
const facts = join(root, 'examples/facts/far.yaml');
const report = mkdtempSync(join(tmpdir(), 'lightbound-'));

const script = loadProgram(folder);
process.once('exit', (code) => {
  rmSync(report, { recursive: true, force: true });
  writeFileSync(codeFile(folder), script.createCachedData());
  // What is stretched in the plans is found; anything else went wrong, and said so.
  process.exitCode = code === 1 ? 0 : code === 0 ? 1 : code;
});
process.argv.splice(
  1,
  Infinity,
  programFile(folder),
  'check',
  ...inputs,
  '--facts',
  facts,
  '--output',
  join(report, 'report'),
  '--quiet',
);
runProgram(script, folder, require, module);
