import { siteTag } from '../declarations/read-tags';
import type { Member } from '../graph/domain';
import { withoutChance } from '../graph/guess';
import type { Doubt } from '../graph/graph-node';
import type { Attributes } from '../resources/attributes';
import type { RawResource } from '../resources/raw-resource';
import { kinOf } from './kin-of';
import { membersOf } from './members-of';
import { nameAttributes, namesOf, type NameHint } from './names-of';
import { PlaceSearch } from './place-search';
import type { ResourceIndex } from './resource-index';
import { ownSiteTag, tagsOf } from './resource-tags';
import { doubtOf, isUnset } from './whether';
import { nowhere, type Located, type SiteRegistry } from './site-registry';

/** Tries one source of a resource's place. Undefined: this source says nothing, ask the next. */
export interface PlaceHint extends NameHint {
  (resource: RawResource, placer: Placer): Located | undefined;
}

/** The one resource that an attribute points at; with a doubt it is any of several, and nothing tells which. */
export interface Pointing {
  readonly targets: readonly RawResource[];
  readonly doubt?: Doubt;
  /** Whether the input tells that it is one of them. */
  readonly isOneOf?: boolean;
}

const rethrow = (_: RawResource, error: unknown): never => {
  throw error;
};

/** What places a resource of a known type. */
export interface Placing {
  find(type: string):
    | {
        readonly terraform: string;
        readonly row: { readonly place?: readonly PlaceHint[]; readonly calledBy?: readonly string[] };
      }
    | undefined;
}

/**
 * Finds where resources stand, in the order of trust: tag, own attribute, parent, provider, declared name. What no
 * source tells is unknown, never "the same place".
 */
export class Placer {
  private readonly places = new PlaceSearch((resource) => this.guarded(resource));
  private readonly failed = new Set<RawResource>();
  /** Whether any of a list stands somewhere, and where all of it stand: many may point at the same many. */
  private readonly anyPlaced = new WeakMap<readonly RawResource[], boolean>();
  private readonly commons = new WeakMap<readonly RawResource[], Map<string, Located>>();

  constructor(
    readonly registry: SiteRegistry,
    readonly index: ResourceIndex,
    private readonly catalogue: Placing,
    /** Takes what a hint threw while it searched for the place of a resource. */
    private readonly onError: (resource: RawResource, error: unknown) => void = rethrow,
  ) {}

  place(resource: RawResource): Located {
    return this.places.place(resource);
  }

  /** Where a resource stands by its own tags or name, whatever holds it. */
  ownPlace(resource: RawResource): Located | undefined {
    return this.tagged(resource) ?? this.byName(resource);
  }

  /** Resources that an attribute points at, of the given Terraform types (any known type if none is given). */
  targets(
    resource: RawResource,
    path: string,
    types: readonly string[] = [],
    side: 'planned' | 'before' = 'planned',
  ): readonly RawResource[] {
    return this.index.targets(resource, path, types, side);
  }

  /** The one resource that an attribute points at; where it may be any of several, none. */
  target(resource: RawResource, path: string, types: readonly string[]): RawResource | undefined {
    const [target, ...others] = this.targets(resource, path, types);
    return others.length === 0 ? target : undefined;
  }

  /**
   * The one resource that an attribute points at; where nothing tells of any, all that it may point at. A value that is drawn from
   * several is that of one of them: of the instances of a loop perhaps of the resource's own kin.
   * @param block the block of the resource that the attribute stands in, if not the resource itself
   */
  pointing(resource: RawResource, path: string, types: readonly string[], block?: Attributes): Pointing {
    const attributes = block ?? resource.attributes;
    const value = attributes.string(path);
    const targets = this.index.targetsIn(attributes, resource, path, types);
    if (targets.length === 1) return { targets };
    if (targets.length > 1) {
      return value.known
        ? { targets: [] }
        : { targets: kinOf(resource, targets), doubt: doubtOf(resource, path, value, block), isOneOf: true };
    }
    if (value.known || isUnset(resource, path, value, block && { block })) return { targets: [] };
    // It draws on what it is, which is of another type.
    if (attributes.references(path).some((address) => this.index.referredTo(address, resource, []).length > 0)) {
      return { targets: [] };
    }
    return { targets: this.index.ofTypes(types), doubt: doubtOf(resource, path, value, block) };
  }

  /** Where all of several resources stand, any of which may be meant; places that differ or are not all known are none. */
  common(resources: readonly RawResource[], path: string): Located | undefined {
    if (resources.length < 2) return resources[0] && this.place(resources[0]);
    const before = this.commons.get(resources)?.get(path);
    if (before !== undefined) return before;
    const found = this.findCommon(resources, path);
    if (found !== undefined && resources.every((resource) => this.places.isSettled(resource))) {
      this.commons.set(resources, (this.commons.get(resources) ?? new Map<string, Located>()).set(path, found));
    }
    return found;
  }

