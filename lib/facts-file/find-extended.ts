import { lstatSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, posix, resolve } from 'node:path';
import { factsFileNames } from './facts-file-names';
import type { NamedFile } from './named-file';
import { presets } from './presets';
import { isSystemError, systemErrorText } from './system-error';

export type Extended =
  | { readonly preset: string }
  | { readonly file: NamedFile; readonly real: string }
  | { readonly wrong: string };

const PRESET = /^lightbound:(?<name>.*)$/u;
const PACKAGE = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/u;

/** What `extends` means by a name: a preset, a file beside the one that says it, or a package that is installed there. */
export function findExtended(to: string, from: NamedFile): Extended {
  const { name: preset } = PRESET.exec(to)?.groups ?? {};
  if (preset !== undefined) {
    if (Object.hasOwn(presets, preset)) return { preset };
    return { wrong: `there is no preset "${preset}"; known: ${Object.keys(presets).join(', ')}` };
  }
  if (/^[a-z][a-z0-9+.-]*:\/\//iu.test(to)) {
    return { wrong: `"${to}" is an address, and nothing is fetched: name a file, a package or a preset` };
  }
  if (/^\.\.?\//u.test(to) || /\.ya?ml$/u.test(to)) {
    const name = isAbsolute(to) ? to : posix.normalize(posix.join(posix.dirname(from.name ?? ''), to));
    return found({ path: resolve(dirname(from.path), to), name });
  }
  if (!PACKAGE.test(to)) {
    return { wrong: `"${to}" is no file (./base.yaml), no package and no preset (lightbound:strict)` };
  }
  const path = fileOfPackage(to, dirname(resolve(from.path)));
  if (path !== undefined) return found({ path, name: `${to}/${factsFileNames[0]}` });
  return { wrong: `package ${to} is not installed, or holds no ${factsFileNames[0]}` };
}

function found(file: NamedFile): Extended {
  try {
    return { file, real: realpathSync(file.path) };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { wrong: `${file.name ?? ''} cannot be read: ${systemErrorText(error)}` };
  }
}

/** As Node looks for packages, without running anything of them. */
function fileOfPackage(name: string, start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    for (const file of factsFileNames) {
      const path = join(folder, 'node_modules', name, file);
      if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return path;
    }
    if (dirname(folder) === folder) return undefined;
  }
}
