/** Prints what ships as a CycloneDX bill of materials: `npm run --silent sbom`, after a build. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledPackages } from './third-party-licences';

/** What of a CycloneDX document as npm writes it is read here. */
export interface Bom {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
}

/** npm's mark of what only development installs. Its `--omit dev` also leaves out what development and we both need. */
const development = 'cdx:npm:package:development';

const isDevelopment = ({ properties = [] }: Component): boolean => properties.some(({ name }) => name === development);

const idOf = ({ name, version }: Component): string => `${name}@${version}`;

/**
 * Of all that is installed, what ships: the dependencies, and the packages that the build puts into the program, which are
 * development dependencies to npm.
 * @param bundled the packages in the program, as `name@version`
 * @param name of the package; npm takes that of the folder
 * @throws Error naming a bundled package that is not installed
 */
export function shipped(installed: Bom, bundled: readonly string[], name: string): Bom {
  const missing = bundled.find((one) => !installed.components.some((component) => idOf(component) === one));
  if (missing !== undefined) throw new Error(`${missing} is in the program and not installed: run \`npm run build\``);
  const components = installed.components
    .filter((component) => !isDevelopment(component) || bundled.includes(idOf(component)))
    .map((component) => ({
      ...component,
      properties: (component.properties ?? []).filter((property) => property.name !== development),
    }));
  const refs = new Set([installed.metadata.component, ...components].map((component) => component['bom-ref']));
  const dependencies = installed.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)) }));
  const metadata = { ...installed.metadata, component: { ...installed.metadata.component, name } };
  return { ...installed, metadata, components, dependencies };
}

function main(): void {
  const root = join(__dirname, '..');
  const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { name: string };
  const options = { cwd: root, encoding: 'utf8', maxBuffer: Infinity } as const;
  const installed = JSON.parse(execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx'], options)) as Bom;
  console.log(JSON.stringify(shipped(installed, bundledPackages(root), name), null, 2));
}

if (require.main === module) main();
