import type { RawResource } from '../resources/raw-resource';
import { nowhere, type Located } from './site-registry';

/** A resource whose place is being searched (Tarjan 1972, SIAM Journal on Computing 1(2), 146-160). */
interface Searched {
  readonly resource: RawResource;
  readonly index: number;
  /** The lowest index that its search led back to: its own, unless it is in a circle that began before it. */
  low: number;
  /** What to search before this one is tried again; the next one last. */
  ahead: RawResource[];
  /** As of the last try. */
  result: Located;
  /** Others of its circle that it asked for. */
  circle: readonly Searched[];
}

/** What a try asked for and did not get; most ask for nothing of the kind. */
interface Asked {
  /** Resources not searched before. */
  missing?: Set<RawResource> | undefined;
  /** Those that are searched, and not placed yet. */
  circle?: Set<Searched> | undefined;
}

/** In a circle, a place travels this often through a resource that it does not settle; beyond, the resource has no place. */
const mostTries = 8;

const inCircle = nowhere('its parents form a circle');

/**
 * Finds the places of resources that take them from each other, each resource a few times at most. A try that asks for
 * resources not searched before is dropped and made again behind theirs, since the input decides how deep parents lead. In a
 * circle each resource first stands where it would without the others; the rest take their places from these.
 */
export class PlaceSearch {
  private readonly placed = new Map<RawResource, Located>();
  private readonly searched = new Map<RawResource, Searched>();
  /** Searched and not placed, in the order of their indices. */
  private readonly open: Searched[] = [];
  /** What the try under way asked for. */
  private asked: Asked | undefined;

  /** @param attempt finds a place, and may ask for others by `place`; where `isWaiting`, what it finds does not matter */
  constructor(private readonly attempt: (resource: RawResource) => Located) {}

  /** Whether the try under way asked for what is not known yet. */
  get isWaiting(): boolean {
    return this.asked?.missing !== undefined;
  }

  /** Whether the place of a resource is found, and stays. */
  isSettled(resource: RawResource): boolean {
    return this.placed.has(resource);
  }

  place(resource: RawResource): Located {
    const before = this.placed.get(resource);
    if (before !== undefined) return before;
    if (this.asked === undefined) return this.placeFirst(resource);
    const searched = this.searched.get(resource);
    if (searched === undefined) (this.asked.missing ??= new Set()).add(resource);
    else (this.asked.circle ??= new Set()).add(searched);
    return inCircle;
  }

  /** Most resources are placed at the first try, by what is placed already. */
  private placeFirst(resource: RawResource): Located {
    const { missing, result } = this.attemptIt(resource);
    if (missing === undefined) {
      this.placed.set(resource, result);
      return result;
    }
    this.search(resource, missing);
    return this.placed.get(resource) ?? inCircle;
  }

  /** @param ahead what the root asked for at its first try */
  private search(root: RawResource, ahead: ReadonlySet<RawResource>): void {
    const first = this.begin(root);
    first.ahead = [...ahead].reverse();
    const under = [first];
    for (let current = under.at(-1); current !== undefined; current = under.at(-1)) {
      const next = current.ahead.pop();
      if (next !== undefined) {
        if (!this.searched.has(next)) under.push(this.begin(next));
        continue;
      }
      const { missing } = this.tryOnce(current);
      if (missing !== undefined) {
        current.ahead = [...missing].reverse();
        continue;
      }
      under.pop();
      for (const { index } of current.circle) current.low = Math.min(current.low, index);
      const outer = under.at(-1);
      if (outer !== undefined) outer.low = Math.min(outer.low, current.low);
      if (current.low === current.index) this.settle(this.open.splice(this.open.lastIndexOf(current)));
    }
  }

  private begin(resource: RawResource): Searched {
    const index = this.searched.size;
    const searched: Searched = { resource, index, low: index, ahead: [], result: inCircle, circle: [] };
    this.searched.set(resource, searched);
    this.open.push(searched);
    return searched;
  }

  private tryOnce(searched: Searched): Asked {
    const tried = this.attemptIt(searched.resource);
    searched.result = tried.result;
    searched.circle = [...(tried.circle ?? [])];
    return tried;
  }

  private attemptIt(resource: RawResource): Asked & { readonly result: Located } {
    const asked: Asked = {};
    this.asked = asked;
    try {
      const result = this.attempt(resource);
      return { missing: asked.missing, circle: asked.circle, result };
    } finally {
      this.asked = undefined;
    }
  }

  /** Places all of one circle, or one resource that is in none. */
  private settle(circle: readonly Searched[]): void {
    const asking = new Map<Searched, Searched[]>();
    for (const one of circle) {
      for (const other of one.circle) {
        const others = asking.get(other) ?? [];
        asking.set(other, others);
        others.push(one);
      }
    }
    const tries = new Map<Searched, number>();
    let fresh = circle.filter(({ result }) => result.site.known);
    while (fresh.length > 0) {
      for (const { resource, result } of fresh) this.placed.set(resource, result);
      const waiting = new Set(fresh.flatMap((one) => asking.get(one) ?? []));
      fresh = [...waiting].filter((one) => {
        const count = tries.get(one) ?? 0;
        if (this.placed.has(one.resource) || count === mostTries) return false;
        tries.set(one, count + 1);
        this.tryOnce(one);
        return one.result.site.known;
      });
    }
    for (const { resource, result } of circle) if (!this.placed.has(resource)) this.placed.set(resource, result);
  }
}
