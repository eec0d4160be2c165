import { realPath } from '../whole-file/real-path';

/** What SQLite, its library and the lock of this process write beside the file. */
const BESIDE = ['-journal', '-wal', '-shm', '.lock', '.in-use', '.in-use.clearing'];

/** The files that belong to a history which is a file, and are not to be written by anybody else. */
export const besideHistory = (path: string): readonly string[] => BESIDE.map((suffix) => `${realPath(path)}${suffix}`);
