import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { noDeclarations, type Declarations } from '../declarations/declarations';
import { farRegions } from '../declarations/far-regions';
import { holdToTrusted } from '../declarations/hold-to-trusted';
import { mergeDeclarations } from '../declarations/merge';
import { readFacts } from '../declarations/read-facts';
import { allOffError, settingErrors, type SettingError } from '../rules/configuration';
import type { Rule } from '../rules/define-rule';
import { lockedErrors, waiverErrors } from '../rules/waiver-errors';
import { factError, FactsFileError } from './facts-file';
import { readBounded } from './read-bounded';
import { isSystemError, systemErrorText } from './system-error';

/** A file, and how people know it: for errors, origins and reports; never a path of the machine. */
export interface NamedFile {
  readonly path: string;
  /** By default the last part of the path. */
  readonly name?: string | undefined;
}

export interface DeclaringFiles {
  readonly facts?: NamedFile | undefined;
  /** A file of waivers alone, beside those of the facts file. */
  readonly waivers?: NamedFile | undefined;
  /** What the others cannot change: a facts file from where the change under review does not reach. */
  readonly trusted?: NamedFile | undefined;
}

/** More than anybody writes, in bytes: 60,000 sites; reading them takes seconds. */
const LARGEST = 4 * 2 ** 20;

/**
 * What the files declare; without any nothing is declared.
 * @param today the day on which the run takes place, after which nothing was measured
 * @throws FactsFileError, also if no rule is left on
 */
export function loadDeclarations(
  { facts, waivers, trusted }: DeclaringFiles,
  rules: readonly Rule[],
  today?: string,
): Declarations {
  const loaded = [
    ...(facts === undefined ? [] : [load(facts, 'facts file', today)]),
    ...(waivers === undefined ? [] : [onlyWaivers(load(waivers, 'file of waivers', today))]),
  ];
  const held = trusted === undefined ? undefined : load(trusted, 'trusted facts file', today);
  if (loaded.length === 0 && held === undefined) return noDeclarations;
  const inTree = mergeDeclarations(...loaded.map((one) => one.declarations));
  const declarations = held === undefined ? inTree : heldBy(held, inTree);
  const errors = [...(held?.errors ?? []), ...loaded.flatMap((one) => one.errors)];
  const problems = errors.length > 0 ? errors : problemsOfRules(declarations, rules);
  if (problems.length > 0) throw new FactsFileError(firstOf(problems, held?.name ?? loaded[0]?.name ?? ''));
  return declarations;
}

/** What the work tree adds and tried to change is told with its file. */
function heldBy({ name, declarations: trusted }: Loaded, inTree: Declarations): Declarations {
  const { declarations, remarks } = holdToTrusted(trusted, inTree, name);
  const [last] = (inTree.files ?? []).slice(-1);
  const files = (declarations.files ?? []).map((file) =>
    file.path === last?.path
      ? { ...file, remarks: [...file.remarks, ...remarks.map((one) => `${file.path}: ${one}`)] }
      : file,
  );
  return { ...declarations, files };
}

interface Loaded {
  readonly name: string;
  readonly declarations: Declarations;
  readonly errors: readonly SettingError[];
}

function load({ path, name = basename(path) }: NamedFile, what: string, today?: string): Loaded {
  const bytes = bytesOf(path, name, what);
  const { declarations, errors } = readFacts(bytes.toString('utf8'), name, { today });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const files = [{ path: name, sha256, remarks: farRegions(declarations.sites) }];
  return { name, declarations: { ...declarations, files }, errors: errors.map(factError) };
}

/** Who may accept findings need not be who may say what is true. */
function onlyWaivers({ name, declarations, errors }: Loaded): Loaded {
  const { waivers, files } = declarations;
  const { sites, links, workloads, platforms, rules } = declarations;
  const others = { sites: sites.length, links: links.length, workloads: workloads.length };
  const held = Object.entries({ ...others, platforms: platforms.size, rules: rules.size })
    .filter(([, count]) => count > 0)
    .map(([key]) => key);
  const message = `holds ${held.join(', ')}: a file of waivers holds waivers only`;
  return {
    name,
    declarations: { ...noDeclarations, waivers, ...(files && { files }) },
    errors: [...errors, ...(held.length === 0 ? [] : [{ where: name, message }])],
  };
}

/** More than anybody reads. */
const MOST_ERRORS = 100;

function firstOf(errors: readonly SettingError[], name: string): readonly SettingError[] {
  if (errors.length <= MOST_ERRORS + 1) return errors;
  const more = { where: name, message: `and ${errors.length - MOST_ERRORS} more errors` };
  return [...errors.slice(0, MOST_ERRORS), more];
}

function problemsOfRules(declarations: Declarations, rules: readonly Rule[]): readonly SettingError[] {
  const allOff = allOffError(declarations, rules);
  return [
    ...settingErrors(declarations, rules),
    ...waiverErrors(declarations, rules),
    ...lockedErrors(declarations, rules),
    ...(allOff === undefined ? [] : [allOff]),
  ];
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
