/* oxlint-disable typescript/no-require-imports -- the schema takes 60 ms to load, and a run without facts does not need it */
import { sortErrors } from './fact-error';
import type * as ReadWritten from './read-written';
import { nothingDeclared, type Around, type Declared } from './declared';

/**
 * Reads facts given as a JSON object, such as in the file of `--policy-pack-config`: the shape of `lightbound.yaml`, and
 * errors with the path alone.
 */
export function readConfigFacts(config: unknown, source: string, around: Around = {}): Declared {
  if (config === undefined || isEmptyMapping(config)) return nothingDeclared;
  const { readWritten } = require('./read-written') as typeof ReadWritten;
  const declared = readWritten(config, source, () => ({}), around);
  return { ...declared, errors: sortErrors(declared.errors) };
}

const isEmptyMapping = (config: unknown): boolean =>
  typeof config === 'object' && config !== null && !Array.isArray(config) && Object.keys(config).length === 0;
