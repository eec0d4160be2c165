import { noDeclarations, type Declarations } from './declarations';
import { everyRule } from './go-over';
import { mergeDeclarations } from './merge';
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
  const additions = mergeDeclarations(...added.map(({ alone }) => ({ ...noDeclarations, ...alone })));
  return {
    declarations: {
      ...mergeDeclarations(trusted, additions, { ...noDeclarations, files: workTree.files ?? [] }),
      ...(added.length > 0 && { trusted }),
    },
    remarks: [
      ...refused.map(({ what }) => `${what} is not taken: ${name} says what holds`),
      ...workTree.plugins.map(({ path }) => `plug-in ${path} is not taken: only ${name} may name one`),
      ...Object.keys(workTree.check).map((key) => `check.${key} is not taken: only ${name} says how to check`),
      ...workTree.waivers.map(({ rule }) => `the waiver of ${rule} is not taken: only ${name} may waive`),
      ...added.map(({ what }) => `${what} is not in ${name}; it turns no violation into a pass`),
    ],
  };
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
  value: JSON.stringify(entry, (key, value: unknown) => (ORIGINS.has(key) ? undefined : value)),
  alone,
});

/** Where an entry stands is no part of what it says. */
const ORIGINS: ReadonlySet<string> = new Set(['origin', 'optionOrigins', 'because']);
