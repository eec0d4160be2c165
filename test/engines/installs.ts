import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  linkSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './engine-builds';
import { outputOf } from './run-command';

const repository = join(__dirname, '../..');

/**
 * Versions of Pulumi's SDK that a project has of its own: one older than `@pulumi/policy` takes, so that npm keeps another for
 * it; one that `@pulumi/policy` serves with while the pack has its own; and a new one.
 */
export const sdkVersions = ['3.150.0', '3.219.0', '3.276.0'] as const;

/** How npm lays the package out: beside a project's own SDK, or unpacked with what it needs to run. */
export const installNames = [...sdkVersions.map((version) => `beside-${version}` as const), 'unpacked'] as const;
export type InstallName = (typeof installNames)[number];

/** The last of each version of Node that the package is for, at the time of writing. */
export const nodeVersions = ['20.20.2', '22.23.5', '24.22.3'] as const;

/** npm has Node as a package for each system. */
export const nodePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

export const nodeFolder = (version: string): string => join(cacheFolder(), 'installs', `node-${version}`);

/** The folder that holds the program `node` of a version, to be put on PATH. */
export const nodeBin = (version: string): string => join(nodeFolder(version), 'node_modules', nodePackage, 'bin');

/** The validator of SARIF by the makers of its library, which has the standard's schema and GitHub's rules. */
export const sarifValidator = '@microsoft/sarif-multitool-linux@5.7.0';

export const sarifValidatorFolder = (): string => join(cacheFolder(), 'tools', sarifValidator.replaceAll('/', '-'));

export const sarifValidatorFile = (): string =>
  join(sarifValidatorFolder(), 'node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool');

/** Where the package stands in an install. */
export const packageIn = (install: string, name: InstallName): string =>
  name === 'unpacked' ? install : join(install, 'node_modules/lightbound');

/** Made anew when what npm reads of the manifest changes. */
export function installFolder(name: InstallName): string {
  const { dependencies, engines, bin, scripts } = JSON.parse(
    readFileSync(join(repository, 'package.json'), 'utf8'),
  ) as Record<string, Record<string, string>>;
  const read = JSON.stringify({ dependencies, engines, bin, script: scripts?.['dependencies'] });
  return join(cacheFolder(), 'installs', createHash('sha256').update(read).digest('hex').slice(0, 12), name);
}

export const isInstalled = (name: InstallName): boolean => existsSync(installFolder(name));

/** `npm pack` as `pulumi policy publish` runs it, but for where the file goes. */
export const npmPack = (folder: string, destination: string): Promise<string> =>
  outputOf('npm', ['pack', '--loglevel=error', '--pack-destination', destination], { cwd: folder, env: process.env });

export async function unpack(tarball: string, into: string): Promise<void> {
  mkdirSync(into, { recursive: true });
  await outputOf('tar', ['-xzf', tarball, '--strip-components=1', '-C', into], { cwd: into, env: process.env });
}

/** A copy of an install, with the package as it is packed now. Remove it after use. */
export async function openInstall(name: InstallName, tarball: string): Promise<string> {
  mkdirSync(join(cacheFolder(), 'installs'), { recursive: true });
  const copy = mkdtempSync(join(cacheFolder(), 'installs', 'open-'));
  linkTree(installFolder(name), copy);
  const inside = packageIn(copy, name);
  for (const entry of readdirSync(inside)) {
    if (entry !== 'node_modules') rmSync(join(inside, entry), { recursive: true, force: true });
  }
  await unpack(tarball, inside);
  return copy;
}

/** The same files once more, without copying what is in them. */
function linkTree(from: string, to: string): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      mkdirSync(target);
      linkTree(source, target);
    } else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkSync(source, target);
  }
}
