/**
 * Writes the command line as one program into `dist`, which starts in half the time of the many files that it is made of; and
 * makes the pack, which the compiler has written there, a program too.
 */
import { chmodSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { frame, programFile } from '../bin/load-program';
import { writeLicences } from './third-party-licences';

const root = join(__dirname, '..');
const out = join(root, 'dist/bin');

/** Where the reports that draw end up: a file of their own, since a check must not pay for the charting library. */
const charts: Plugin = {
  name: 'charts-beside',
  setup(bundler) {
    bundler.onResolve({ filter: /\/link-charts$/ }, () => ({ path: './link-charts.js', external: true }));
  },
};

/** What Commander starts programs with, which it does for commands that are files of their own; there is none. */
const childProcessWhenAsked: Plugin = {
  name: 'child-process-when-asked',
  setup(bundler) {
    bundler.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path: 'child-process', namespace: 'when-asked' } : undefined,
    );
    bundler.onLoad({ filter: /.*/, namespace: 'when-asked' }, () => ({
      contents: "module.exports = { get spawn() { return require('node:child_process').spawn; } };",
    }));
  },
};

type Options = Pick<BuildOptions, 'minify' | 'minifyWhitespace' | 'minifySyntax' | 'plugins' | 'banner' | 'footer'>;

async function bundle(entry: string, name: string, options: Options): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: join(out, name),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    legalComments: 'none',
    metafile: true,
    ...options,
  });
  return packagesIn(Object.keys(metafile.inputs));
}

/** Half the text to read at each start, and the names still tell where an internal error came from. */
const readable: Options = { minifyWhitespace: true, minifySyntax: true };

/** The packages that the files belong to. */
function packagesIn(files: readonly string[]): readonly string[] {
  return files.flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []);
}

async function main(): Promise<void> {
  // Code of an earlier text must not be taken for this one's.
  rmSync(out, { recursive: true, force: true });
  await bundle('bin/lightbound.ts', 'lightbound.js', {});
  const inProgram = await bundle('bin/program.ts', basename(programFile(out)), {
    ...readable,
    plugins: [charts, childProcessWhenAsked],
    banner: { js: frame.before },
    footer: { js: frame.after },
  });
  const inCharts = await bundle('lib/reports/link-charts.ts', 'link-charts.js', { minify: true });
  for (const program of [join(out, 'lightbound.js'), join(out, '../index.js')]) chmodSync(program, 0o755);
  const packages = [...new Set([...inProgram, ...inCharts])].sort();
  writeLicences(root, packages);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
