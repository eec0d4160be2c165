import { relative, sep } from 'node:path';

/** A path as results name it: relative to the folder, with `/`, so that it is the same on every machine. */
export const namedFrom = (folder: string, path: string): string => slashed(relative(folder, path));

export const slashed = (path: string): string => (sep === '/' ? path : path.split(sep).join('/'));
