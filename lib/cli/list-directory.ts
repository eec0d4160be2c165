import { readdirSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';

export interface Listing {
  readonly files: readonly string[];
  readonly unreadable: readonly { readonly path: string; readonly error: unknown }[];
}

/**
 * Files below a directory that may be inputs, by the endings of their names and in sorted order. Hidden directories (`.terraform`, `.git`) and
 * `node_modules` are left out, and links to directories, which may lead in circles or out of the tree.
 */
export function listDirectory(directory: string, endings: readonly string[]): Listing {
  let entries: readonly Dirent[];
  try {
    entries = readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    return { files: [], unreadable: [{ path: directory, error }] };
  }
  if (isCdktfOutput(entries)) return listStacks(join(directory, 'stacks'));
  return merge(
    entries.flatMap((entry): readonly Listing[] => {
      const path = join(directory, entry.name);
      if (entry.name.startsWith('.') || entry.name === 'node_modules') return [];
      if (entry.isDirectory()) return [listDirectory(path, endings)];
      const isNamedLikeInput = endings.some((ending) => entry.name.endsWith(ending));
      return isNamedLikeInput && isFile(entry, path) ? [{ files: [path], unreadable: [] }] : [];
    }),
  );
}

const isCdktfOutput = (entries: readonly Dirent[]): boolean =>
  entries.some((entry) => entry.name === 'manifest.json') &&
  entries.some((entry) => entry.name === 'stacks' && entry.isDirectory());

/** Beside its stacks such a directory holds assets, which may hold anything. */
function listStacks(directory: string): Listing {
  try {
    const stacks = readdirSync(directory).sort();
    const files = stacks.map((name) => join(directory, name, 'cdk.tf.json'));
    return { files: files.filter(leadsToFile), unreadable: [] };
  } catch (error) {
    return { files: [], unreadable: [{ path: directory, error }] };
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
  unreadable: listings.flatMap(({ unreadable }) => unreadable),
});
