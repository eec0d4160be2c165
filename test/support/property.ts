import * as fc from 'fast-check';

/**
 * The same examples in every run, so that what has passed passes again; `LIGHTBOUND_SEED=random`, or a number, gives others.
 * Only then is a counterexample made smaller, which can take long.
 */
const { LIGHTBOUND_SEED: given } = process.env;
fc.configureGlobal({
  ...(given === 'random' ? {} : { seed: Number(given ?? '1') }),
  endOnFailure: given === undefined,
  ...fc.readConfigureGlobal(),
});

/** So many times the usual number of runs of a property, which mutation testing lowers. */
export const timesAsOften = (factor: number): { readonly numRuns: number } => ({
  numRuns: factor * (fc.readConfigureGlobal().numRuns ?? 100),
});

export { fc };
