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
   * may agree with them.
   */
  take(): readonly { readonly id: NodeId; readonly mention: Mention<K> }[] {
    const all = this.all.splice(0).sort((a, b) => (refKey(a.by) < refKey(b.by) ? -1 : 1));
    const byPattern = new Map<string, Shared<K>>();
    for (const one of all) {
      const pattern = JSON.stringify([one.space, ...one.values.map((value) => (isKnown(value) ? value : null))]);
      if (!one.values.every(isKnown) && !byPattern.has(pattern)) byPattern.set(pattern, one);
    }
    return [...byPattern.values()].flatMap((first) => {
      const alike = all.filter((other) => mayAgree(first, other));
      // A resource shares nothing with itself.
      if (alike.length < 2) return [];
      const { name, mechanism } = first.mention;
      const id = { as: `${first.space} perhaps`, of: first.by };
      return alike.map(({ values, mention }) => {
        const own = [...values.filter(isDoubt), ...doubtsOf(mention.exists)];
        // Each with its own doubts, which the domain puts together; one without shares it only perhaps all the same.
        return {
          id,
          mention: { ...mention, name, mechanism, exists: own.length > 0 ? own : first.values.filter(isDoubt) },
        };
      });
    });
  }
}

const isKnown = (value: string | Doubt): value is string => typeof value === 'string';

const isDoubt = (value: string | Doubt): value is Doubt => !isKnown(value);

const doubtsOf = (exists: Whether = true): readonly Doubt[] => (typeof exists === 'boolean' ? [] : exists);

const mayAgree = <K extends DomainKind>(one: Shared<K>, other: Shared<K>): boolean =>
  one.space === other.space &&
  other.mention.exists !== false &&
  one.values.every((value, index) => {
    const its = other.values[index];
    return its === undefined || isDoubt(value) || isDoubt(its) || value === its;
  });
