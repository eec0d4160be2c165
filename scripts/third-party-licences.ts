import { readdirSync, readFileSync, writeFileSync, type Dirent } from 'node:fs';
import { join, relative } from 'node:path';

/** Its name in every artefact. */
export const licencesFile = 'THIRD-PARTY-LICENSES';
const heading = 'Licences of the packages that the program holds: ';

/** Writes which packages are in the program and what each asks to be kept with copies of it, and where its data come from. */
export function writeLicences(root: string, packages: readonly string[]): void {
  const modules = join(root, 'node_modules');
  const list = packages.map((name) => `${name}@${versionOf(join(modules, name))}`).join(', ');
  const texts = packages.map((name) => licence(modules, name));
  writeFileSync(join(root, licencesFile), [`${heading}${list}`, ...texts, dataLicences(root)].join('\n\n'));
}

/** What the page on the data says of where they were taken from. */
function dataLicences(root: string): string {
  const page = readFileSync(join(root, 'lib/reference/data/README.md'), 'utf8');
  const parts = ['cities.tsv', 'Provenance and licences'].map((title) => {
    const text = new RegExp(`^## ${title}\\n(.*?)(?=^## |$(?![^]))`, 'ms').exec(page)?.[1];
    if (text === undefined) throw new Error(`lib/reference/data/README.md has no section "${title}"`);
    return text.trim();
  });
  return `Data in lib/reference/data\n\n${parts.join('\n\n')}\n`;
}

function versionOf(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return version;
}

/**
 * The packages that the program built in a folder holds, as `name@version`.
 * @throws Error where the list is missing: the program was not built
 */
export function bundledPackages(root: string): readonly string[] {
  const [first = ''] = readFileSync(join(root, licencesFile), 'utf8').split('\n');
  if (!first.startsWith(heading)) throw new Error(`${licencesFile} does not begin with its list of packages`);
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
  const found = texts.length > 0 ? texts.map((path) => readFileSync(path, 'utf8').trim()) : [licenceInReadme(folder)];
  return `${name}\n\n${found.join('\n\n')}\n`;
}

/** What the README says under "License", where a package has no file for it. @throws Error where that is missing too */
function licenceInReadme(folder: string): string {
  const readme = readdirSync(folder).find((file) => /^readme(?:\.md)?$/iu.test(file));
  const text = readme === undefined ? '' : readFileSync(join(folder, readme), 'utf8');
  const section = /^#+ *licen[cs]e *\n(.*?)(?=^#|$(?![^]))/imsu.exec(text)?.[1];
  if (section === undefined) throw new Error(`${folder} has neither a licence file nor a licence in its README`);
  return section.trim();
}

const pathOf = ({ parentPath, name }: Dirent): string => join(parentPath, name);
