import type { Doubt } from '../graph/graph-node';
import { hiddenIn, mapKnown, type Known } from '../graph/known';
import type { GraphBuilder } from '../placing/graph-builder';
import type { Mention } from '../placing/mention';
import type { Placer } from '../placing/placer';
import type { Called } from '../placing/shared-drafts';
import type { ResourceIndex } from '../placing/resource-index';
import { doubtOf, isUnset } from '../placing/whether';
import { refKey } from '../graph/location';
import type { Attributes } from '../resources/attributes';
import type { RawResource } from '../resources/raw-resource';

/** What carries OVHcloud's private networks, for people. */
export const mechanism = 'OVHcloud private network (vRack)';

const formerAttachment = 'ovh_vrack_publiccloud_attachment';
const attachmentTypes = ['ovh_vrack_cloudproject', formerAttachment];

/** A network of a project: its paths, and what they hold. */
export interface Tagged {
  readonly network: RawResource;
  /** The project's id, or what else tells projects apart. */
  readonly project: { readonly path: string; readonly id: Known<string> } | Called;
  readonly vlan: {
    readonly path: string;
    readonly id: Known<string>;
    /** The block that the path starts in, if not the network itself. */
    readonly block?: Attributes;
  };
}

/** What the segment of a network is known by: its vRack and its VLAN; undefined where the network has none, or one is unknown. */
export function vlanId(tagged: Tagged, build: GraphBuilder): string | undefined {
  const rack = rackOf(tagged, build);
  const { vlan } = tagged;
  if (!vlan.id.known) return undefined;
  if (typeof rack === 'string') return `ovh ${rack} vlan ${vlan.id.value}`;
  return 'called' in rack ? `ovh ${rack.kind} ${rack.called} vlan ${vlan.id.value}` : undefined;
}

/**
 * One VLAN of one vRack is one segment, in whichever resources and projects it is written. Where the vRack or the VLAN is unknown, a
 * network shares it perhaps with others.
 */
export function shareVlan(tagged: Tagged, mention: Mention<'broadcast-domain'>, build: GraphBuilder): void {
  const { network, project, vlan } = tagged;
  const ofNone = !('called' in project) && !project.id.known && isUnset(network, project.path, project.id);
  const { path, id, block } = vlan;
  if (ofNone || (!id.known && isUnset(network, path, id, block && { block }))) return;
  const rack = rackOf(tagged, build);
  build.share('broadcast-domain', {
    space: 'ovh vlan',
    by: network.ref,
    values: [rack, id.known ? id.value : doubtOf(network, path, id, block)],
    id: vlanId(tagged, build),
    mention,
  });
}

/** The vRack that the project is attached to, where the input shows it, else the project: a project has one vRack. */
function rackOf({ network, project }: Tagged, { placer }: GraphBuilder): string | Called | Doubt {
  if ('called' in project) return project;
  if (!project.id.known) return doubtOf(network, project.path, project.id);
  const open = openAttachment(placer);
  const [attached] = placer.index
    .named(project.id.value, network)
    .filter(({ type }) => placer.accepts(type, attachmentTypes));
  if (attached === undefined) return open ?? `project ${project.id.value}`;
  const path = placer.accepts(attached.type, [formerAttachment]) ? 'vrack_id' : 'service_name';
  const rack = attached.attributes.string(path);
  if (rack.known) return `vrack ${rack.value}`;
  // One that is made in the same run has no name yet, but its address.
  const [made, ...others] = attached.attributes.references(path);
  if (made !== undefined && others.length === 0) return `vrack ${refKey({ ...attached.ref, address: made })}`;
  return doubtOf(attached, path, rack);
}

const found = new WeakMap<ResourceIndex, Doubt | undefined>();

/** Why some attachment of the input, found once, may be that of any project. */
function openAttachment({ index }: Placer): Doubt | undefined {
  if (!found.has(index)) {
    const [first] = index.ofTypes(attachmentTypes).flatMap((attachment): readonly Doubt[] => {
      const project = attachment.attributes.string('project_id');
      const hidden = hiddenIn(project);
      const isDrawn = index.targets(attachment, 'project_id', []).length > 0;
      return hidden === undefined || isDrawn ? [] : [doubtOf(attachment, 'project_id', hidden)];
    });
    found.set(index, first);
  }
  return found.get(index);
}

/** A VLAN id, which providers write as a number or as a text. */
export const vlanIn = ({ attributes }: RawResource, path: string, block?: Attributes): Tagged['vlan'] => ({
  path,
  id: mapKnown((block ?? attributes).number(path), String),
  ...(block && { block }),
});
