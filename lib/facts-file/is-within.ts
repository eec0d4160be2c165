import platform, { type PlatformPath } from 'node:path';

/**
 * Whether a path leads into a folder or is the folder itself; both real and absolute.
 * @param paths those of the system that both come from
 */
export function isWithin(path: string, folder: string, paths: PlatformPath = platform): boolean {
  const way = paths.relative(folder, path);
  return way !== '..' && !way.startsWith(`..${paths.sep}`) && !paths.isAbsolute(way);
}
