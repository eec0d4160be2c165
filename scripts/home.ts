import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

/** What package.json says of where the project lives. */
interface Addresses {
  readonly homepage: string;
  readonly bugs: { readonly url: string };
  readonly repository: { readonly type: 'git'; readonly url: string };
}

const addressesOf = (home: string): Addresses => ({
  homepage: `${home}#readme`,
  bugs: { url: `${home}/issues` },
  repository: { type: 'git', url: `git+${home}.git` },
});

/**
 * The address of the repository, such as `https://github.com/owner/name`, from the text of package.json.
 * @throws Error where `homepage`, `bugs` and `repository` are not all of one address
 */
export function homeOf(manifest: string): string {
  const { homepage, bugs, repository } = JSON.parse(manifest) as Partial<Addresses>;
  const home = repository?.url.replace(/^git\+/u, '').replace(/\.git$/u, '') ?? '';
  if (isDeepStrictEqual({ homepage, bugs, repository }, addressesOf(home))) return home;
  throw new Error(
    'package.json: homepage, bugs and repository are not of one address: run `npm run set-home -- <address>`',
  );
}

/** The same from the package.json of a folder. */
export const homeIn = (root: string): string => homeOf(readFileSync(join(root, 'package.json'), 'utf8'));

/**
 * The text of package.json with another address of the repository in it.
 * @throws Error where the address is not one of a repository on GitHub or a server like it
 */
export function withHome(manifest: string, address: string): string {
  const home = address.replace(/(?:\.git)?\/?$/u, '');
  if (!/^https:\/\/[\w.-]+(?::\d+)?\/\w[\w.-]*\/\w[\w.-]*$/u.test(home)) {
    throw new Error(`"${address}" is not the address of a repository: write https://github.com/<owner>/<name>`);
  }
  const before = JSON.parse(manifest) as Readonly<Record<string, unknown>>;
  return `${JSON.stringify({ ...before, ...addressesOf(home) }, null, 2)}\n`;
}

/** Text of `lib/findings/home.ts`: what ships does not read package.json. */
export const homeModule = (home: string): string => `// Generated from package.json by \`npm run generate\`.

/** Address of the repository. */
export const home = '${home}';
`;

/** The README's line for contributors; their page stays with the repository, as the files that it is about do. */
export const forContributors = (home: string): string =>
  `For contributors: [Contributing](${home}/blob/main/CONTRIBUTING.md) · [Architecture](docs/architecture.md) ·
[Decisions](docs/decisions/README.md) · [Dependencies](docs/dependencies.md)`;

/** The README's list of what is lighter than the package; a release pushes the image to GitHub's registry under the name of the repository. */
export const lighterWays = (
  home: string,
): string => `- \`npx lightbound-cli check plan.json\`: a package without dependencies
- \`node lightbound.cjs check plan.json\`: one file, from a [release](${home}/releases)
- \`docker run --rm -v "$PWD:/work:ro" ghcr.io${new URL(home).pathname.toLowerCase()} check plan.json\`: an image, not run as root`;
