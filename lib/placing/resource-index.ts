import { isBeside } from '../graph/location';
import type { Attributes } from '../resources/attributes';
import type { RawResource } from '../resources/raw-resource';
import { OnceForLists } from './once-for-lists';

/** Which attributes name a resource of a known type. */
export interface Identities {
  find(
    type: string,
  ): { readonly terraform: string; readonly row: { readonly identity?: readonly string[] } } | undefined;
}

/** Finds resources by address, by address without instance keys, and by the values others name them with; lists keep the order that it is given. */
export class ResourceIndex {
  private readonly byAddress = new Map<string, RawResource[]>();
  /** By address without instance keys; made when first asked, since most references lead to one instance. */
  private byForm: Map<string, RawResource[]> | undefined;
  private readonly byIdentity = new Map<string, RawResource[]>();
  private readonly byType = new Map<string, RawResource[]>();
  private readonly together = new Map<string, readonly RawResource[]>();
  private readonly pointing = new Map<string, ReadonlyMap<RawResource, readonly (readonly RawResource[])[]>>();
  private readonly joined = new OnceForLists<readonly RawResource[]>();
  /** What was found for several resources alike: many may name the same many. */
  private readonly found = new Map<string, readonly RawResource[]>();

  constructor(
    resources: Iterable<RawResource>,
    private readonly catalogue: Identities,
  ) {
    for (const resource of resources) {
      if (resource.change === 'delete') continue;
      add(this.byAddress, resource.ref.address, resource);
      const type = catalogue.find(resource.type);
      if (type === undefined) continue;
      add(this.byType, type.terraform, resource);
      this.identify(resource, 'id');
      for (const attribute of type.row.identity ?? []) this.identify(resource, attribute);
    }
  }

  private identify(resource: RawResource, attribute: string): void {
    const value = resource.attributes.string(attribute);
    if (!value.known || value.value === '') return;
    // Several attributes of one resource may hold one id.
    if (this.byIdentity.get(value.value)?.at(-1) !== resource) add(this.byIdentity, value.value, resource);
  }

  /** Resources at an address or URN of the same document; an address without instance key means all instances. */
  private atAddress(address: string, by: RawResource): readonly RawResource[] {
    const here = (all: readonly RawResource[] = []): readonly RawResource[] =>
      all.filter(({ ref }) => isBeside(ref, by.ref));
    const exact = here(this.byAddress.get(address));
    if (exact.length > 0) return exact;
    this.byForm ??= this.forms();
    const bare = withoutKeys(address);
    const all = here(this.byForm.get(address));
    return all.length > 0 || bare === address ? all : here(this.byAddress.get(bare) ?? this.byForm.get(bare));
  }

  /** A reference may name all instances of a resource, in one module instance or in all of them. */
  private forms(): Map<string, RawResource[]> {
    const byForm = new Map<string, RawResource[]>();
    for (const [address, resources] of this.byAddress) {
      if (!address.includes('[') || address.startsWith('urn:')) continue;
      for (const form of new Set([address.replace(lastKey, ''), withoutKeys(address)])) {
        if (form !== address) for (const resource of resources) add(byForm, form, resource);
      }
    }
    return byForm;
  }

  /**
   * Resources that a value such as an id, MoID or path names. Two managers count their ids alike, so of several
   * resources those count that stand in the same document and use the same provider instance as the one that names them.
   */
  named(value: string, by: RawResource, types: readonly string[] = []): readonly RawResource[] {
    const all = this.byIdentity.get(value) ?? [];
    if (all.length < 2) return this.ofThese(all, types);
    const { name, address } = by.provider;
    return this.once(['named', value, name, address, ...types], by, () => {
      const here = all.filter(({ ref }) => isBeside(ref, by.ref));
      const some = here.length > 0 ? here : all;
      const near = some.filter(({ provider }) => provider.name === name && provider.address === address);
      return this.ofThese(near.length > 0 ? near : some, types);
    });
  }

  /** Resources of some Terraform types, any known one if none is given, that a reference leads to; the same list for all alike. */
  referredTo(address: string, by: RawResource, types: readonly string[]): readonly RawResource[] {
    const [only, ...others] = this.byAddress.get(address) ?? [];
    if (only !== undefined && others.length === 0 && isBeside(only.ref, by.ref)) return this.ofThese([only], types);
    return this.once(['at', address, ...types], by, () => this.ofThese(this.atAddress(address, by), types));
  }

  /** Whether a resource is of one of some Terraform types, or of any known one if none is given. */
  isOf(type: string, types: readonly string[]): boolean {
    const known = this.catalogue.find(type);
    return known !== undefined && (types.length === 0 || types.includes(known.terraform));
  }

