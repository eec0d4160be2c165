import type { Declarations } from '../declarations/declarations';
import { compileMatchers } from '../declarations/match';
import type { Graph } from '../graph/graph';
import { GraphBuilder } from './graph-builder';
import { Placer } from './placer';
import type { TypeCatalogue } from './provider-table';
import type { RawResource } from '../resources/raw-resource';
import { ResourceIndex } from './resource-index';
import { SiteRegistry } from './site-registry';

/** Turns the resources of all inputs into one graph; resources of types that no table knows add nothing. */
export function buildGraph(
  resources: readonly RawResource[],
  declarations: Declarations,
  catalogue: TypeCatalogue,
): Graph {
  const matchers = compileMatchers(declarations);
  const registry = new SiteRegistry(declarations, matchers);
  const placer = new Placer(registry, new ResourceIndex(resources, catalogue), catalogue);
  const builder = new GraphBuilder(placer, declarations, matchers);
  for (const resource of resources) {
    const type = catalogue.find(resource.type);
    if (type === undefined || resource.change === 'delete') continue;
    // A circuit or a network stands nowhere itself; its ends and members do.
    if (type.row.place !== undefined) builder.placement(resource);
    type.row.read?.(resource, builder);
  }
  return builder.finish();
}
