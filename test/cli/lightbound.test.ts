import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import packageFile from '../../package.json';

const root = join(__dirname, '../..');
const executable = join(root, 'dist/bin/lightbound.js');
const plans = 'test/fixtures/plans';
const plan = `${plans}/vsphere-vsan-stretched-one-datacenter/plan.json`;
const facts = ['--facts', 'examples/facts/far.yaml'];

const lightbound = (argv: readonly string[], input?: Uint8Array) =>
  spawnSync(process.execPath, [executable, ...argv], { cwd: root, encoding: 'utf8', input });

/** Needs `npm run build`, which `npm ci` runs. */
const built = existsSync(executable) ? describe : describe.skip;

built('the built executable', () => {
  it('tells the version of the package', () => {
    const { status, stdout } = lightbound(['--version']);
    expect([status, stdout]).toEqual([0, `${packageFile.version}\n`]);
  });

  it('blocks a recorded plan with its arithmetic', () => {
    const { status, stdout, stderr } = lightbound(['check', plan, ...facts]);
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain('round trip 31 ms; the vSAN limit is 5 ms');
    // 80 % of 64 GiB.
    expect(stdout).toContain('64 GiB x 80 % = 51.2 GiB');
  });

  it('blocks a recorded plan of which nothing is declared by what geography allows', () => {
    const { status, stdout, stderr } = lightbound(['check', `${plans}/equinix-fabric-l2-port-to-port/plan.json`]);
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain('= 2 d n / c');
  });

  it('reads standard input and writes all of a document before it ends', () => {
    const { status, stdout } = lightbound(['check', '-', '--format', 'json', ...facts], readFileSync(join(root, plan)));
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ inputs: [{ path: '-', kind: 'terraform-plan' }] });
  });

  it('does not mind a reader that leaves early', () => {
    const check = `"${process.execPath}" "${executable}" check ${plan} ${facts.join(' ')} --format json --quiet`;
    const command = `set -o pipefail; ${check} | head -c 1; echo " $?"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', command], { cwd: root, encoding: 'utf8' });
    expect([stdout, stderr]).toEqual(['{ 1\n', '']);
  });
});
