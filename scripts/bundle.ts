/**
 * Writes the command line as one program into `dist`, which starts in half the time of the many files that it is made of; and
 * makes the pack, which the compiler has written there, a program too.
 */
import { chmodSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { frame, programFile } from '../bin/load-program';
import { bundleFile, readable } from './bundle-file';
import { childProcessWhenAsked } from './child-process-when-asked';
import { sqliteInside } from './sqlite-inside';
import { writeLicences } from './third-party-licences';

const root = join(__dirname, '..');
const out = join(root, 'dist/bin');

/** What ends up in a file of its own, since a check must not pay for the charting library, nor for what reads, draws and keeps results. */
const beside: Readonly<Record<string, string>> = {
  'link-charts': 'lib/reports/link-charts.ts',
  'compliance-program': 'lib/cli/compliance-program.ts',
  'history-program': 'lib/cli/history-program.ts',
};

const kept: Plugin = {
  name: 'kept-beside',
  setup(bundler) {
    bundler.onResolve({ filter: new RegExp(`/(?:${Object.keys(beside).join('|')})$`) }, ({ path }) => ({
      path: `./${basename(path)}.js`,
      external: true,
    }));
  },
};

async function main(): Promise<void> {
  // Code of an earlier text must not be taken for this one's.
  rmSync(out, { recursive: true, force: true });
  await bundleFile('bin/lightbound.ts', join(out, 'lightbound.js'), {});
  const inProgram = await bundleFile('bin/program.ts', programFile(out), {
    ...readable,
    plugins: [kept, childProcessWhenAsked],
    banner: { js: frame.before },
    footer: { js: frame.after },
  });
  const inOthers: string[] = [];
  for (const [name, entry] of Object.entries(beside)) {
    const plugins = [kept, sqliteInside];
    inOthers.push(...(await bundleFile(entry, join(out, `${name}.js`), { minify: true, plugins })));
  }
  for (const program of [join(out, 'lightbound.js'), join(out, '../index.js')]) chmodSync(program, 0o755);
  writeLicences(root, [...new Set([...inProgram, ...inOthers])].sort());
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
