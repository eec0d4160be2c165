import { text } from '../../resources/json-object';
import type { Shape } from '../json/shape';
import type { PlannedEntry } from './planned-resource';
import { resourceEntry } from './resource-entry';

/** The resources of a module of `terraform show -json` values and of those inside it. */
export function* moduleResources(shape: Shape, value: unknown, path: string): Generator<Omit<PlannedEntry, 'change'>> {
  const module = shape.optionalObject(value, path);
  for (const [index, item] of shape.optionalList(module['resources'], `${path}.resources`).entries()) {
    const at = `${path}.resources[${index}]`;
    const entry = shape.object(item, at);
    const resource = resourceEntry(shape, entry, at);
    if (resource === undefined || text(entry['deposed_key']) !== undefined) continue;
    yield {
      resource,
      planned: {
        values: shape.optionalObject(entry['values'], `${at}.values`),
        sensitive: shape.mask(entry['sensitive_values'], `${at}.sensitive_values`),
      },
    };
  }
  for (const [index, child] of shape.optionalList(module['child_modules'], `${path}.child_modules`).entries()) {
    yield* moduleResources(shape, child, `${path}.child_modules[${index}]`);
  }
}
