import { readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** As many links lead on as Linux follows; more are a circle. */
const MOST_LINKS = 40;

/** The one path of a file, whatever links lead to it; of a file that is not there, where it would be. */
export function realPath(path: string, links = MOST_LINKS): string {
  try {
    return realpathSync(path);
  } catch {
    const folder = dirname(path);
    if (folder === path) return path;
    const here = join(realPath(folder, links), basename(path));
    const target = links === 0 ? undefined : linkAt(here);
    return target === undefined ? here : realPath(resolve(dirname(here), target), links - 1);
  }
}

/** Where a link leads, be it to nothing; undefined of what is no link. */
function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
