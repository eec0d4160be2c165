import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { noDeclarations, type Declarations } from '../declarations/declarations';
import { farRegions } from '../declarations/far-regions';
import { goOver, type Lock } from '../declarations/go-over';
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
  /** Real paths of all that it was read from. */
  readonly read: ReadonlySet<string>;
}

export const nothingLoaded: LoadedFile = {
  name: '',
  declarations: noDeclarations,
  plugins: [],
  environments: [],
  errors: [],
  read: new Set(),
};

/** More than anybody writes, in bytes: 60,000 sites; reading them takes seconds. */
const LARGEST = 4 * 2 ** 20;

/** More than anybody shares. */
const MOST_FILES = 64;

/**
 * A facts file over all that it extends. Each of those files counts once, below every file that extends it.
 * @throws FactsFileError for one that cannot be read
 */
export function loadFile(file: NamedFile, what: string, loading: Loading): LoadedFile {
  const loader = new Loader(loading);
  loader.load(file, what, realOf(file.path));
  return loader.whole();
}

/** What a file and all that it extends come to for others. */
interface Extended {
  /** Ids of sites, which links may name. */
  readonly sites: ReadonlySet<string>;
  /** Real paths, its own among them. */
  readonly files: ReadonlySet<string>;
}

const nothingExtended: Extended = { sites: new Set(), files: new Set() };

/** All of a file but its environments, the environment that was asked for, or a preset. */
interface Part {
  readonly loaded: LoadedFile;
  /** The real path of a file as a whole; nothing of its own lock holds an environment back from that. */
  readonly file?: string;
}

class Loader {
  /** The lowest first. */
  readonly #parts: Part[] = [];
  /** By real path; nothing of a file that is being read. */
  readonly #extended = new Map<string, Extended | undefined>();
  readonly #presets = new Set<string>();
  #isFull = false;

  constructor(private readonly loading: Loading) {}

  /** Each part over those below it, but for the rules that a file locks which does not extend the part. */
  whole(): LoadedFile {
    const locks = this.#parts.flatMap(({ loaded, file }) => {
      const { locked: rules } = loaded.declarations;
      return rules.length === 0 ? [] : [{ by: loaded.name, rules, over: this.#extended.get(file ?? '')?.files }];
    });
    return this.#parts.reduce((base, { loaded, file = '' }) => {
      const held = locks.filter(({ over: below }) => below?.has(file) !== true);
      return over(base, loaded, held);
    }, nothingLoaded);
  }

  load({ path, name = basename(path) }: NamedFile, what: string, real: string): Extended {
    const { today, environment, knownSites = [], onRead } = this.loading;
    onRead?.(path);
    this.#extended.set(real, undefined);
    const bytes = bytesOf(path, name, what);
    const sites = new Set<string>();
    const files = new Set([real]);
    const text = bytes.toString('utf8');
    const { declarations, environments, errors } = readFacts(text, name, {
      today,
      knownSites,
      extendedSites: (extended) => {
        for (const to of extended) {
          const found = this.#extend(to, { path, name });
          for (const site of found.sites) sites.add(site);
          for (const file of found.files) files.add(file);
        }
        return [...sites];
      },
    });
    for (const { id } of declarations.sites) sites.add(id);
    this.#extended.set(real, { sites, files });
    for (const plugin of declarations.plugins) onRead?.(resolve(dirname(path), plugin.path));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const remarks = [...neverFails(declarations, name), ...farRegions(declarations.sites), ...openMarks(text, name)];
    const own = {
      name,
      declarations: {
        ...declarations,
        files: [{ path: name, sha256, remarks }],
        check: besideFile(declarations, path),
      },
      plugins: declarations.plugins.map((plugin) => ({ path: plugin.path, from: { path, name } })),
      environments: [...environments].map(([called, one]) => ({ name: called, declarations: one })),
      errors: errors.map(factError),
      read: new Set([real]),
    };
    this.#parts.push({ loaded: own, file: real });
    const chosen = environments.get(environment ?? '');
    if (chosen !== undefined) this.#parts.push({ loaded: { ...nothingLoaded, name, declarations: chosen } });
    return { sites, files };
  }

  #extend(to: string, from: NamedFile): Extended {
    const { name = '' } = from;
    const wrong = (message: string): Extended => {
      this.#parts.push({ loaded: { ...nothingLoaded, name, errors: [{ where: `${name} extends`, message }] } });
      return nothingExtended;
    };
    const found = findExtended(to, from);
    if ('wrong' in found) return wrong(found.wrong);
    if ('preset' in found) return this.#preset(found.preset);
    const known = this.#extended.get(found.real);
    if (known !== undefined) return known;
    if (this.#extended.has(found.real)) return wrong(`${to} extends this file itself, in a circle`);
    if (this.#extended.size < MOST_FILES) return this.load(found.file, 'extended file', found.real);
    if (this.#isFull) return nothingExtended;
    this.#isFull = true;
    return wrong(`${to} is one file too many: a facts file and all that it extends are at most ${MOST_FILES} files`);
  }

  #preset(name: string): Extended {
    if (!this.#presets.has(name)) {
      this.#presets.add(name);
      const { declarations, errors } = readConfigFacts(presets[name], `lightbound:${name}`);
      const own = { ...nothingLoaded, name: `lightbound:${name}`, declarations, errors: errors.map(factError) };
      this.#parts.push({ loaded: own });
    }
    return nothingExtended;
  }
}

/** What has no real path, such as a pipe, nothing can extend. */
export function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

/** A baseline stands where the file that names it does: a trusted copy has its own. */
const besideFile = ({ check }: Declarations, path: string): Declarations['check'] =>
  check.baseline === undefined ? check : { ...check, baseline: resolve(dirname(path), check.baseline) };

/** That a file lets every run pass is for all to see, also where another file or the command line says otherwise. */
const neverFails = ({ check }: Declarations, name: string): readonly string[] =>
  check.failOn?.includes('never') === true
    ? [`${name}: check.failOn is never: by this file no finding fails a check or a run task`]
    : [];

/** One file over another; what is locked is not taken, and told. */
export function over(base: LoadedFile, later: LoadedFile, locks: readonly Lock[]): LoadedFile {
  const { declarations, remarks } = goOver(base.declarations, later.declarations, locks);
  return {
    name: later.name,
    declarations: withRemarks(declarations, later.name, remarks),
    plugins: [...base.plugins, ...later.plugins],
    environments: [...base.environments, ...later.environments],
    errors: [...base.errors, ...later.errors],
    read: new Set([...base.read, ...later.read]),
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
