/** Writes the whole command line with its data as one file, `build/lightbound.cjs`, for wherever a Node is and no npm. */
import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { demoFiles } from '../lib/cli/demo-files';
import { resultSchemaFile } from '../lib/cli/on-demand';
import { version } from '../package.json';
import { bundleFile, readable } from './bundle-file';
import { childProcessWhenAsked } from './child-process-when-asked';
import { licencesFile } from './third-party-licences';

const root = join(__dirname, '..');
const out = join(root, 'build/lightbound.cjs');

/** What the program reads of its package while it runs. */
const data = 'lib/reference/data';
const dataFiles = readdirSync(join(root, data)).flatMap((name) => (name.endsWith('.md') ? [] : [`${data}/${name}`]));
const paths = [...dataFiles, ...demoFiles, resultSchemaFile];

/** In the place of `lib/package-files/package-file.ts`; who asks for a folder gets one for as long as it is used. */
const reader = `
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
export const packageFile = (path) => files[path];
export async function withPackageFiles(paths, use) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lightbound-')));
  try {
    for (const path of paths) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), files[path]);
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}`;

/** The files themselves in place of the module that reads them. */
const filesInside: Plugin = {
  name: 'files-inside',
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/]lib[\\/]package-files[\\/]package-file\.ts$/ }, () => {
      const texts = Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
      const files = { 'package.json': JSON.stringify({ version }), ...texts };
      return { contents: `const files = ${JSON.stringify(files)};\n${reader}` };
    });
  },
};

/** What stands beside the program as it is built already, without the names that only errors need. */
const smallOthers: Plugin = {
  name: 'small-others',
  setup(bundler) {
    bundler.onResolve({ filter: /\/(?:link-charts|compliance-program|history-program)$/ }, ({ path }) => ({
      path: join(root, 'dist/bin', `${basename(path)}.js`),
    }));
  },
};

/** In the file itself, so that it may be passed on alone. */
const licences = (): string =>
  ['LICENSE', licencesFile].map((name) => readFileSync(join(root, name), 'utf8').replaceAll('*/', '* /')).join('\n\n');

async function main(): Promise<void> {
  await bundleFile('bin/program.ts', out, {
    ...readable,
    plugins: [filesInside, smallOthers, childProcessWhenAsked],
    banner: { js: '#!/usr/bin/env node' },
    footer: { js: `/*\n${licences()}\n*/` },
  });
  chmodSync(out, 0o755);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
