import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packageFile from '../../package.json';
import { runAlone, wholeJob } from './whole-job';

const built = join(__dirname, '../../build/lightbound.cjs');

/** Needs `npm run build`, which `npm ci` runs. */
(existsSync(built) ? describe : describe.skip)('the command line as one file, in an empty folder', () => {
  let folder = '';
  let program = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lightbound-cjs-'));
    program = join(folder, 'lightbound.cjs');
    copyFileSync(built, program);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('tells the version of the package', () => {
    expect(runAlone(program, ['--version'], folder)).toEqual({
      status: 0,
      stdout: `${packageFile.version}\n`,
      stderr: '',
    });
  });

  it.each(wholeJob)('does all of `%s`', (_, args, expected) => {
    expect(runAlone(program, args, folder)).toMatchObject(expected(folder) as object);
  });

  it('leaves nothing of its plan behind', () => {
    const temporary = join(folder, 'temporary');
    mkdirSync(temporary);
    runAlone(program, ['demo'], folder, { TMPDIR: temporary, TEMP: temporary });

    expect(readdirSync(temporary)).toEqual([]);
  });

  it('carries its own licence and those of others', () => {
    expect(readFileSync(program, 'utf8')).toMatch(
      /Apache License[^]*Licences of the packages that the program holds: /u,
    );
  });
});
