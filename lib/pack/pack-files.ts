import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { Declarations } from '../declarations/declarations';
import { FactsFileError, findFactsFile, loadFactsFile } from '../facts-file/facts-file';
import { packageFile } from '../package-files/package-file';
import type { Rule } from '../rules/define-rule';
import type { PackIdentity } from './policy-metadata';
import { refuseToStart } from './refuse-to-start';

/**
 * Facts from the file that `LIGHTBOUND_FACTS` names, from the folder of the command where the name is relative; else from
 * `lightbound.yaml` in the working directory, which is the pack's folder, or in the Pulumi project. No file is no facts; a
 * wrong one ends the process.
 * @param today the day on which the pack runs, ISO 8601
 * @param folder where `pulumi` was started, where that is known
 */
export function packFacts(rules: readonly Rule[], today: string, folder?: string): Declarations {
  try {
    const named = process.env['LIGHTBOUND_FACTS'] ?? '';
    const file = named === '' ? findFactsFile(process.cwd(), ...projectFolder(folder)) : fileNamed(named, folder);
    return loadFactsFile(file, rules, { today });
  } catch (error) {
    if (!(error instanceof FactsFileError)) throw error;
    return refuseToStart(error.lines);
  }
}

/** @throws FactsFileError that says where it looked */
function fileNamed(name: string, folder: string | undefined): string {
  const refuse = (message: string): never => {
    throw new FactsFileError([{ where: `LIGHTBOUND_FACTS=${name}`, message }]);
  };
  if (isAbsolute(name)) return existsSync(name) ? name : refuse('there is no such file');
  if (folder === undefined) return refuse('the folder of the command is not known; give the absolute path of the file');
  const file = join(folder, name);
  return existsSync(file) ? file : refuse(`there is no such file in ${folder}, where pulumi was started`);
}

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
