/**
 * Follows the README as a stranger does, from the packed tarball in an empty folder, with each version of Node that the package is
 * for; and runs the command line that is one file with each. Needs a registry for the dependencies.
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { exitCodeOf, installLine, readmeCommands, repository, runnerOf } from '../support/readme';
import { nodeBin, nodeVersions, npmPack } from './installs';
import { runCommand } from './run-command';

const isRequired = process.env['LIGHTBOUND_REQUIRE_ENGINES'] === '1';

/** What needs neither an engine nor a clone. */
const lines = readmeCommands()
  .filter((command) => runnerOf(command) === 'suite' && !command.block.some((line) => line.includes('ts-node')))
  .map(({ line }) => line);

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lightbound-stranger-'));
  try {
    const tarball = join(folder, (await npmPack(repository, folder)).trim());
    for (const version of nodeVersions) {
      if (existsSync(nodeBin(version))) await follow(version, tarball, join(folder, version));
      else if (isRequired) throw new Error(`Node ${version} is missing: run \`npm run installs\``);
      else console.log(`Node ${version} [skipped: not installed: run \`npm run installs\`]`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function follow(version: string, tarball: string, project: string): Promise<void> {
  mkdirSync(project);
  const env = { ...process.env, PATH: [nodeBin(version), process.env['PATH']].join(delimiter) };
  const must = async (line: string, expected: number, shown = line): Promise<void> => {
    const started = performance.now();
    const { exitCode, stdout, stderr } = await runCommand('sh', ['-c', line], { cwd: project, env });
    const seconds = ((performance.now() - started) / 1e3).toFixed(1);
    console.log(`Node ${version}: ${seconds} s, exit code ${exitCode}: ${shown}`);
    if (exitCode !== expected) throw new Error(`exit code ${expected} was expected\n${stdout}${stderr}`);
  };
  await must(`test "$(node --version)" = v${version}`, 0);
  // The tarball stands for what the registry has once it is released.
  await must(installLine.replace(/lightbound$/u, `'${tarball}'`), 0, installLine);
  // For "your own plan".
  copyFileSync(join(project, 'node_modules/lightbound/examples/plan.json'), join(project, 'plan.json'));
  for (const line of lines) await must(line, exitCodeOf(line));
  const file = join(repository, 'build/lightbound.cjs');
  await must(`node '${file}' demo`, 0, 'node lightbound.cjs demo');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
