import { readdirSync, readFileSync, writeFileSync, type Dirent } from 'node:fs';
import { join, relative } from 'node:path';

const file = 'lightbound.js.licences.txt';
const heading = 'Licences of the packages that this program holds: ';

/** Writes beside the program which packages are in it, and what each asks to be kept with copies of it. */
export function writeLicences(folder: string, modules: string, packages: readonly string[]): void {
  const list = packages.map((name) => `${name}@${versionOf(join(modules, name))}`).join(', ');
  const texts = packages.map((name) => licence(modules, name));
  writeFileSync(join(folder, file), [`${heading}${list}`, ...texts].join('\n\n'));
}

function versionOf(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return version;
}

/**
 * The packages that the program in a folder holds, as `name@version`.
 * @throws Error where the list is missing: the program was not built
 */
export function bundledPackages(folder: string): readonly string[] {
  const [first = ''] = readFileSync(join(folder, file), 'utf8').split('\n');
  if (!first.startsWith(heading)) throw new Error(`${file} does not begin with its list of packages`);
  return first.slice(heading.length).split(', ');
}

/** Licence, notice, and licences of what a package holds itself. */
function licence(modules: string, name: string): string {
  const folder = join(modules, name);
  const texts = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|notice)(s\/|[^/]*$)/i.test(relative(folder, pathOf(entry))))
    .map(pathOf)
    .filter((path) => !/\.[cm]?js$/.test(path))
    .sort();
  if (texts.length === 0) throw new Error(`${name} has no licence file`);
  return `${name}\n\n${texts.map((path) => readFileSync(path, 'utf8').trim()).join('\n\n')}\n`;
}

const pathOf = ({ parentPath, name }: Dirent): string => join(parentPath, name);
