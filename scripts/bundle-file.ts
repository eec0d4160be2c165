import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';

export type BundleOptions = Pick<
  BuildOptions,
  'minify' | 'minifyWhitespace' | 'minifySyntax' | 'plugins' | 'banner' | 'footer'
>;

const root = join(__dirname, '..');

/** Half the text to read at each start, and the names still tell where an internal error came from. */
export const readable: BundleOptions = { minifyWhitespace: true, minifySyntax: true };

/** Joins a file and all that it imports into one for the oldest Node that is supported; the packages that went into it come back. */
export async function bundleFile(entry: string, outfile: string, options: BundleOptions): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
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

/** The packages that the files belong to. */
function packagesIn(files: readonly string[]): readonly string[] {
  return files.flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []);
}
