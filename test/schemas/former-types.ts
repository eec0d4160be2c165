import type { Attribute, ProviderName, Schema } from './provider-schema';

interface FormerType {
  /** Its name now. */
  readonly now: string;
  /** Attributes that only the older type had. */
  readonly more: Record<string, Attribute>;
}

const project = { project_id: { optional: true, type: 'string' } } as const;

/*
 * Types that states and old provider versions hold, and no schema of today. For OVH: CHANGELOG.md of
 * github.com/ovh/terraform-provider-ovh, "Deprecated in favor of" under 0.3.0 and 0.13.0, and the pages of the types in that version.
 */
const formerTypes: { readonly [Name in ProviderName]?: Readonly<Record<string, FormerType>> } = {
  ovh: {
    ovh_cloud_network_private: { now: 'ovh_cloud_project_network_private', more: project },
    ovh_publiccloud_private_network: { now: 'ovh_cloud_project_network_private', more: project },
    ovh_cloud_network_private_subnet: { now: 'ovh_cloud_project_network_private_subnet', more: project },
    ovh_publiccloud_private_network_subnet: { now: 'ovh_cloud_project_network_private_subnet', more: project },
    ovh_vrack_publiccloud_attachment: {
      now: 'ovh_vrack_cloudproject',
      more: { vrack_id: { required: true, type: 'string' } },
    },
  },
};

export const isFormer = (name: ProviderName, type: string): boolean => type in (formerTypes[name] ?? {});

/** The schemas of a provider with those that its former types had. */
export function withFormer(name: ProviderName, schemas: Record<string, Schema>): Record<string, Schema> {
  const all = { ...schemas };
  for (const [type, { now, more }] of Object.entries(formerTypes[name] ?? {})) {
    const schema = schemas[now];
    if (schema === undefined) throw new Error(`${type} was ${now}, of which there is no schema`);
    all[type] = { ...schema, block: { ...schema.block, attributes: { ...schema.block.attributes, ...more } } };
  }
  return all;
}
