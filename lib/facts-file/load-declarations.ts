import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { noDeclarations, type Declarations } from '../declarations/declarations';
import { farRegions } from '../declarations/far-regions';
import { mergeDeclarations } from '../declarations/merge';
import { readFacts } from '../declarations/read-facts';
import { allOffError, settingErrors, type SettingError } from '../rules/configuration';
import type { Rule } from '../rules/define-rule';
import { waiverErrors } from '../rules/waiver-errors';
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
}

/** More than anybody writes, in bytes: 60,000 sites; reading them takes seconds. */
const LARGEST = 4 * 2 ** 20;

/**
 * What the files declare; without any nothing is declared.
 * @param today the day on which the run takes place, after which nothing was measured
 * @throws FactsFileError, also if no rule is left on
 */
export function loadDeclarations(
  { facts, waivers }: DeclaringFiles,
  rules: readonly Rule[],
  today?: string,
): Declarations {
  const loaded = [
    ...(facts === undefined ? [] : [load(facts, 'facts file', today)]),
    ...(waivers === undefined ? [] : [onlyWaivers(load(waivers, 'file of waivers', today))]),
  ];
  if (loaded.length === 0) return noDeclarations;
  const declarations = mergeDeclarations(...loaded.map((one) => one.declarations));
  const errors = loaded.flatMap((one) => one.errors);
  const problems = errors.length > 0 ? errors : problemsOfRules(declarations, rules);
  if (problems.length > 0) throw new FactsFileError(firstOf(problems, loaded[0]?.name ?? ''));
  return declarations;
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
