import { refKey, type ResourceRef } from '../graph/location';
import type { RawResource } from './raw-resource';

/** An attribute that a plan changes, in the spelling of its resource's own tool. */
export interface TouchedAttribute {
  readonly address: string;
  readonly path: string;
}

export interface RecordedReads {
  /** The same resources; reads of those that the plan changes in place, or replaces, are recorded. */
  readonly resources: readonly RawResource[];
  /** What was read of the resources so far and is changed by the plan, sorted. */
  readonly touched: (refs: readonly ResourceRef[]) => readonly TouchedAttribute[];
}

interface Recorded {
  readonly resource: RawResource;
  readonly paths: Set<string>;
}

/** Records what is read of changed resources, so that a change of a tag can be told from one of what a finding rests on. */
export function recordReads(resources: readonly RawResource[]): RecordedReads {
  const recorded = new Map<string, Recorded>();
  const all = resources.map((resource) => {
    if (resource.before === undefined || !CHANGED.has(resource.change)) return resource;
    const paths = new Set<string>();
    recorded.set(refKey(resource.ref), { resource, paths });
    return { ...resource, attributes: resource.attributes.recording(paths) };
  });
  if (recorded.size === 0) return { resources, touched: () => [] };
  return {
    resources: all,
    touched: (refs) =>
      [...new Set(refs.map(refKey))].sort().flatMap((key) => {
        const found = recorded.get(key);
        return found === undefined ? [] : touchedOf(found);
      }),
  };
}

const CHANGED: ReadonlySet<string> = new Set(['update', 'replace']);

const touchedOf = ({ resource, paths }: Recorded): readonly TouchedAttribute[] =>
  [...paths]
    .filter((path) => resource.before?.isSame(resource.attributes, path) === false)
    .map((path) => ({ address: resource.ref.address, path: resource.attributes.spell(path) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
