import { displayName, type GraphBuilder } from '../placing/graph-builder';
import { siteOfRegion } from '../placing/place-hints';
import type { ProviderTable } from '../placing/provider-table';
import { isUnset, whether } from '../placing/whether';
import type { Member } from '../graph/domain';
import { refKey } from '../graph/location';
import type { Attributes } from '../resources/attributes';
import type { RawResource } from '../resources/raw-resource';
import { mechanism, shareVlan, vlanIn, type Tagged } from './vrack';

export const openstack: ProviderTable = {
  name: 'openstack',
  types: {
    openstack_networking_network_v2: {
      pulumi: ['openstack:networking/network:Network'],
      read: readNetwork,
    },
  },
};

/** Where a network has its type and its VLAN. */
interface Spelling {
  readonly type: string;
  readonly vlan: string;
  readonly block?: Attributes;
}

/** The provider takes them as extensions, or in segments, of which a network may have several. */
function spellingsOf({ attributes }: RawResource): readonly Spelling[] {
  const blocks = attributes.blocks('segments');
  return [
    { type: 'value_specs.provider:network_type', vlan: 'value_specs.provider:segmentation_id' },
    ...(blocks.known
      ? blocks.value.map((block) => ({ type: 'network_type', vlan: 'segmentation_id', block }))
      : [{ type: 'segments.network_type', vlan: 'segments.segmentation_id' }]),
  ];
}

/**
 * A private network of OVHcloud, which OpenStack writes as one of type `vrack`. Its project is the tenant, whose id OVHcloud's own
 * resources have as well.
 */
function readNetwork(network: RawResource, build: GraphBuilder): void {
  for (const { type, vlan: path, block } of spellingsOf(network)) {
    const attributes = block ?? network.attributes;
    const at = block && { block };
    const exists = whether(network, type, attributes.string(type), (kind) => kind === 'vrack', at);
    if (exists === false) continue;
    const vlan = vlanIn(network, path, block);
    const mention = {
      name: `VLAN ${vlan.id.known ? vlan.id.value : `of ${displayName(network)}`} of one vRack project`,
      mechanism,
      members: [memberOf(network, build)],
      resources: [{ ...network.ref, path: attributes.spell(path) }],
      exists,
    };
    shareVlan({ network, project: projectOf(network), vlan }, mention, build);
  }
}

/** Arguments of the provider that name a project. */
const projectNames = ['tenant_id', 'tenant_name', 'cloud'];

/** Those, and who logs in, who has one. */
const projectArguments = [
  ...projectNames,
  'application_credential_id',
  'application_credential_name',
  'user_id',
  'user_name',
  'token',
];

/**
 * The project of a network: its own tenant, else that of its provider instance. Instances that give none have that of the environment,
 * which is the same for all of a run. One that is given otherwise is the same in one instance, and perhaps in others.
 */
function projectOf(network: RawResource): Tagged['project'] {
  const { attributes, ref, provider } = network;
  const path = 'tenant_id';
  const own = attributes.string(path);
  if (own.known || !isUnset(network, path, own)) return { path, id: own };
  const [first, ...others] = projectArguments.filter((name) => provider.attributes.has(name));
  const value = first === undefined || !projectNames.includes(first) ? undefined : provider.attributes.string(first);
  const isCertain = value?.known === true && value.origin.kind !== 'guess';
  if (isCertain && first === path) return { path, id: value };
  const instance = `provider ${[provider.name, provider.alias].join(' ').trim()}`;
  const calledBy = (kind: string, called: string, from: string): Tagged['project'] => ({
    kind: refKey({ ...ref, address: kind }),
    called,
    doubt: { resource: { ...ref, path }, because: `not written; ${instance} takes it from ${from}` },
  });
  if (first === undefined) return calledBy('environment', '', 'the environment');
  if (isCertain && first === 'tenant_name') return calledBy(first, value.value, first);
  // Two entries of a file of clouds may name one project.
  if (isCertain && others.length === 0) return calledBy(`${first} ${value.value}`, '', first);
  return calledBy(provider.address, '', first);
}

/** OVHcloud's OpenStack has its region codes; those of other clouds mean nothing here. */
function memberOf(network: RawResource, { placer }: GraphBuilder): Member {
  const declared = placer.member(network);
  if (declared.site.known) return declared;
  return { ...declared, site: siteOfRegion(network, 'ovh', placer) };
}
