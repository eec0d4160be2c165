/** Sets the address of the repository in package.json and in all that is generated from it. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withHome } from './home';

const root = join(__dirname, '..');
const manifest = join(root, 'package.json');

try {
  const [address] = process.argv.slice(2);
  if (address === undefined) throw new Error('usage: npm run set-home -- https://github.com/<owner>/<name>');
  writeFileSync(manifest, withHome(readFileSync(manifest, 'utf8'), address));
  execFileSync('npm', ['run', '--silent', 'generate'], { cwd: root, stdio: 'inherit' });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
