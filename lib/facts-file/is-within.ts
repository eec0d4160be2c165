import { isAbsolute, relative, sep } from 'node:path';

/** Whether a path leads into a folder or is the folder itself; both real and absolute. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
