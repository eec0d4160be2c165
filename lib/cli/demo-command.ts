import { helpAddress } from '../findings/help-address';
import { withPackageFiles } from '../package-files/package-file';
import { checkCommand, type CheckOptions, type Door } from './check-command';
import { demoFiles, demoPlan, demoRuns } from './demo-files';
import { exitCodes, type ExitCode } from './exit-code';
import type { Io } from './io';
import { writeOutput } from './write-output';

export type DemoOptions = Pick<CheckOptions, 'color'>;

/** `lightbound demo`: two checks of a plan that comes with the program, with the commands that they stand for. */
export async function demoCommand({ color }: DemoOptions, io: Io, door: Door): Promise<ExitCode> {
  const asExpected = await withPackageFiles(demoFiles, async (folder) => {
    const codes: boolean[] = [];
    for (const { title, facts, ends } of demoRuns) {
      await writeOutput(`${title}\n\n$ lightbound check ${demoPlan} --facts ${facts} --format brief\n\n`, '-', io);
      const options: CheckOptions = { facts, format: [{ format: 'brief' }], color };
      const code = await checkCommand([demoPlan], options, { ...io, cwd: folder }, door);
      await writeOutput(`\nexit code ${code}\n\n`, '-', io);
      codes.push(code === ends);
    }
    return codes.every(Boolean);
  });
  await writeOutput(`The plan and the facts: ${helpAddress('examples/README.md')}\n`, '-', io);
  return asExpected ? exitCodes.clean : exitCodes.internal;
}
