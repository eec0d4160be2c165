import table from './data/products.json';

type Table = typeof table;

/** A product whose limits the reference data has. */
export type Product = keyof Table;

/** The products whose rows have a member. */
type ProductWith<Member extends string> = {
  [Name in Product]: Member extends keyof Table[Name] ? Name : never;
}[Product];

/** Moves running machines. */
export type MigrationPlatform = ProductWith<'moves'>;
/** Mirrors storage between sites: a write is acknowledged when every site has it. */
export type MirroringProduct = ProductWith<'mirrors'>;
/** Its version stands in the facts file, under `platforms`. */
export type DeclaredProduct = ProductWith<'declared'>;

/** A row of `data/products.json`. */
interface ProductRow {
  /** For people, such as `vSphere vMotion`. */
  readonly title: string;
  readonly moves?: boolean;
  readonly mirrors?: boolean;
  readonly declared?: boolean;
  /** Whose stop rule and wire format the product has. */
  readonly engine?: string;
  readonly released?: Released;
}

/** Versions that exist; limits name only those that changed one. */
interface Released {
  /** The newest major version. */
  readonly newest: number;
  /** All from the first one here on, where one page lists them, oldest first. */
  readonly versions?: readonly string[];
  /** Whether the first one here is the product's. */
  readonly fromFirst?: boolean;
  readonly source: string;
}

const names = Object.keys(table) as Product[];

export const productRow = (product: Product): ProductRow => table[product];

const having = (member: keyof ProductRow): readonly Product[] =>
  names.filter((name) => productRow(name)[member] === true);

// Safe: the types ask for the same members.
export const migrationPlatforms = having('moves') as readonly MigrationPlatform[];
export const mirroringProducts = having('mirrors') as readonly MirroringProduct[];
export const declaredProducts = having('declared') as readonly DeclaredProduct[];
