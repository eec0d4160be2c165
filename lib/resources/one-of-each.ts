import type { ResourceRef } from '../graph/location';
import type { DocumentKind, Reading } from './document';
import type { RawResource } from './raw-resource';

/** Of two documents of a stack that speak of one resource the earlier kind's values hold. */
const ORDER: readonly DocumentKind['tells'][] = ['plan', 'configuration', 'state'];

/**
 * The resources of all readings, one for each address of a stack. What several documents of a stack say of one resource (a
 * plan and a state, a plan and the source) is taken from the one that tells most of what will be, with the places of all. Two
 * documents of one kind that share an address are two infrastructures: they stay apart, and their resources name them. Resources
 * name their stack where there are several. They come by stack, document and address, whatever the order of the documents and in
 * them, so that it never shows which of several alike was met first.
 */
export function oneOfEach(readings: readonly Reading[]): readonly RawResource[] {
  const stacks = new Map<string, Reading[]>();
  for (const reading of readings) {
    const { stack = '' } = reading;
    const list = stacks.get(stack);
    if (list === undefined) stacks.set(stack, [reading]);
    else list.push(reading);
  }
  return inOrder([...stacks].flatMap(([stack, list]) => ofStack(stacks.size === 1 ? '' : stack, list)));
}

function inOrder(resources: readonly RawResource[]): readonly RawResource[] {
  // A plan of Terraform comes sorted but for its instance keys.
  const isSorted = resources.every((one, at) => at === 0 || byPlace(resources[at - 1] ?? one, one) <= 0);
  return isSorted ? resources : [...resources].sort(byPlace);
}

const byPlace = ({ ref: a }: RawResource, { ref: b }: RawResource): number =>
  compare(a.stack, b.stack) || compare(a.input, b.input) || compare(a.address, b.address);

const compare = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0);

function ofStack(stack: string, readings: readonly Reading[]): readonly RawResource[] {
  const [only, ...others] = readings;
  if (only === undefined) return [];
  if (others.length === 0) return named(only.resources, stack);
  const levels = ORDER.map((tells) => readings.filter(({ from }) => from.tells === tells));
  const found = new Map<string, RawResource[]>();
  for (const level of levels) {
    const apart = haveCommonAddress(level);
    const above = new Set(found.keys());
    for (const { path, resources } of level) {
      for (const resource of named(resources, stack, apart ? path : undefined)) {
        const { address } = resource.ref;
        const before = found.get(address);
        if (before === undefined) found.set(address, [resource]);
        else if (above.has(address))
          found.set(
            address,
            before.map((one) => placedLike(one, resource)),
          );
        else before.push(resource);
      }
    }
  }
  return [...found.values()].flat();
}

function haveCommonAddress(readings: readonly Reading[]): boolean {
  if (readings.length < 2) return false;
  const seen = new Set<string>();
  return readings.some(({ resources }) => {
    const addresses = new Set(resources.map(({ ref }) => ref.address));
    const isCommon = [...addresses].some((address) => seen.has(address));
    for (const address of addresses) seen.add(address);
    return isCommon;
  });
}

function named(resources: readonly RawResource[], stack: string, input?: string): readonly RawResource[] {
  if (stack === '' && input === undefined) return resources;
  const more: Partial<ResourceRef> = { ...(stack !== '' && { stack }), ...(input !== undefined && { input }) };
  return resources.map((resource) => ({ ...resource, ref: { ...resource.ref, ...more } }));
}

/** The resource with the places that only the other document tells. */
function placedLike(resource: RawResource, other: RawResource): RawResource {
  const { file, line, construct } = other.ref;
  const places = { file, line, construct };
  const missing = Object.entries(places).filter(
    ([name, place]) => place !== undefined && resource.ref[name as keyof typeof places] === undefined,
  );
  if (missing.length === 0) return resource;
  return { ...resource, ref: { ...resource.ref, ...Object.fromEntries(missing) } };
}
