import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { FactsFileError, findFactsFile, findWaiversFile } from '../facts-file/facts-file';
import { loadDeclarations, type LoadedDeclarations } from '../facts-file/load-declarations';
import type { NamedFile } from '../facts-file/named-file';
import { packageFile } from '../package-files/package-file';
import type { Rule } from '../rules/define-rule';
import type { FilesOfRun } from '../whole-file/files-of-run';
import type { PackIdentity } from './policy-metadata';
import { refuseToStart } from './refuse-to-start';

/**
 * Facts from the file that `LIGHTBOUND_FACTS` names, from the folder of the command where the name is relative; else from
 * `lightbound.yaml` in the working directory, which is the pack's folder, or in the Pulumi project. No file is no facts; a
 * wrong one ends the process. Waivers come from where `LIGHTBOUND_WAIVERS` and `lightbound.waivers.yaml` say, in the same way;
 * `LIGHTBOUND_CONFIG_FROM` names a trusted copy, which the others only add to.
 * @param today the day on which the pack runs, ISO 8601
 * @param onRead is told the path of each file that has a say
 * @param folder where `pulumi` was started, where that is known
 */
export function packFacts(
  rules: readonly Rule[],
  today: string,
  onRead: (path: string) => void,
  folder?: string,
): LoadedDeclarations {
  try {
    const facts = namedOrFound('LIGHTBOUND_FACTS', findFactsFile, folder);
    const waivers = namedOrFound('LIGHTBOUND_WAIVERS', findWaiversFile, folder);
    const trusted = namedOrFound('LIGHTBOUND_CONFIG_FROM', () => undefined, folder);
    return loadDeclarations({ facts, waivers, trusted }, { rules, today, environment: environment(), onRead });
  } catch (error) {
    if (!(error instanceof FactsFileError)) throw error;
    return refuseToStart(error.lines);
  }
}

/**
 * The file that `LIGHTBOUND_REPORT` names, from the folder of the command where the name is relative; undefined where it names none. One
 * whose folder is not known, or that declares something, ends the process.
 * @param files what was read
 * @param folder where `pulumi` was started, where that is known
 */
export function packReport(files: FilesOfRun, folder?: string): string | undefined {
  const named = process.env['LIGHTBOUND_REPORT'] ?? '';
  if (named === '') return undefined;
  if (!isAbsolute(named) && folder === undefined) {
    return refuseToStart([`LIGHTBOUND_REPORT=${named}: ${unknownFolder}`]);
  }
  const path = resolve(folder ?? '', named);
  const complaint = files.writes(path, 'the report', 'name another file') ?? files.complaint();
  return complaint === undefined ? path : refuseToStart([`LIGHTBOUND_REPORT: ${complaint}`]);
}

/** Name of the environment whose links, levels and options hold. */
function environment(): string | undefined {
  const named = process.env['LIGHTBOUND_ENVIRONMENT'] ?? '';
  return named === '' ? undefined : named;
}

function namedOrFound(
  variable: string,
  find: (...folders: readonly string[]) => string | undefined,
  folder: string | undefined,
): NamedFile | undefined {
  const named = process.env[variable] ?? '';
  const path = named === '' ? find(process.cwd(), ...projectFolder(folder)) : fileNamed(variable, named, folder);
  return path === undefined ? undefined : { path };
}

/** @throws FactsFileError that says where it looked */
function fileNamed(variable: string, name: string, folder: string | undefined): string {
  const refuse = (message: string): never => {
    throw new FactsFileError([{ where: `${variable}=${name}`, message }]);
  };
  if (isAbsolute(name)) return existsSync(name) ? name : refuse('there is no such file');
  if (folder === undefined) return refuse(unknownFolder);
  const file = join(folder, name);
  return existsSync(file) ? file : refuse(`there is no such file in ${folder}, where pulumi was started`);
}

const unknownFolder = 'the folder of the command is not known; give the absolute path of the file';

/** The folder of the project that a command belongs to: the nearest with a project file. */
function projectFolder(start: string | undefined): readonly string[] {
  for (let folder = start; folder !== undefined; folder = above(folder)) {
    const here = folder;
    if (projectFiles.some((name) => existsSync(join(here, name)))) return [here];
  }
  return [];
}

const projectFiles = ['Pulumi.yaml', 'Pulumi.yml', 'Pulumi.json'];

const above = (folder: string): string | undefined => (dirname(folder) === folder ? undefined : dirname(folder));

export const packVersion = (): string => manifest().version;

/** How the pack presents itself: as the package does. */
export function packIdentity(): PackIdentity {
  const { name, description, keywords, repository } = manifest();
  const readme = packageFile('README.md');
  const url = repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
  return { name, displayName: 'Lightbound', description, readme, tags: keywords, repository: url };
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly keywords: string[];
  readonly repository: { readonly url: string };
}

const manifest = (): Manifest => JSON.parse(packageFile('package.json')) as Manifest;
