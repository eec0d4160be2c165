import type { About } from '../graph/domain-kinds';
import type { RawResource } from '../resources/raw-resource';
import type { Contribution } from './mention';
import type { GraphBuilder } from './graph-builder';
import type { NodeId } from './node-id';
import { doubtOf, isUnset } from './whether';

interface Joining {
  /** The attribute that names the network. */
  readonly path: string;
  /** The types of the resources that are networks. */
  readonly types: readonly string[];
  /** The word before the id of a network that is not in the input. */
  readonly space: string;
  readonly part: Contribution;
  /** What the domain of such a network is known by, if not by the network itself. */
  readonly idOf?: (network: RawResource) => NodeId;
  /** What is said of a network that is not in the input, by its id; or by none, where that is unknown. */
  readonly about: (id: string | undefined) => About<'broadcast-domain'>;
}

/**
 * Adds what a resource brings to the network that it names: one of the input, else one that is known by its id only. Where
 * nothing tells which network it is, it may be any one of the input, and the same as that of others of which it is unknown.
 */
export function joinByReference(resource: RawResource, build: GraphBuilder, joining: Joining): void {
  const { path, types, space, part, about, idOf = ({ ref }) => ref } = joining;
  build.joinAny('broadcast-domain', build.placer.pointing(resource, path, types), part, idOf);
  const id = resource.attributes.string(path);
  const drawnFrom = build.placer.targets(resource, path, types).length;
  if (id.known ? drawnFrom === 1 : drawnFrom > 0 || isUnset(resource, path, id)) return;
  const mention = { ...about(id.known ? id.value : undefined), ...part };
  build.share('broadcast-domain', {
    space,
    by: resource.ref,
    values: [id.known ? id.value : doubtOf(resource, path, id)],
    id: id.known ? `${space} ${id.value}` : undefined,
    mention,
  });
}
