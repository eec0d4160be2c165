import type { GraphBuilder } from './graph-builder';
import type { PlaceHint } from './placer';
import type { RawResource } from '../resources/raw-resource';

/** What Lightbound knows of one resource type. Attribute names are Terraform's; `Attributes` finds Pulumi's spellings. */
export interface TypeRow {
  /** Pulumi tokens of the same type. */
  readonly pulumi: readonly string[];
  /** Attributes besides `id` by which other resources name this one. */
  readonly identity?: readonly string[];
  /** Where the resource stands, in the order of trust; tags come before these, names and provider instance after. */
  readonly place?: readonly PlaceHint[];
  /** Adds what the resource means to the graph. A type without it only places others. */
  readonly read?: (resource: RawResource, build: GraphBuilder) => void;
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

/** Finds a row by Terraform type or Pulumi token. Types made by rule also appear as the bare Terraform name. */
export class TypeCatalogue {
  private readonly byName = new Map<string, KnownType>();

  constructor(tables: readonly ProviderTable[]) {
    for (const table of tables) {
      for (const [terraform, row] of Object.entries(table.types)) {
        for (const name of [terraform, ...row.pulumi]) this.byName.set(name, { terraform, row });
      }
    }
  }

  find(type: string): KnownType | undefined {
    return this.byName.get(type);
  }
}
