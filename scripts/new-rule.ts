/** Scaffolds a rule with its test and its generated files: `npm run new-rule -- <subject>-<law>`. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ruleFile, ruleTestFile } from './rule-template';
import { ruleIdProblem } from '../lib/rules/rule-id';

/** Writes the two files; says what is wrong instead where it will not. */
export function scaffoldRule(root: string, id: string): string | undefined {
  const problem = ruleIdProblem(id);
  if (problem !== undefined) return problem;
  const files = { [`policies/${id}.ts`]: ruleFile(id), [`test/policies/${id}.test.ts`]: ruleTestFile(id) };
  const taken = Object.keys(files).find((path) => existsSync(join(root, path)));
  if (taken !== undefined) return `${taken} exists already`;
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return undefined;
}

function main(): void {
  const root = join(__dirname, '..');
  const [id = ''] = process.argv.slice(2);
  const problem = id === '' ? 'usage: npm run new-rule -- <subject>-<law>' : scaffoldRule(root, id);
  if (problem !== undefined) {
    console.error(problem);
    process.exitCode = 2;
    return;
  }
  execFileSync('npm', ['run', '--silent', 'generate'], { cwd: root, stdio: 'inherit' });
  console.log(`Write the law in policies/${id}.ts, then its cases in test/policies/${id}.test.ts.`);
}

if (require.main === module) main();
