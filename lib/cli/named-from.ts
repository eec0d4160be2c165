import platform, { type PlatformPath } from 'node:path';

/**
 * A path as results name it: relative to the folder, with `/`, so that a finding has the same stack and place on every machine. On
 * another drive of Windows there is no way from the folder, and the path stays whole.
 * @param paths those of the system that both come from
 */
export const namedFrom = (folder: string, path: string, paths: PlatformPath = platform): string =>
  slashed(paths.relative(folder, path), paths);

/** With `/` between names. Of a drive Windows takes both letters, `c:` and `C:`, and shells give it both. */
export const slashed = (path: string, { sep }: Pick<PlatformPath, 'sep'> = platform): string =>
  sep === '/'
    ? path
    : path
        .split(sep)
        .join('/')
        .replace(/^[a-z](?=:)/u, (drive) => drive.toUpperCase());
