import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { violatingPlans } from '../clouds/rows/violating-plans';
import { directoryWith, removeDirectories } from './fake-io';
import { runIn } from './run-in';

/* What the facts file says of `lightbound check`. */

afterAll(removeDirectories);

const [first] = violatingPlans;
const plan = JSON.stringify(first?.plan);
const facts =
  "sites: { vienna: { at: VIE, match: [{ name: '*vienna*' }] }, boston: { at: BOS, match: [{ name: '*boston*' }] } }\n";

describe('a baseline that a facts file names', () => {
  const folder = async (): Promise<string> => {
    const cwd = directoryWith({
      'plan.json': plan,
      'base/lightbound.yaml': `${facts}check: { failOn: 'error,new', baseline: known.json }\n`,
      'tree/lightbound.yaml': `${facts}check: { failOn: 'error,new', baseline: known.json }\n`,
      'none.json': JSON.stringify({ version: '1', fingerprints: '2', findings: [] }),
    });
    await runIn(
      cwd,
      'check',
      'plan.json',
      '--facts',
      'base/lightbound.yaml',
      '--baseline',
      'none.json',
      '--write-baseline',
      'tree/known.json',
    );
    return cwd;
  };

  it('stands beside that file, wherever the command is given', async () => {
    const cwd = await folder();
    const known = await runIn(cwd, 'check', 'plan.json', '--facts', 'tree/lightbound.yaml');
    expect([known.code, known.err]).toEqual([0, '']);
    const missing = await runIn(cwd, 'check', 'plan.json', '--facts', 'base/lightbound.yaml');
    expect([missing.code, missing.err]).toEqual([
      2,
      'lightbound: the baseline base/known.json cannot be read: no such file or directory\n',
    ]);
  });

  it('is not that of the work tree where the file is trusted', async () => {
    const cwd = await folder();
    const asked = ['check', 'plan.json', '--config-from', 'base/lightbound.yaml', '--facts', 'tree/lightbound.yaml'];
    expect(await runIn(cwd, ...asked)).toMatchObject({ code: 2, err: expect.stringContaining('base/known.json') });
    const { code, out } = await runIn(cwd, ...asked, '--baseline', 'none.json');
    expect([code, out.includes('is not taken')]).toEqual([1, false]);
  });
});

describe('reports that a facts file names', () => {
  it.each(['/tmp/lightbound-outside.md', '../outside.md', 'a/../../outside.md', 'out/outside.md'])(
    'go nowhere else: %s',
    async (file) => {
      const cwd = directoryWith({
        'plan.json': plan,
        'in/lightbound.yaml': `${facts}check: { format: ['markdown=${file}'] }\n`,
      });
      mkdirSync(join(cwd, 'elsewhere'));
      symlinkSync('../elsewhere', join(cwd, 'in/out'));
      const { code, err } = await runIn(join(cwd, 'in'), 'check', '../plan.json');
      expect([code, err]).toEqual([
        2,
        `lightbound: check.format in the facts file is invalid. ${file} is outside the working directory: only the command line may write there.\n`,
      ]);
      expect(existsSync(join(cwd, 'outside.md')) || existsSync(join(cwd, 'elsewhere/outside.md'))).toBe(false);
    },
  );

  it('are written below the working directory', async () => {
    const cwd = directoryWith({
      'plan.json': plan,
      'lightbound.yaml': `${facts}check: { format: ['markdown=in/a.md'] }\n`,
      'in/x': '',
    });
    await runIn(cwd, 'check', 'plan.json');
    expect(existsSync(join(cwd, 'in/a.md'))).toBe(true);
  });
});
