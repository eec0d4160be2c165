import { readdirSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';

export interface Listing {
  /** Files that may be inputs, by their names. */
  readonly files: readonly string[];
  /** Files that are: the stacks of CDKTF output. */
  readonly stacks: readonly string[];
  readonly unreadable: readonly { readonly path: string; readonly error: unknown }[];
}

/**
 * Files below a directory that may be inputs, by the endings of their names and in sorted order. Hidden directories (`.terraform`,
 * `.terragrunt-cache`) and `node_modules` are left out, and links to directories, which may lead in circles or out of the tree.
 */
export function listDirectory(directory: string, endings: readonly string[]): Listing {
  let entries: readonly Dirent[];
  try {
    entries = readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    return { ...nothing, unreadable: [{ path: directory, error }] };
  }
  const isSynthesised = isCdktfOutput(entries);
  return merge(
    entries.flatMap((entry): readonly Listing[] => {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) {
        // Beside its stacks such a directory holds assets, which may hold anything.
        if (isSynthesised) return entry.name === 'stacks' ? [listStacks(path)] : [];
        return entry.name.startsWith('.') || entry.name === 'node_modules' ? [] : [listDirectory(path, endings)];
      }
      if (isSynthesised && entry.name === 'manifest.json') return [];
      const name = entry.name.toLowerCase();
      const isNamedLikeInput = endings.some((ending) => name.endsWith(ending));
      return isNamedLikeInput && isFile(entry, path) ? [{ ...nothing, files: [path] }] : [];
    }),
  );
}

const nothing: Listing = { files: [], stacks: [], unreadable: [] };

const isCdktfOutput = (entries: readonly Dirent[]): boolean =>
  entries.some((entry) => entry.name === 'manifest.json') &&
  entries.some((entry) => entry.name === 'stacks' && entry.isDirectory());

function listStacks(directory: string): Listing {
  try {
    const files = readdirSync(directory)
      .sort()
      .map((name) => join(directory, name, 'cdk.tf.json'));
    return { ...nothing, stacks: files.filter(leadsToFile) };
  } catch (error) {
    return { ...nothing, unreadable: [{ path: directory, error }] };
  }
}

const isFile = (entry: Dirent, path: string): boolean =>
  entry.isFile() || (entry.isSymbolicLink() && leadsToFile(path));

function leadsToFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    // Left to the reading of it, which says what is wrong.
    return true;
  }
}

const merge = (listings: readonly Listing[]): Listing => ({
  files: listings.flatMap(({ files }) => files),
  stacks: listings.flatMap(({ stacks }) => stacks),
  unreadable: listings.flatMap(({ unreadable }) => unreadable),
});
