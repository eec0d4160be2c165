import { FilesOfRun } from '../whole-file/files-of-run';
import type { Io } from './io';
import { UsageError } from './usage-error';

/** The files of a run of the command line. */
export const runFiles = ({ cwd, stdin, stdout }: Io): FilesOfRun =>
  new FilesOfRun(cwd, { stdin: stdin.fd, stdout: stdout.fd });

/** @throws UsageError with the complaint, where there is one */
export function refuse(complaint: string | undefined): void {
  if (complaint !== undefined) throw new UsageError(complaint);
}
