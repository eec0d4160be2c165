import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProgram } from '../../lib/cli/program';
import packageFile from '../../package.json';
import { fakeIo } from '../cli/fake-io';

const root = join(__dirname, '../..');
const path = join(root, packageFile.man);

/** Plain text as a terminal of 78 columns shows it; what the formatter complains of is on standard error. */
const formatters: Readonly<Record<string, readonly string[]>> = {
  groff: ['-man', '-ww', '-Tascii', '-P-c', '-rLL=78n', path],
  mandoc: ['-Tascii', '-Oindent=0,width=78', path],
};

describe('the man page', () => {
  it('has every command and option', () => {
    const page = readFileSync(path, 'utf8').replaceAll('\\-', '-');
    for (const command of createProgram(fakeIo(), { version: '', rules: () => [] }, () => undefined).commands) {
      expect(page).toContain(`.SS "lightbound ${command.name()} `);
      for (const { flags } of command.options) expect(page).toContain(`.B ${flags}\n`);
    }
  });

  it('is packed', () => {
    expect(existsSync(path)).toBe(true);
    expect(packageFile.files).toContain('man');
  });

  for (const [formatter, args] of Object.entries(formatters)) {
    const isThere = spawnSync(formatter, ['--version']).error === undefined;
    (isThere ? it : it.skip)(
      `is formatted without a warning by ${formatter}${isThere ? '' : ' [skipped: not on PATH]'}`,
      () => {
        const { status, stdout, stderr } = spawnSync(formatter, args, { encoding: 'utf8' });

        expect([status, stderr]).toEqual([0, '']);
        const text = stdout.replaceAll(/.\u0008/gu, '');
        expect(text).toMatch(/^LIGHTBOUND\(1\) +User Commands +LIGHTBOUND\(1\)$/m);
        expect(text).toMatch(/^ {7}--fail-on-undetermined\n {14}fail if a finding is undetermined$/m);
        expect(text).toMatch(/^ +0 {2}clean\n +1 {2}violations at or above --fail-on$/m);
      },
    );
  }
});
