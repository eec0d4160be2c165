import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeFile, loadProgram } from '../../bin/load-program';
import packageFile from '../../package.json';

const root = join(__dirname, '../..');
const built = join(root, 'dist/bin');

/** A copy of the built command line whose compiled code a test may spoil. */
function spoiled(spoil: (code: string) => void): { readonly status: number | null; readonly stdout: string } {
  const copy = mkdtempSync(join(tmpdir(), 'lightbound-'));
  try {
    const folder = join(copy, 'dist/bin');
    cpSync(built, folder, { recursive: true });
    cpSync(join(root, 'package.json'), join(copy, 'package.json'));
    spoil(codeFile(folder));
    return spawnSync(process.execPath, [join(folder, 'lightbound.js'), '--version'], { encoding: 'utf8' });
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** Needs `npm run build`, which `npm ci` runs, with this version of Node. */
(existsSync(codeFile(built)) ? describe : describe.skip)('the start of the command line', () => {
  it('takes the code that the build compiled', () => {
    expect(loadProgram(built).cachedDataRejected).toBe(false);
  });

  it.each<[string, (code: string) => void]>([
    ['without compiled code', (code) => rmSync(code)],
    ['with code that is cut off', (code) => truncateSync(code, 1000)],
    ['with something else in its place', (code) => writeFileSync(code, 'something else')],
    ['with an empty file', (code) => writeFileSync(code, '')],
  ])('works %s', (_, spoil) => {
    expect(spoiled(spoil)).toMatchObject({ status: 0, stdout: `${packageFile.version}\n`, stderr: '' });
  });
});
