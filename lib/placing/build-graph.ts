import type { Declarations } from '../declarations/declarations';
import { compileMatchers } from '../declarations/match';
import type { Graph } from '../graph/graph';
import type { RawResource } from '../resources/raw-resource';
import { GraphBuilder } from './graph-builder';
import { Placer } from './placer';
import type { TypeCatalogue } from './provider-table';
import { ResourceIndex } from './resource-index';
import { SiteRegistry } from './site-registry';

/** A row of a provider table that threw; everything else is in the graph. */
export interface RowError {
  readonly kind: 'internal';
  /** Type and address of the resource that it was reading. */
  readonly where: string;
  readonly message: string;
}

/** Turns the resources of all inputs into one graph; resources of types that no table knows add nothing. */
export function buildGraph(
  resources: readonly RawResource[],
  declarations: Declarations,
  catalogue: TypeCatalogue,
): { readonly graph: Graph; readonly errors: readonly RowError[] } {
  const errors = new Map<RawResource, RowError>();
  const fail = (resource: RawResource, error: unknown): void => {
    const { type, address } = resource.ref;
    const message = `reading it failed: ${error instanceof Error ? error.message : String(error)}`;
    if (!errors.has(resource)) errors.set(resource, { kind: 'internal', where: `${type} ${address}`, message });
  };
  const matchers = compileMatchers(declarations);
  const registry = new SiteRegistry(declarations, matchers);
  const placer = new Placer(registry, new ResourceIndex(resources, catalogue), catalogue, fail);
  const builder = new GraphBuilder(placer, declarations, matchers);
  for (const resource of resources) {
    const row = catalogue.find(resource.type)?.row;
    if (row === undefined || resource.change === 'delete') continue;
    // A circuit or a network stands nowhere itself; its ends and members do.
    if (row.place !== undefined) builder.placement(resource);
    try {
      row.read?.(resource, builder);
    } catch (error) {
      fail(resource, error);
    }
  }
  return { graph: builder.finish(), errors: [...errors.values()] };
}
