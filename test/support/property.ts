import * as fc from 'fast-check';

/**
 * The same examples in every run, so that what has passed passes again; `LIGHTBOUND_SEED=random`, or a number, gives others.
 * Only then is a counterexample made smaller, which can take long.
 */
const { LIGHTBOUND_SEED: given } = process.env;
if (given !== undefined && given !== 'random' && !/^-?\d+$/u.test(given))
  throw new Error(`LIGHTBOUND_SEED is ${JSON.stringify(given)}; give a whole number, or "random"`);
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
