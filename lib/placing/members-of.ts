import type { Member } from '../graph/domain';
import { unknown, type NotKnown } from '../graph/known';
import { refKey } from '../graph/location';
import type { Attributes } from '../resources/attributes';
import type { RawResource } from '../resources/raw-resource';
import type { ResourceIndex } from './resource-index';
import type { Located } from './site-registry';

/** What places resources, and finds those that an id names. */
interface Places {
  readonly index: ResourceIndex;
  member(resource: RawResource): Member;
  place(resource: RawResource): Located;
  placeOfId(id: string): Located;
  common(resources: readonly RawResource[], path: string): Located | undefined;
}

/** A list of ids: an attribute of a resource, or of a block in it. */
interface IdList {
  readonly resource: RawResource;
  readonly path: string;
  /** Terraform types of what the ids may stand for. */
  readonly types: readonly string[];
  readonly attributes: Attributes;
}

/** What each id stands for: a resource, or what is declared for it; of unknown ones what the list draws from. */
export function membersOf(list: IdList, placer: Places): readonly Member[] {
  const { resource, path, types, attributes } = list;
  const ids = attributes.strings(path);
  if (!ids.known && ids.reason.kind === 'absent') return [];
  const members = new Map<string, Member>();
  let open = ids.known ? undefined : ids;
  for (const id of ids.known ? ids.value : []) {
    if (!id.known) {
      open ??= id;
      continue;
    }
    const named = placer.index.named(id.value, resource, types);
    const member = oneOf(named, id.value, placer) ?? literalMember(list, id.value, placer);
    members.set(`${refKey(member.resource)} ${member.resource.path ?? ''}`, member);
  }
  if (open !== undefined) addReferenced(members, list, open, placer);
  return [...members.values()];
}

function addReferenced(members: Map<string, Member>, list: IdList, { reason }: NotKnown, placer: Places): void {
  const { resource, path, types, attributes } = list;
  const before = members.size;
  const gap = (text: string): void => {
    const at = { ...resource.ref, path: attributes.spell(path) };
    members.set(`${resource.ref.address} ${path}`, {
      resource: at,
      site: unknown('after-apply', text),
      isSeveral: true,
    });
  };
  for (const address of attributes.references(path)) {
    const targets = placer.index.referredTo(address, resource, types);
    // Without a key the reference may mean all instances or one of them.
    const site = placer.common(targets, path)?.site;
    if (targets.length > 1 && site?.known !== true) gap(`${path} draws from some of ${address}`);
    else for (const target of targets) members.set(`${refKey(target.ref)} `, placer.member(target));
  }
  // A value that is unknown, and nothing new that it could come from.
  if (members.size > before) return;
  gap(reason.kind === 'after-apply' ? `${path} is known only after apply` : reason.text);
}

function oneOf(named: readonly RawResource[], id: string, placer: Places): Member | undefined {
  const [only, ...others] = named;
  if (only !== undefined && others.length === 0) return placer.member(only);
  // They come sorted.
  const [first] = named;
  return first && { resource: first.ref, site: placer.common(named, id)?.site ?? placer.place(first).site };
}

function literalMember({ resource, path, attributes }: IdList, id: string, placer: Places): Member {
  const at = { ...resource.ref, path: `${attributes.spell(path)}: ${id}` };
  return { resource: at, id, name: id, site: placer.placeOfId(id).site };
}
