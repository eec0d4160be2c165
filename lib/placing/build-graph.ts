import type { Declarations } from '../declarations/declarations';
import { compileMatchers } from '../declarations/match';
import type { Graph } from '../graph/graph';
import { InputError } from '../resources/document';
import type { RawResource } from '../resources/raw-resource';
import { GraphBuilder } from './graph-builder';
import { Placer } from './placer';
import type { TypeCatalogue } from './provider-table';
import { ResourceIndex } from './resource-index';
import { SiteRegistry } from './site-registry';

/** What could not be read of a resource: a row of a provider table that threw, or a malformed part of its document. */
export interface RowError {
  readonly kind: 'internal' | 'input';
  /** Type and address of the resource, or the document. */
  readonly where: string;
  readonly message: string;
}

/** Turns the resources of all inputs into one graph; resources of types that no table knows add nothing. */
export function buildGraph(
  resources: readonly RawResource[],
  declarations: Declarations,
  catalogue: TypeCatalogue,
): { readonly graph: Graph; readonly errors: readonly RowError[] } {
  const errors = new Map<unknown, RowError>();
  const fail = (resource: RawResource, error: unknown): void => {
    const { type, address } = resource.ref;
    if (error instanceof InputError) {
      errors.set(`${error.path} ${error.message}`, { kind: 'input', where: error.path, message: error.message });
      return;
    }
    const message = `reading it failed: ${error instanceof Error ? error.message : typeof error === 'string' ? error : 'it threw no Error'}`;
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
