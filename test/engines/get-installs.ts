/**
 * Lays the packed package out as npm does: beside several versions of Pulumi's SDK, and unpacked; and gets the versions of Node that
 * the README is followed with, and what validates reports. Needs a registry; the tests that use the result do not.
 */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  installFolder,
  installNames,
  isInstalled,
  nodeBin,
  nodeFolder,
  nodePackage,
  nodeVersions,
  npmPack,
  sarifValidator,
  sarifValidatorFile,
  sarifValidatorFolder,
  unpack,
  type InstallName,
} from './installs';
import { outputOf } from './run-command';

async function main(): Promise<void> {
  for (const version of nodeVersions) {
    await getPackage(`${nodePackage}@${version}`, nodeFolder(version), nodeBin(version));
  }
  // It is a program for Linux, and so is what CI runs on.
  if (process.platform === 'linux') await getPackage(sarifValidator, sarifValidatorFolder(), sarifValidatorFile());
  const missing = installNames.filter((name) => !isInstalled(name));
  for (const name of installNames)
    if (isInstalled(name)) console.log(`${name}: installed before, ${installFolder(name)}`);
  if (missing.length === 0) return;
  const temporary = mkdtempSync(join(tmpdir(), 'lightbound-packed-'));
  try {
    const tarball = join(temporary, (await npmPack(join(__dirname, '../..'), temporary)).trim());
    for (const name of missing) await install(name, tarball);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Lays a package out in a folder of its own, unless the file that is wanted of it is there. */
async function getPackage(name: string, target: string, file: string): Promise<void> {
  if (existsSync(file)) {
    console.log(`${name}: installed before, ${target}`);
    return;
  }
  const unfinished = `${target}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    const args = ['install', '--prefix', unfinished, '--no-audit', '--no-fund', '--loglevel=error'];
    await outputOf('npm', [...args, name], { cwd: unfinished, env: process.env });
    if (!existsSync(target)) renameSync(unfinished, target);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  console.log(`${name}: installed, ${target}`);
}

async function install(name: InstallName, tarball: string): Promise<void> {
  const target = installFolder(name);
  // One that is broken off must not stand under the final name.
  const unfinished = `${target}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    const npm = (...args: string[]): Promise<string> =>
      outputOf('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: unfinished, env: process.env });
    if (name === 'unpacked') {
      await unpack(tarball, unfinished);
      await npm('install', '--omit=dev');
    } else {
      const dependencies = { '@pulumi/pulumi': name.replace('beside-', '') };
      const manifest = {
        name: 'project',
        private: true,
        dependencies,
        devDependencies: { lightbound: `file:${tarball}` },
      };
      writeFileSync(join(unfinished, 'package.json'), JSON.stringify(manifest));
      await npm('install');
    }
    if (!existsSync(target)) renameSync(unfinished, target);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  console.log(`${name}: installed, ${target}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
