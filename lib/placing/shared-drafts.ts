import type { DomainKind } from '../graph/domain-kinds';
import type { Doubt } from '../graph/graph-node';
import { refKey, type ResourceRef } from '../graph/location';
import type { Mention } from './mention';
import type { NodeId } from './node-id';
import type { Whether } from './whether';

/** A mention of a domain that all resources share which agree on some values, such as the VLANs of a project. */
export interface Shared<K extends DomainKind> {
  /** What the values are values of: those of two spaces are never equal. */
  readonly space: string;
  readonly values: readonly (string | Doubt)[];
  /** What the domain is known by; undefined where a value is unknown. */
  readonly id: NodeId | undefined;
  /** The resource that mentions it. */
  readonly by: ResourceRef;
  readonly mention: Mention<K>;
}

/** Finds the resources that may share a domain with those of which a value is unknown. */
export class SharedDrafts<K extends DomainKind> {
  private readonly all: Shared<K>[] = [];

  add(shared: Shared<K>): void {
    this.all.push(shared);
  }

  /**
   * Mentions of domains that perhaps exist: one for all resources that know the same of their values, with each resource that
   * may agree with them. Of very many of a space the rest are one, with all resources of the space: what may agree with one of
   * so many is not worth telling apart.
   */
  take(): readonly { readonly id: NodeId; readonly mention: Mention<K> }[] {
    const bySpace = new Map<string, Shared<K>[]>();
    for (const one of this.all.splice(0).sort((a, b) => (refKey(a.by) < refKey(b.by) ? -1 : 1))) {
      const list = bySpace.get(one.space) ?? [];
      bySpace.set(one.space, list);
      list.push(one);
    }
    return [...bySpace.values()].flatMap((all) => {
      const byPattern = new Map<string, Shared<K>>();
      for (const one of all) {
        const pattern = JSON.stringify(one.values.map((value) => (isKnown(value) ? value : null)));
        if (!one.values.every(isKnown) && !byPattern.has(pattern)) byPattern.set(pattern, one);
      }
      const patterns = [...byPattern.values()];
      const [apart, rest] = [patterns.slice(0, MOST_PATTERNS), patterns.slice(MOST_PATTERNS, MOST_PATTERNS + 1)];
      // What may be one network for two reasons is told once.
      const groups = new Map<string, readonly [Shared<K>, readonly Shared<K>[]]>();
      for (const first of apart) {
        const alike = alikeTo(first, all);
        const key = alike.map(({ by }) => refKey(by)).join('\n');
        if (!groups.has(key)) groups.set(key, [first, alike]);
      }
      return [
        ...[...groups.values()].flatMap(([first, alike]) => perhaps(first, alike)),
        ...rest.flatMap((first) =>
          perhaps(
            first,
            all.filter(({ mention }) => mention.exists !== false),
          ),
        ),
      ];
    });
  }
}

/** More than any project has networks whose values are known only after apply. */
const MOST_PATTERNS = 64;

const alikeTo = <K extends DomainKind>(first: Shared<K>, all: readonly Shared<K>[]): readonly Shared<K>[] =>
  all.filter((other) => mayAgree(first, other));

/** Each mention with its own doubts, which the domain puts together; one without shares it only perhaps all the same. */
function perhaps<K extends DomainKind>(
  first: Shared<K>,
  alike: readonly Shared<K>[],
): readonly { readonly id: NodeId; readonly mention: Mention<K> }[] {
  // A resource shares nothing with itself.
  if (alike.length < 2) return [];
  const { name, mechanism } = first.mention;
  const id = { as: `${first.space} perhaps`, of: first.by };
  return alike.map(({ values, mention }) => {
    const own = [...values.filter(isDoubt), ...doubtsOf(mention.exists)];
    const exists = own.length > 0 ? own : first.values.filter(isDoubt);
    return { id, mention: { ...mention, name, mechanism, exists } };
  });
}

const isKnown = (value: string | Doubt): value is string => typeof value === 'string';

const isDoubt = (value: string | Doubt): value is Doubt => !isKnown(value);

const doubtsOf = (exists: Whether = true): readonly Doubt[] => (typeof exists === 'boolean' ? [] : exists);

const mayAgree = <K extends DomainKind>(one: Shared<K>, other: Shared<K>): boolean =>
  other.mention.exists !== false &&
  one.values.every((value, index) => {
    const its = other.values[index];
    return its === undefined || isDoubt(value) || isDoubt(its) || value === its;
  });
