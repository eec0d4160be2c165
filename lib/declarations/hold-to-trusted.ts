import { noDeclarations, type Declarations } from './declarations';
import { everyRule } from './go-over';
import { mergeDeclarations, withRefused } from './merge';
import { quote } from '../model/explain-quantity';

export interface Held {
  /** What is trusted, with what the work tree adds to it; `trusted` is the former alone. */
  readonly declarations: Declarations;
  /** What the work tree adds, and what it tried to change, a line each. */
  readonly remarks: readonly string[];
}

/**
 * Takes from a work tree only what a trusted copy does not mention. A waiver is never taken: it is there to let something pass.
 * @param name how people know the trusted file
 */
export function holdToTrusted(trusted: Declarations, workTree: Declarations, name: string): Held {
  const parts = partsOf(workTree);
  const mentioned = new Map(partsOf(trusted).map(({ what, value }) => [what, value]));
  const locked = new Set(trusted.locked);
  const isMentioned = ({ what, rule }: Part): boolean =>
    mentioned.has(what) || (rule !== undefined && (locked.has(rule) || locked.has(everyRule)));
  const added = parts.filter((part) => !isMentioned(part));
  const refused = parts.filter((part) => isMentioned(part) && mentioned.get(part.what) !== part.value);
  const given = new Set(trusted.waivers.map(keyOf));
  const unheard = [
    ...(workTree.refusedWaivers ?? []),
    ...workTree.waivers.map((waiver) => ({ waiver, because: `only ${name} may waive` })),
  ].filter(({ waiver }) => !given.has(keyOf(waiver)));
  const files = {
    ...noDeclarations,
    files: workTree.files ?? [],
    ...withRefused(unheard),
  };
  const over = (some: readonly Part[]): Declarations =>
    mergeDeclarations(trusted, ...some.map(({ alone }) => ({ ...noDeclarations, ...alone })), files);
  const facts = added.filter(({ rule }) => rule === undefined);
  return {
    declarations: {
      ...over(added),
      trusted: { ...trusted, ignoresSiteTags: true },
      ...(facts.length < added.length && { underTrustedRules: over(facts) }),
    },
    remarks: [
      ...refused.map(({ what }) => `${what} is not taken: ${name} says what holds`),
      ...changesOf(trusted, workTree).map(({ what, who }) => `${what} is not taken: only ${name} ${who}`),
      ...added.map(
        ({ what, rule }) =>
          `${what} is not in ${name}; it ${rule === undefined ? 'turns no violation into a pass' : 'takes no finding away'}`,
      ),
    ],
  };
}

/** What only the trusted copy may say, where the work tree says something else. */
function changesOf(
  trusted: Declarations,
  workTree: Declarations,
): readonly { readonly what: string; readonly who: string }[] {
  const lists = ({ plugins, check, waivers, locked }: Declarations) => [
    ...plugins.map(({ path }) => ({ what: `plug-in ${path}`, who: 'may name one', value: path })),
    ...Object.entries(check).map(([key, value]) => ({ what: `check.${key}`, who: 'says how to check', value })),
    ...waivers.map((waiver) => ({ what: `the waiver of ${waiver.rule}`, who: 'may waive', value: waiver })),
    ...locked.map((rule) => ({ what: `the lock of ${rule}`, who: 'locks rules', value: rule })),
  ];
  const isSaid = new Set(lists(trusted).map(({ what, value }) => keyOf([what, value])));
  return lists(workTree).filter(({ what, value }) => !isSaid.has(keyOf([what, value])));
}

/** One entry, and the declarations that it is alone. */
interface Part {
  /** For people, and what entries of two files are compared by. */
  readonly what: string;
  /** What it says, to tell a change from a copy. */
  readonly value: string;
  readonly rule?: string;
  readonly alone: Partial<Declarations>;
}

function partsOf({ sites, links, workloads, platforms, rules }: Declarations): readonly Part[] {
  return [
    ...sites.map((site) => part(`site ${quote(site.id)}`, site, { sites: [site] })),
    ...links.map((link) => {
      const [a, b] = [...link.between].sort();
      return part(`link ${a ?? ''} - ${b ?? ''}`, link, { links: [link] });
    }),
    ...workloads.map((workload) => part(`workload ${quote(workload.id)}`, workload, { workloads: [workload] })),
    ...[...platforms].map(([product, version]) =>
      part(`the version of ${product}`, version, { platforms: new Map([[product, version]]) }),
    ),
    ...[...rules].map(([id, setting]) => ({
      ...part(`the setting of rule ${id}`, setting, { rules: new Map([[id, setting]]) }),
      rule: id,
    })),
  ];
}

const part = (what: string, entry: unknown, alone: Partial<Declarations>): Part => ({
  what,
  value: keyOf(entry),
  alone,
});

const keyOf = (entry: unknown): string =>
  JSON.stringify(entry, (key, value: unknown) => (ORIGINS.has(key) ? undefined : value));

/** Where an entry stands is no part of what it says. */
const ORIGINS: ReadonlySet<string> = new Set(['origin', 'optionOrigins', 'because']);