  private ofThese(resources: readonly RawResource[], types: readonly string[]): readonly RawResource[] {
    return resources.filter(({ type }) => this.isOf(type, types));
  }

  private once(
    key: readonly (string | undefined)[],
    { ref: { stack, input } }: RawResource,
    find: () => readonly RawResource[],
  ): readonly RawResource[] {
    const whole = JSON.stringify([stack, input, ...key]);
    const before = this.found.get(whole);
    if (before !== undefined) return before;
    const found = find();
    this.found.set(whole, found);
    return found;
  }

  /** All resources of some Terraform types, in the order of the types; the same list each time. */
  ofTypes(types: readonly string[]): readonly RawResource[] {
    const key = types.join(' ');
    const before = this.together.get(key);
    if (before !== undefined) return before;
    const all = types.flatMap((type) => this.byType.get(type) ?? []);
    this.together.set(key, all);
    return all;
  }

  /** Resources of a Terraform type whose attribute points at the target; the same list for all targets that the same ones name. */
  referrers(target: RawResource, type: string, path: string): readonly RawResource[] {
    const key = `${type} ${path}`;
    let byTarget = this.pointing.get(key);
    if (byTarget === undefined) this.pointing.set(key, (byTarget = this.findReferrers(type, path)));
    const lists = byTarget.get(target) ?? [];
    const [only = none, ...others] = lists;
    if (others.length === 0) return only;
    return this.joined.get(lists, () => {
      const all = new Set(lists.flat());
      return (this.byType.get(type) ?? []).filter((resource) => all.has(resource));
    });
  }

  /** Those that name the same several targets are put together once, not once for each target. */
  private findReferrers(type: string, path: string): Map<RawResource, (readonly RawResource[])[]> {
    const byTargets = new Map<RawResource | readonly RawResource[], RawResource[]>();
    for (const resource of this.byType.get(type) ?? []) {
      const targets = this.targets(resource, path, []);
      const [only, ...others] = targets;
      add(byTargets, only !== undefined && others.length === 0 ? only : targets, resource);
    }
    const byTarget = new Map<RawResource, (readonly RawResource[])[]>();
    for (const [targets, referrers] of byTargets) {
      for (const target of isOne(targets) ? [targets] : targets) {
        const lists = byTarget.get(target);
        if (lists === undefined) byTarget.set(target, [referrers]);
        else lists.push(referrers);
      }
    }
    return byTarget;
  }

  /**
   * The resources that an attribute points at, each once: by its known values first, else by what it draws from.
   * @param types Terraform types that count, any known one if none is given
   */
  targets(
    resource: RawResource,
    path: string,
    types: readonly string[],
    side: 'planned' | 'before' = 'planned',
  ): readonly RawResource[] {
    const attributes = side === 'before' ? resource.before : resource.attributes;
    return attributes === undefined ? [] : this.targetsIn(attributes, resource, path, types);
  }

  /** As `targets`, of an attribute in a block of the resource, or of its earlier values, which draw on nothing. */
  targetsIn(
    attributes: Attributes,
    resource: RawResource,
    path: string,
    types: readonly string[],
  ): readonly RawResource[] {
    const list = attributes.strings(path);
    if (!list.known && list.reason.kind === 'absent') return [];
    const lists: (readonly RawResource[])[] = [];
    let open = !list.known;
    for (const value of list.known ? list.value : []) {
      if (!value.known) open = true;
      else lists.push(this.named(value.value, resource, types));
    }
    // A known id is what it is; only for an unknown one does it help to know what it draws from.
    for (const address of open ? attributes.references(path) : [])
      lists.push(this.referredTo(address, resource, types));
    const [only = [], ...others] = lists.filter(({ length }) => length > 0);
    return others.length === 0 ? only : [...new Set([only, ...others].flat())];
  }
}

const none: readonly RawResource[] = [];

const isOne = (targets: RawResource | readonly RawResource[]): targets is RawResource => !Array.isArray(targets);

const key = '\\[(?:"(?:[^"\\\\]|\\\\.)*"|\\d+)\\]';
const anyKey = new RegExp(key, 'g');
const lastKey = new RegExp(`${key}$`);

/** `module.a["x"].t.n[0]` -> `module.a.t.n`. A key may hold any character, brackets and dots included. */
export function withoutKeys(address: string): string {
  return address.includes('[') && !address.startsWith('urn:') ? address.replace(anyKey, '') : address;
}

function add<Key>(map: Map<Key, RawResource[]>, key: Key, resource: RawResource): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [resource]);
  else list.push(resource);
}
