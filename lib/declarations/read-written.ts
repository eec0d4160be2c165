import { known } from '../graph/known';
import { buildLink, buildRule, buildWorkload } from './build-declarations';
import { buildSite } from './build-site';
import { checkFacts } from './check-facts';
import { buildWaiver } from './build-waiver';
import type { OriginOf } from './checked-quantity';
import type { Declarations } from './declarations';
import type { Around, Declared } from './declared';
import { pathText, type FactPath, type FactProblem, type Locate } from './fact-error';
import type { WrittenFacts } from './facts-schema';

/** Checks facts, from whatever text they came, and makes declarations of the sound ones. */
export function readWritten(
  value: unknown,
  source: string,
  locate: Locate,
  { knownSites = [], extendedSites = () => [], today }: Around = {},
): Declared {
  const problems = checkFacts(value, [...knownSites, ...extendedSites(extendedBy(value))], today);
  const originOf: OriginOf = (path, at = 'value') => ({
    kind: 'declaration',
    source,
    path: pathText(path),
    ...locate(path, at),
  });
  const isMapping = problems.every(({ path }) => path.length > 0);
  const facts = (isMapping ? value : {}) as WrittenFacts;
  const sound = soundness(problems);
  return {
    declarations: build(facts, [], sound, originOf, source),
    environments: new Map(
      Object.entries(facts.environments ?? {}).flatMap(([name, written]) =>
        sound.isReadable(['environments', name])
          ? [[name, build(written, ['environments', name], sound, originOf, source)] as const]
          : [],
      ),
    ),
    errors: problems.map(({ path, at, message }) => ({ source, ...locate(path, at), path: pathText(path), message })),
  };
}

/** What facts say that they go over, as written; whatever is none is an error of its own. */
function extendedBy(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'extends')) return [];
  const written: unknown = (value as Readonly<Record<string, unknown>>)['extends'];
  return (Array.isArray(written) ? (written as readonly unknown[]) : [written]).filter(
    (one) => typeof one === 'string',
  );
}

/** Whether a part of facts can be read at all, and whether nothing in it is wrong either. */
type Soundness = Readonly<Record<'isReadable' | 'isSound', (path: FactPath) => boolean>>;

function soundness(problems: readonly FactProblem[]): Soundness {
  const wrong = new Set<string>();
  const above = new Set<string>();
  for (const { path } of problems) {
    wrong.add(JSON.stringify(path));
    path.forEach((_, index) => above.add(JSON.stringify(path.slice(0, index))));
  }
  const isReadable = (path: FactPath): boolean =>
    !wrong.has(JSON.stringify(path)) && !path.some((_, index) => wrong.has(JSON.stringify(path.slice(0, index))));
  return { isReadable, isSound: (path) => isReadable(path) && !above.has(JSON.stringify(path)) };
}

/** The sound entries of a mapping of facts, which stands at a path. */
function build(
  facts: WrittenFacts,
  at: FactPath,
  { isSound, isReadable }: Soundness,
  originOf: OriginOf,
  source: string,
): Declarations {
  const named = <T>(name: string, group: Readonly<Record<string, T | undefined>> = {}) =>
    Object.entries(isReadable([...at, name]) ? group : {}).flatMap(([id, entry]) => {
      const path = [...at, name, id];
      return entry !== undefined && isSound(path) ? [{ id, entry, path }] : [];
    });
  const listed = <T>(name: string, items: readonly T[] = []) =>
    (isReadable([...at, name]) ? items : []).flatMap((entry, index) => {
      const path = [...at, name, index];
      return isSound(path) ? [{ entry, path }] : [];
    });
  const { sites, links, workloads, platforms, rules, waivers, locked, plugins, check = {} } = facts;
  return {
    sites: named('sites', sites).map(({ id, entry, path }) => buildSite(id, entry, path, originOf)),
    links: listed('links', links).map(({ entry, path }) => buildLink(entry, path, originOf)),
    workloads: named('workloads', workloads).map(({ id, entry, path }) => buildWorkload(id, entry, path, originOf)),
    platforms: new Map(named('platforms', platforms).map(({ id, entry, path }) => [id, known(entry, originOf(path))])),
    rules: new Map(named('rules', rules).map(({ id, entry, path }) => [id, buildRule(entry, path, originOf)])),
    waivers: listed('waivers', waivers).map(({ entry, path }) => buildWaiver(entry, path, originOf)),
    locked: listed('locked', locked).map(({ entry }) => entry),
    plugins: listed('plugins', plugins).map(({ entry }) => ({ path: entry, source })),
    check: isSound([...at, 'check']) ? check : {},
  };
}
