import { known } from '../graph/known';
import { buildLink, buildRule, buildWorkload } from './build-declarations';
import { buildSite } from './build-site';
import { checkFacts } from './check-facts';
import { buildWaiver } from './build-waiver';
import type { OriginOf } from './checked-quantity';
import { noDeclarations, type Declarations } from './declarations';
import { pathText, type FactError, type FactPath, type FactProblem, type Locate } from './fact-error';
import type { WrittenFacts } from './facts-schema';

export interface Declared {
  readonly declarations: Declarations;
  /** Sorted by place. Where there are any, the declarations hold only the entries without errors. */
  readonly errors: readonly FactError[];
}

/** What facts are checked against besides themselves. */
export interface Around {
  /** Sites declared elsewhere, which links may name. */
  readonly knownSites?: readonly string[];
  /** The day on which the run takes place, ISO 8601; without one no day lies in the future. */
  readonly today?: string | undefined;
}

/** Checks facts, from whatever text they came, and makes declarations of the sound ones. */
export function readWritten(
  value: unknown,
  source: string,
  locate: Locate,
  { knownSites = [], today }: Around = {},
): Declared {
  const problems = checkFacts(value, knownSites, today);
  const originOf: OriginOf = (path, at = 'value') => ({
    kind: 'declaration',
    source,
    path: pathText(path),
    ...locate(path, at),
  });
  const isMapping = problems.every(({ path }) => path.length > 0);
  return {
    declarations: isMapping ? build(value as WrittenFacts, problems, originOf) : noDeclarations,
    errors: problems.map(({ path, at, message }) => ({ source, ...locate(path, at), path: pathText(path), message })),
  };
}

function build(facts: WrittenFacts, problems: readonly FactProblem[], originOf: OriginOf): Declarations {
  // Entries stand two steps deep; a problem above one, or anywhere in it, spoils it.
  const wrong = new Set(problems.map(({ path }) => JSON.stringify(path.slice(0, 2))));
  const isSound = (path: FactPath): boolean =>
    !path.some((_, index) => wrong.has(JSON.stringify(path.slice(0, index)))) && !wrong.has(JSON.stringify(path));
  const isWrong = (name: string): boolean => wrong.has(JSON.stringify([name]));
  const sound = <T>(name: string, group: Readonly<Record<string, T | undefined>> = {}) =>
    Object.entries(isWrong(name) ? {} : group).flatMap(([id, entry]) =>
      entry !== undefined && isSound([name, id]) ? [{ id, entry, path: [name, id] }] : [],
    );
  return {
    sites: sound('sites', facts.sites).map(({ id, entry, path }) => buildSite(id, entry, path, originOf)),
    links: (isWrong('links') ? [] : (facts.links ?? [])).flatMap((link, index) =>
      isSound(['links', index]) ? [buildLink(link, ['links', index], originOf)] : [],
    ),
    workloads: sound('workloads', facts.workloads).map(({ id, entry, path }) =>
      buildWorkload(id, entry, path, originOf),
    ),
    platforms: new Map(
      sound('platforms', facts.platforms).map(({ id, entry, path }) => [id, known(entry, originOf(path))]),
    ),
    rules: new Map(sound('rules', facts.rules).map(({ id, entry, path }) => [id, buildRule(entry, path, originOf)])),
    locked: isWrong('locked') ? [] : (facts.locked ?? []),
    waivers: (isWrong('waivers') ? [] : (facts.waivers ?? [])).flatMap((waiver, index) =>
      isSound(['waivers', index]) ? [buildWaiver(waiver, ['waivers', index], originOf)] : [],
    ),
  };
}
