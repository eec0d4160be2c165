/**
 * Lays the command line out as a package of its own, `lightbound-cli`, in `build/cli`: the program that is built, with what it
 * reads and what its findings point at, and no dependency. The image (`Dockerfile`) holds the same folder and, from
 * `build/image`, a command for steps of CI that run inside the image.
 */
import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import manifest from '../package.json';
import { bundleFile } from './bundle-file';

const root = join(__dirname, '..');
const folder = join(root, 'build/cli');

/** What the pack alone needs. */
const ofThePack = ['PulumiPolicy.yaml', '!dist/.tsbuildinfo'];

const files = manifest.files.filter((path) => !ofThePack.includes(path));

/** What npm reads of the pack, without the doors that need dependencies. */
const cliManifest = {
  name: `${manifest.name}-cli`,
  version: manifest.version,
  description: `${manifest.description}: the command line alone`,
  keywords: manifest.keywords,
  homepage: manifest.homepage,
  bugs: manifest.bugs,
  license: manifest.license,
  repository: manifest.repository,
  type: manifest.type,
  engines: manifest.engines,
  bin: { lightbound: manifest.bin.lightbound },
  man: manifest.man,
  files,
};

const readme = `# ${cliManifest.name}

${cliManifest.description}. It has no dependencies, so that \`npx\` starts it in seconds:

\`\`\`sh
npx ${cliManifest.name} check plan.json
\`\`\`

Installed, its command is \`lightbound\`. The package [\`${manifest.name}\`](${manifest.homepage}) holds the same command, and the policy pack
for Pulumi, the guard for CDKTF and the library for rules of your own. Where both are installed in one \`node_modules\`, \`lightbound\`
is the command of \`${manifest.name}\`.
`;

const imageCommand = '#!/bin/sh\nexec node /opt/lightbound/dist/bin/lightbound.js "$@"\n';

/** `docs/*.md` is copied with the rest of its folder; the manifest says what of it is packed. */
const copied = (path: string): string => (path.includes('*') ? dirname(path) : path);

async function main(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'dist'), { recursive: true });
  for (const path of new Set([...files.filter((one) => one !== 'dist').map(copied), 'LICENSE'])) {
    cpSync(join(root, path), join(folder, path), { recursive: true });
  }
  cpSync(join(root, 'dist/bin'), join(folder, 'dist/bin'), { recursive: true });
  const command = join(folder, cliManifest.bin.lightbound);
  await bundleFile('bin/lightbound-cli.ts', command, {});
  chmodSync(command, 0o755);
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(cliManifest, null, 2)}\n`);
  writeFileSync(join(folder, 'README.md'), readme);
  mkdirSync(join(root, 'build/image'), { recursive: true });
  writeFileSync(join(root, 'build/image/lightbound'), imageCommand);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