  /** Whether the place of any of several resources is known. */
  isAnyPlaced(resources: readonly RawResource[]): boolean {
    const before = this.anyPlaced.get(resources);
    if (before !== undefined) return before;
    const found = resources.some((resource) => this.place(resource).site.known);
    if (resources.length > 1 && resources.every((resource) => this.places.isSettled(resource))) {
      this.anyPlaced.set(resources, found);
    }
    return found;
  }

  private findCommon(resources: readonly RawResource[], path: string): Located | undefined {
    const places = resources.map((resource) => this.place(resource));
    const sites = new Set(places.flatMap(({ site }) => (site.known ? [site.value] : [])));
    if (sites.size > 1) return nowhere(`${path} leads to ${[...sites].sort().join(' and ')}`);
    const [first] = places;
    if (sites.size === 0) return first;
    const gap = withoutChance(places).find(({ site }) => !site.known);
    if (gap !== undefined) return nowhere(`${path} may lead elsewhere: ${gap.because}`);
    return places.find(({ site }) => site.known && site.origin.kind === 'guess') ?? first;
  }

  /** The place that an attribute's target stands in; for ids without a resource, what is declared for the id. */
  placeAt(
    resource: RawResource,
    path: string,
    types: readonly string[],
    side: 'planned' | 'before' = 'planned',
  ): Located | undefined {
    const targets = this.targets(resource, path, types, side);
    if (targets.length > 0) return this.common(targets, path);
    const attributes = side === 'before' ? resource.before : resource.attributes;
    const id = attributes?.string(path);
    if (id === undefined || !id.known || id.value === '') return undefined;
    return this.placeOfId(id.value);
  }

  /**
   * The members that a list of ids stands for: each known id by its resource or its declared site, the unknown ones by
   * what the list draws from.
   */
  members(
    resource: RawResource,
    path: string,
    types: readonly string[],
    attributes: Attributes = resource.attributes,
  ): readonly Member[] {
    return membersOf({ resource, path, types, attributes }, this);
  }

  /** The member that an attribute of one id stands for; none where nobody wrote it. */
  oneMember(
    resource: RawResource,
    path: string,
    types: readonly string[],
    attributes: Attributes = resource.attributes,
  ): readonly Member[] {
    return this.members(resource, path, types, attributes).map(({ isSeveral: _, ...member }) => member);
  }

  member(resource: RawResource): Member {
    const name = this.nameOf(resource);
    return { resource: resource.ref, site: this.place(resource).site, ...(name !== undefined && { name }) };
  }

  /** What people declare a host by: the name in its own words, since a resource's logical name says nothing of it. */
  private nameOf({ attributes, type }: RawResource): string | undefined {
    const path = this.catalogue.find(type)?.row.calledBy?.find((one) => attributes.string(one).known);
    const name = path === undefined ? undefined : attributes.string(path);
    return name?.known === true ? name.value : undefined;
  }

  /** Whether a type is one of some Terraform types, or any known one if none is given. */
  accepts(type: string, types: readonly string[]): boolean {
    return this.index.isOf(type, types);
  }

  /** What is declared for an id that no resource of the input has. */
  placeOfId(id: string): Located {
    return this.registry.named(id) ?? nowhere(`${id} is not in the input, and no declared site matches it`, () => [id]);
  }

  private guarded(resource: RawResource): Located {
    try {
      return this.search(resource);
    } catch (error) {
      // A resource may be tried again once others are placed.
      if (!this.places.isWaiting && !this.failed.has(resource)) {
        this.failed.add(resource);
        this.onError(resource, error);
      }
      return nowhere(`reading ${resource.ref.address} failed`);
    }
  }

  private search(resource: RawResource): Located {
    const row = this.catalogue.find(resource.type)?.row;
    const tagged = this.tagged(resource);
    if (tagged !== undefined) return tagged;
    for (const hint of row?.place ?? []) {
      const found = hint(resource, this);
      if (this.places.isWaiting) break;
      if (found !== undefined) return found;
    }
    return (
      this.byName(resource) ??
      this.byStack(resource) ??
      nowhere(`no site is known for \`${resource.name}\``, () => namesOf(resource, row?.place))
    );
  }

  /** Where its tags say that it stands. */
  tagged(resource: RawResource): Located | undefined {
    const outright = this.registry.ignoresSiteTags ? undefined : ownSiteTag(resource);
    if (outright !== undefined) {
      return this.registry.declared(outright) ?? nowhere(`its tag names site ${outright}, which is not declared`);
    }
    return this.registry.matchesTags ? this.registry.tagged(tagsOf(resource)) : undefined;
  }

  private byName(resource: RawResource): Located | undefined {
    for (const attribute of nameAttributes) {
      const text = resource.attributes.string(attribute);
      const found = text.known ? this.registry.named(text.value) : undefined;
      if (found !== undefined) return found;
    }
    return this.registry.named(resource.name);
  }

  private byStack(resource: RawResource): Located | undefined {
    const site = resource.stackTags === undefined ? undefined : siteTag(resource.stackTags);
    return site === undefined ? undefined : this.registry.declared(site);
  }
}
