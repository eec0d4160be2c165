import * as fc from 'fast-check';

/** So many times the usual number of runs of a property, which mutation testing lowers. */
export const timesAsOften = (factor: number): { readonly numRuns: number } => ({
  numRuns: factor * (fc.readConfigureGlobal().numRuns ?? 100),
});
