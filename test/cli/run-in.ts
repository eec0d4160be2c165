import { run } from '../../lib/cli/run';
import { rules } from '../../policies';
import { fakeIo, type FakeIoOptions } from './fake-io';

/** The whole program, run in a directory. */
export const runIn = (cwd: string, ...argv: readonly string[]) => runWith({ cwd }, ...argv);

export async function runWith(options: FakeIoOptions, ...argv: readonly string[]) {
  const io = fakeIo(options);
  const code = await run(argv, io, { version: '1.2.3', rules: () => rules });
  return { code, out: io.out(), err: io.err() };
}
