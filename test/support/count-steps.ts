import { Session, type Profiler } from 'node:inspector';

/*
 * Import this before what is measured: V8 counts blocks only of code that it compiles while it counts, and leaves code alone that
 * it has optimised before.
 */
const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/** What ran since the last time. */
function take(): number {
  let steps = 0;
  session.post('Profiler.takePreciseCoverage', (_, { result }: Profiler.TakePreciseCoverageReturnType) => {
    for (const { url, functions } of result) {
      if (!/\/(?:lib|policies)\/[\w/.-]+\.ts$/.test(url)) continue;
      for (const { ranges } of functions) for (const { count } of ranges) steps += count;
    }
  });
  return steps;
}

/** How often functions and blocks of `lib/` and `policies/` run while something is done, as V8 counts them. */
export function countSteps(run: () => unknown): number {
  take();
  run();
  return take();
}
