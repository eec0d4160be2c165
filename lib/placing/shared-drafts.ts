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
  readonly values: readonly SharedValue[];
  /** What the domain is known by; undefined where a value is unknown. */
  readonly id: NodeId | undefined;
  /** The resource that mentions it. */
  readonly by: ResourceRef;
  readonly mention: Mention<K>;
}

/** A text, why it is unknown, or what it is called where its text is unknown. */
export type SharedValue = string | Called | Doubt;

/** Two of one kind are one value if they are called the same, else two; those of two kinds may be one, as one of any kind and a text. */
export interface Called {
  readonly kind: string;
  readonly called: string;
  /** Why its text is unknown. */
  readonly doubt: Doubt;
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
      const isOpen = openAmong(all);
      for (const one of all) {
        if (!isOpen(one)) continue;
        const pattern = JSON.stringify(one.values.map(toldOf));
        if (!byPattern.has(pattern)) byPattern.set(pattern, one);
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

/**
 * Which of some resources may share a domain with others than those that certainly do: those of which a value is unknown, and those
 * that differ from others only in what kind of name a value has.
 */
function openAmong<K extends DomainKind>(all: readonly Shared<K>[]): (one: Shared<K>) => boolean {
  const indices = new Set(
    all.flatMap(({ values }) => values.flatMap((value, index) => (isCalled(value) ? index : []))),
  );
  if (indices.size === 0) return ({ values }) => values.some(isDoubt);
  const besides = ({ values }: Shared<K>): string =>
    JSON.stringify(values.map((value, index) => (indices.has(index) ? null : toldOf(value))));
  const kinds = new Map<string, Set<string>>();
  for (const one of all) {
    const key = besides(one);
    const found = kinds.get(key) ?? new Set();
    kinds.set(key, found.add(JSON.stringify(one.values.map(kindOf))));
  }
  return (one) => one.values.some(isDoubt) || (one.values.some(isCalled) && (kinds.get(besides(one))?.size ?? 0) > 1);
}

/** Each mention with its own doubts, which the domain puts together; one without shares it only perhaps all the same. */
function perhaps<K extends DomainKind>(
  first: Shared<K>,
  alike: readonly Shared<K>[],
): readonly { readonly id: NodeId; readonly mention: Mention<K> }[] {
  // A resource shares nothing with itself.
  if (new Set(alike.map(({ by }) => refKey(by))).size < 2) return [];
  const { name, mechanism } = first.mention;
  const id = { as: `${first.space} perhaps`, of: first.by };
  return alike.map(({ values, mention }) => {
    const open = values.filter((value, index) => !isSame(value, first.values[index]));
    const own = [...open.flatMap(doubtIn), ...doubtsOf(mention.exists)];
    const exists = own.length > 0 ? own : first.values.flatMap(doubtIn);
    return { id, mention: { ...mention, name, mechanism, exists } };
  });
}

const isDoubt = (value: SharedValue): value is Doubt => typeof value === 'object' && 'because' in value;

const isCalled = (value: SharedValue): value is Called => typeof value === 'object' && 'called' in value;

const kindOf = (value: SharedValue): string | null => (isCalled(value) ? value.kind : null);

/** What is known of a value, for comparison. */
const toldOf = (value: SharedValue): string | readonly string[] | null => {
  if (isDoubt(value)) return null;
  return isCalled(value) ? [value.kind, value.called] : value;
};

const doubtIn = (value: SharedValue): readonly Doubt[] => {
  if (isDoubt(value)) return [value];
  return isCalled(value) ? [value.doubt] : [];
};

const doubtsOf = (exists: Whether = true): readonly Doubt[] => (typeof exists === 'boolean' ? [] : exists);

/** Whether two values are certainly one. */
function isSame(value: SharedValue, its: SharedValue | undefined): boolean {
  if (its === undefined || isDoubt(value) || isDoubt(its)) return false;
  return isCalled(value) && isCalled(its) ? value.kind === its.kind && value.called === its.called : value === its;
}

const mayAgree = <K extends DomainKind>(one: Shared<K>, other: Shared<K>): boolean =>
  other.mention.exists !== false &&
  one.values.every((value, index) => {
    const its = other.values[index];
    if (its === undefined || isDoubt(value) || isDoubt(its)) return true;
    return kindOf(value) !== kindOf(its) || isSame(value, its);
  });
