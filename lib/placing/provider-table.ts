import type { GraphBuilder } from './graph-builder';
import type { PlaceHint } from './placer';
import { camelCase } from '../resources/naming';
import type { RawResource } from '../resources/raw-resource';

/** What Lightbound knows of one resource type. Attribute names are Terraform's; `Attributes` finds Pulumi's spellings. */
export interface TypeRow {
  /** Pulumi tokens of the same type. */
  readonly pulumi: readonly string[];
  /** Attributes besides `id` by which other resources name this one. */
  readonly identity?: readonly string[];
  /** Attributes with the name by which people know it, where its logical name says nothing. */
  readonly calledBy?: readonly string[];
  /** Where the resource stands, in the order of trust; tags come before these, names and provider instance after. */
  readonly place?: readonly PlaceHint[];
  /** Adds what the resource means to the graph. A type without it only places others. */
  readonly read?: (resource: RawResource, build: GraphBuilder) => void;
  /** Whether all that it means it means together with others, so that alone it decides nothing. */
  readonly isPart?: boolean;
}

/** One cloud or platform: Terraform type to row. */
export interface ProviderTable {
  readonly name: string;
  readonly types: Readonly<Record<string, TypeRow>>;
}

/** A type under its Terraform name, whatever dialect it was written in. */
export interface KnownType {
  readonly terraform: string;
  readonly row: TypeRow;
}

/**
 * The token that Pulumi's bridge makes of a type where nobody names it, as for any provider that a program adds by
 * `pulumi package add terraform-provider`: `ovh_cloud_vm` is `ovh:index/cloudVm:CloudVm`.
 */
function bridgedToken(terraform: string): string {
  const [provider = '', ...words] = terraform.split('_');
  const name = camelCase(words.join('_'));
  return `${provider}:index/${name}:${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** Finds a row by Terraform type, by Pulumi token, or by the token that the bridge makes by rule. */
export class TypeCatalogue {
  private readonly byName = new Map<string, KnownType>();

  constructor(tables: readonly ProviderTable[]) {
    for (const table of tables) {
      for (const [terraform, row] of Object.entries(table.types)) {
        for (const name of [terraform, bridgedToken(terraform), ...row.pulumi])
          this.byName.set(name, { terraform, row });
      }
    }
  }

  find(type: string): KnownType | undefined {
    return this.byName.get(type);
  }
}
