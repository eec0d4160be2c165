import { readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { isWithin } from '../facts-file/is-within';

export interface Listing {
  /** Files that may be inputs, by their names. */
  readonly files: readonly string[];
  /** Files that are: the stacks of CDKTF output. */
  readonly stacks: readonly string[];
  /** Links that lead out of the directory, and would be one of these. */
  readonly outside: readonly string[];
  /** Directories that were not looked into. */
  readonly leftOut: readonly string[];
  readonly unreadable: readonly { readonly path: string; readonly error: unknown }[];
  /** CDKTF output that a synthesis began and did not end. */
  readonly unfinished: readonly string[];
}

/**
 * Files below a directory that may be inputs, by the endings of their names and in sorted order. Hidden directories (`.terraform`,
 * `.terragrunt-cache`) and `node_modules` are left out, and links to directories, which may lead in circles or out of the tree. A link
 * to a file out of the tree is not followed: nobody named what it leads to.
 */
export function listDirectory(directory: string, endings: readonly string[]): Listing {
  try {
    return listWithin(directory, { root: realpathSync(directory), endings });
  } catch (error) {
    return { ...nothing, unreadable: [{ path: directory, error }] };
  }
}

interface Search {
  /** The real path of the directory that was named. */
  readonly root: string;
  readonly endings: readonly string[];
}

function listWithin(directory: string, search: Search): Listing {
  let entries: readonly Dirent[];
  try {
    entries = readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    return { ...nothing, unreadable: [{ path: directory, error }] };
  }
  const isFinished = entries.some((entry) => entry.name === 'manifest.json');
  const isSynthesised = holdsStacks(join(directory, 'stacks'), entries, isFinished, search);
  const unfinished = isSynthesised && !isFinished ? [{ ...nothing, unfinished: [directory] }] : [];
  return merge([
    ...unfinished,
    ...entries.flatMap((entry): readonly Listing[] => {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) {
        // Beside its stacks such a directory holds assets, which may hold anything.
        if (isSynthesised) return entry.name === 'stacks' ? [listStacks(path, search)] : [];
        const isLeftOut = entry.name.startsWith('.') || entry.name === 'node_modules';
        return [isLeftOut ? { ...nothing, leftOut: [path] } : listWithin(path, search)];
      }
      if (isSynthesised && entry.name === 'manifest.json') return [];
      const name = entry.name.toLowerCase();
      const isNamedLikeInput = search.endings.some((ending) => name.endsWith(ending));
      if (!isNamedLikeInput || !(entry.isFile() || entry.isSymbolicLink())) return [];
      return [listFile(path, 'files', search, entry.isSymbolicLink())];
    }),
  ]);
}

const nothing: Listing = { files: [], stacks: [], outside: [], leftOut: [], unreadable: [], unfinished: [] };

/** Whether it is CDKTF output. A synthesis writes the manifest last; anybody may call a directory `stacks`. */
function holdsStacks(stacks: string, entries: readonly Dirent[], isFinished: boolean, search: Search): boolean {
  if (!entries.some((entry) => entry.name === 'stacks' && entry.isDirectory())) return false;
  return isFinished || listStacks(stacks, search).stacks.length > 0;
}

function listStacks(directory: string, search: Search): Listing {
  try {
    const names = readdirSync(directory).sort();
    return merge(names.map((name) => listFile(join(directory, name, 'cdk.tf.json'), 'stacks', search, true)));
  } catch (error) {
    return { ...nothing, unreadable: [{ path: directory, error }] };
  }
}

/** A file among its kind, or a link that leads nowhere near; what is none is not listed. */
function listFile(path: string, kind: 'files' | 'stacks', { root }: Search, mayBeLink: boolean): Listing {
  if (!mayBeLink) return { ...nothing, [kind]: [path] };
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return nothing;
    return isWithin(realpathSync(path), root) ? { ...nothing, [kind]: [path] } : { ...nothing, outside: [path] };
  } catch {
    // Left to the reading of it, which says what is wrong.
    return { ...nothing, [kind]: [path] };
  }
}

const merge = (listings: readonly Listing[]): Listing => ({
  files: listings.flatMap(({ files }) => files),
  stacks: listings.flatMap(({ stacks }) => stacks),
  outside: listings.flatMap(({ outside }) => outside),
  leftOut: listings.flatMap(({ leftOut }) => leftOut),
  unreadable: listings.flatMap(({ unreadable }) => unreadable),
  unfinished: listings.flatMap(({ unfinished }) => unfinished),
});
