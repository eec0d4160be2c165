import { createHash } from 'node:crypto';
import { basename, dirname, resolve } from 'node:path';
import { noDeclarations, type Declarations } from '../declarations/declarations';
import { farRegions } from '../declarations/far-regions';
import { goOver } from '../declarations/go-over';
import { openMarks } from '../declarations/open-marks';
import { readConfigFacts } from '../declarations/read-config';
import { readFacts } from '../declarations/read-facts';
import type { SettingError } from '../rules/configuration';
import { factError, FactsFileError } from './facts-file';
import { findExtended } from './find-extended';
import type { Plugin } from './load-plugins';
import type { Loading } from './loading';
import type { NamedFile } from './named-file';
import { presets } from './presets';
import { readBounded } from './read-bounded';
import { isSystemError, systemErrorText } from './system-error';

/** A facts file with all that it extends, and the environment that was asked for. */
export interface LoadedFile {
  readonly name: string;
  readonly declarations: Declarations;
  readonly plugins: readonly Plugin[];
  /** Everything that is declared for some environment, also for those that nobody asks for today. */
  readonly environments: readonly { readonly name: string; readonly declarations: Declarations }[];
  readonly errors: readonly SettingError[];
}

export const nothingLoaded: LoadedFile = {
  name: '',
  declarations: noDeclarations,
  plugins: [],
  environments: [],
  errors: [],
};

/** More than anybody writes, in bytes: 60,000 sites; reading them takes seconds. */
const LARGEST = 4 * 2 ** 20;

/** More files than anybody has between a facts file and what it goes over. */
const DEEPEST = 16;

/** @param above the real paths of the files that led here */
export function loadFile(file: NamedFile, what: string, loading: Loading, above: readonly string[] = []): LoadedFile {
  const { path, name = basename(path) } = file;
  loading.onRead?.(path);
  const bytes = bytesOf(path, name, what);
  let base = nothingLoaded;
  const text = bytes.toString('utf8');
  const { declarations, environments, errors } = readFacts(text, name, {
    today: loading.today,
    extendedSites: (extended) => {
      base = extended.map((to) => loadExtended(to, { path, name }, loading, above)).reduce(over, nothingLoaded);
      return base.declarations.sites.map(({ id }) => id);
    },
  });
  for (const plugin of declarations.plugins) loading.onRead?.(resolve(dirname(path), plugin.path));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const files = [
    {
      path: name,
      sha256,
      remarks: [...neverFails(declarations, name), ...farRegions(declarations.sites), ...openMarks(text, name)],
    },
  ];
  const own = {
    name,
    declarations: { ...declarations, files, check: besideFile(declarations, path) },
    plugins: declarations.plugins.map((plugin) => ({ path: plugin.path, from: { path, name } })),
    environments: [...environments].map(([environment, one]) => ({ name: environment, declarations: one })),
    errors: [...errors.map(factError)],
  };
  const chosen = environments.get(loading.environment ?? '');
  const whole = over(base, own);
  return chosen === undefined ? whole : over(whole, { ...nothingLoaded, name, declarations: chosen });
}

/** A baseline stands where the file that names it does: a trusted copy has its own. */
const besideFile = ({ check }: Declarations, path: string): Declarations['check'] =>
  check.baseline === undefined ? check : { ...check, baseline: resolve(dirname(path), check.baseline) };

/** That a file lets every run pass is for all to see, also where another file or the command line says otherwise. */
const neverFails = ({ check }: Declarations, name: string): readonly string[] =>
  check.failOn?.includes('never') === true
    ? [`${name}: check.failOn is never: by this file no finding fails a check or a run task`]
    : [];

function loadExtended(to: string, from: NamedFile, loading: Loading, above: readonly string[]): LoadedFile {
  const where = `${from.name ?? ''} extends`;
  const wrong = (message: string): LoadedFile => ({ ...nothingLoaded, errors: [{ where, message }] });
  const found = findExtended(to, from);
  if ('wrong' in found) return wrong(found.wrong);
  if ('preset' in found) return loadPreset(found.preset);
  if (above.includes(found.real)) return wrong(`${to} extends this file itself, in a circle`);
  if (above.length >= DEEPEST) return wrong(`more than ${DEEPEST} files extend each other`);
  return loadFile(found.file, 'extended file', loading, [...above, found.real]);
}

function loadPreset(name: string): LoadedFile {
  const { declarations, errors } = readConfigFacts(presets[name], `lightbound:${name}`);
  return { ...nothingLoaded, name: `lightbound:${name}`, declarations, errors: errors.map(factError) };
}

/** One file over another; what the other locks is not taken, and told. */
export function over(base: LoadedFile, later: LoadedFile): LoadedFile {
  const { declarations, remarks } = goOver(base.declarations, later.declarations);
  return {
    name: later.name,
    declarations: withRemarks(declarations, later.name, remarks),
    plugins: [...base.plugins, ...later.plugins],
    environments: [...base.environments, ...later.environments],
    errors: [...base.errors, ...later.errors],
  };
}

/** Declarations with more to tell of one of their files, which comes first: short lists hold what comes first. */
export function withRemarks(declarations: Declarations, name: string, remarks: readonly string[]): Declarations {
  if (remarks.length === 0) return declarations;
  const files = (declarations.files ?? []).map((file) =>
    file.path === name ? { ...file, remarks: [...remarks.map((one) => `${name}: ${one}`), ...file.remarks] } : file,
  );
  return { ...declarations, files };
}

function bytesOf(path: string, name: string, what: string): Buffer {
  try {
    return readBounded(path, LARGEST);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const message = `the ${what} cannot be read: ${systemErrorText(error)}`;
    throw new FactsFileError([{ where: name, message }]);
  }
}
