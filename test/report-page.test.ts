import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runIn } from './cli/run-in';
import { resultOf } from './compliance/runs';
import { complianceFormats } from '../lib/reports/compliance-formats';
import { repository } from './support/readme';

const page = readFileSync(join(repository, 'docs/report.md'), 'utf8');
const commands = [...page.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, block = '']) => block.trim().split('\n'));

describe('the page on the report', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lightbound-report-'));
    const plans = { network: 'equinix-fabric-l2-port-to-port', erp: 'vsphere-vsan-racks-one-site' };
    for (const [name, plan] of Object.entries(plans)) {
      mkdirSync(join(folder, name));
      copyFileSync(join(repository, `test/fixtures/plans/${plan}/plan.json`), join(folder, name, 'plan.json'));
    }
    for (const name of ['results', 'last-month']) mkdirSync(join(folder, name));
    const before = resultOf('ovh-private-network-regions', 'erp/cluster');
    writeFileSync(join(folder, 'last-month/erp.json'), JSON.stringify(before));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('has commands that do what it says, in their order', async () => {
    const ends: unknown[] = [];
    for (const line of commands) {
      const [npx, name, ...argv] = line.split(' ');
      expect([npx, name]).toEqual(['npx', 'lightbound']);
      const { code, err } = await runIn(folder, ...argv);
      ends.push([argv[0], code, err.includes('usage') || err.includes('unknown')]);
    }
    expect(ends).toEqual([
      ['check', 1, false],
      ['check', 0, false],
      ['report', 0, false],
      ['report', 0, false],
      ['report', 0, false],
      ['report', 0, false],
    ]);
    expect(existsSync(join(folder, 'fleet.db'))).toBe(true);
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('1 of 2 stacks would stretch');
  });

  it('has a row for each format and no other', () => {
    const rows = [...page.matchAll(/^\| `(\w+)` +\|/gm)].map(([, name]) => name);
    expect(rows).toEqual([...complianceFormats]);
  });

  it('has the exit codes of --help', async () => {
    const { out } = await runIn(folder, 'report', '--help');
    const told = [...out.matchAll(/^ {2}(\d) {2}\S/gm)].map(([, code]) => code);
    expect([...page.matchAll(/^\| (\d) +\|/gm)].map(([, code]) => code)).toEqual(told);
  });
});
