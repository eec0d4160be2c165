import { dirname, relative, resolve } from 'node:path';
import { noDeclarations, type Declarations } from '../declarations/declarations';
import type { Lock } from '../declarations/go-over';
import { holdToTrusted } from '../declarations/hold-to-trusted';
import { withRefused } from '../declarations/merge';
import { allOffError, settingErrors, type SettingError } from '../rules/configuration';
import type { Rule } from '../rules/define-rule';
import { lockedErrors, waiverErrors } from '../rules/waiver-errors';
import { FactsFileError } from './facts-file';
import { loadPlugins } from './load-plugins';
import { loadFile, nothingLoaded, over, realOf, withRemarks, type LoadedFile } from './load-file';
import type { Loading } from './loading';
import type { NamedFile } from './named-file';

export interface DeclaringFiles {
  readonly facts?: NamedFile | undefined;
  /** A file of waivers alone, beside those of the facts file. */
  readonly waivers?: NamedFile | undefined;
  /** What the others cannot change: a facts file from where the change under review does not reach. */
  readonly trusted?: NamedFile | undefined;
}

export interface LoadedDeclarations {
  readonly declarations: Declarations;
  /** The rules to judge by: those that came in, and those of plug-ins. */
  readonly rules: readonly Rule[];
}

/**
 * What the files declare; without any nothing is declared.
 * @throws FactsFileError, also if no rule is left on
 */
export function loadDeclarations({ facts, waivers, trusted }: DeclaringFiles, loading: Loading): LoadedDeclarations {
  const held = trusted === undefined ? undefined : loadFile(trusted, 'trusted facts file', loading);
  // The work tree adds to what is trusted, so its links may name the sites of that.
  const adding = { ...loading, knownSites: held?.declarations.sites.map(({ id }) => id) };
  const ofFacts = facts === undefined ? undefined : loadFile(facts, 'facts file', adding);
  const ofWaivers = waivers === undefined ? undefined : onlyWaivers(loadFile(waivers, 'file of waivers', adding));
  // A facts file may extend the file of waivers, so that its trusted copy has them too.
  const isTaken = waivers !== undefined && ofFacts?.read.has(realOf(waivers.path)) === true;
  const further = isTaken ? { ...nothingLoaded, errors: ofWaivers?.errors ?? [] } : ofWaivers;
  const loaded = [ofFacts, further].filter((one) => one !== undefined);
  const all = [...(held === undefined ? [] : [held]), ...loaded];
  const errors = [...all.flatMap((one) => one.errors), ...environmentErrors(all, loading)];
  if (all.length === 0 && errors.length === 0) return { declarations: noDeclarations, rules: loading.rules };
  const inTree = loaded.reduce((base, later) => over(base, later, locksOf(base)), nothingLoaded);
  const declarations =
    held === undefined ? inTree.declarations : heldBy(held, withBaselineFrom(inTree.declarations, facts, trusted));
  // Whoever can change the work tree could run anything in the check.
  const { rules: own, errors: broken } = loadPlugins(
    errors.length > 0 ? [] : (held ?? inTree).plugins,
    loading.rules.map(({ id }) => id),
  );
  const rules = [...loading.rules, ...own];
  const wrong = [...errors, ...broken];
  const problems = wrong.length > 0 ? wrong : problemsOfRules(declarations, all, rules);
  if (problems.length > 0) throw new FactsFileError(firstOf(problems, all[0]?.name ?? ''));
  return { declarations, rules };
}

const locksOf = ({ declarations: { files = [], locked } }: LoadedFile): readonly Lock[] => [
  { by: files.map(({ path }) => path).join(', '), rules: locked },
];

/** A file that knows none of the environments may stand beside one that does. */
function environmentErrors(loaded: readonly LoadedFile[], { environment }: Loading): readonly SettingError[] {
  const known = [...new Set(loaded.flatMap(({ environments }) => environments.map(({ name }) => name)))].sort();
  if (environment === undefined || known.includes(environment)) return [];
  const message = `unknown environment "${environment}"; ${known.length === 0 ? 'none is declared' : `known: ${known.join(', ')}`}`;
  return [{ where: loaded[0]?.name ?? 'without a facts file', message }];
}

/** A copy of the trusted file names the same baseline, though it stands in another folder. */
function withBaselineFrom(
  { check, ...others }: Declarations,
  from: NamedFile | undefined,
  to: NamedFile | undefined,
): Declarations {
  const { baseline } = check;
  if (baseline === undefined || from === undefined || to === undefined) return { check, ...others };
  const written = relative(dirname(from.path), baseline);
  return { ...others, check: { ...check, baseline: resolve(dirname(to.path), written) } };
}

/** What the work tree adds and tried to change is told with its file. */
function heldBy({ name, declarations: trusted }: LoadedFile, inTree: Declarations): Declarations {
  const { declarations, remarks } = holdToTrusted(trusted, inTree, name);
  const [last] = (inTree.files ?? []).slice(-1);
  return last === undefined ? declarations : withRemarks(declarations, last.path, remarks);
}

/** Who may accept findings need not be who may say what is true. */
function onlyWaivers(loaded: LoadedFile): LoadedFile {
  const { name, declarations, errors } = loaded;
  const { waivers, refusedWaivers = [], files } = declarations;
  const { sites, links, workloads, platforms, rules, locked, plugins, check } = declarations;
  const others = { sites: sites.length, links: links.length, workloads: workloads.length };
  const settings = { platforms: platforms.size, rules: rules.size, locked: locked.length };
  const more = { plugins: plugins.length, environments: loaded.environments.length, check: Object.keys(check).length };
  const held = Object.entries({ ...others, ...settings, ...more })
    .filter(([, count]) => count > 0)
    .map(([key]) => key);
  const message = `holds ${held.join(', ')}: a file of waivers holds waivers only`;
  return {
    ...loaded,
    plugins: [],
    declarations: { ...noDeclarations, waivers, ...withRefused(refusedWaivers), ...(files && { files }) },
    errors: [...errors, ...(held.length === 0 ? [] : [{ where: name, message }])],
  };
}

/** More than anybody reads. */
const MOST_ERRORS = 100;

function firstOf(all: readonly SettingError[], name: string): readonly SettingError[] {
  const errors = [...new Map(all.map((error) => [`${error.where} ${error.message}`, error])).values()];
  if (errors.length <= MOST_ERRORS + 1) return errors;
  const more = { where: name, message: `and ${errors.length - MOST_ERRORS} more errors` };
  return [...errors.slice(0, MOST_ERRORS), more];
}

function problemsOfRules(
  declarations: Declarations,
  loaded: readonly LoadedFile[],
  rules: readonly Rule[],
): readonly SettingError[] {
  const allOff = allOffError(declarations, rules);
  return [
    ...settingErrors(declarations, rules),
    ...loaded.flatMap(({ environments }) => environments.flatMap((one) => settingErrors(one.declarations, rules))),
    ...waiverErrors(declarations, rules),
    ...lockedErrors(declarations, rules),
    ...(allOff === undefined ? [] : [allOff]),
  ];
}
