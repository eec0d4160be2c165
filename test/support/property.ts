import * as fc from 'fast-check';

/**
 * The same examples in every run, so that what has passed passes again; `LIGHTBOUND_SEED=random`, or a number, gives others.
 * A counterexample is made smaller for so many milliseconds at most.
 */
const { LIGHTBOUND_SEED: seed = '1' } = process.env;
fc.configureGlobal({
  ...(seed === 'random' ? {} : { seed: Number(seed) }),
  interruptAfterTimeLimit: 120_000,
  ...fc.readConfigureGlobal(),
});

/** So many times the usual number of runs of a property, which mutation testing lowers. */
export const timesAsOften = (factor: number): { readonly numRuns: number } => ({
  numRuns: factor * (fc.readConfigureGlobal().numRuns ?? 100),
});

export { fc };
