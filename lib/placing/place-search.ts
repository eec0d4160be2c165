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
  private asked: { readonly missing: Set<RawResource>; readonly circle: Set<Searched> } | undefined;

  /** @param attempt finds a place, and may ask for others by `place`; where `isWaiting`, what it finds does not matter */
  constructor(private readonly attempt: (resource: RawResource) => Located) {}

  /** Whether the try under way asked for what is not known yet. */
  get isWaiting(): boolean {
    return this.asked !== undefined && this.asked.missing.size > 0;
  }

  place(resource: RawResource): Located {
    const before = this.placed.get(resource);
    if (before !== undefined) return before;
    if (this.asked === undefined) {
      this.search(resource);
      return this.placed.get(resource) ?? inCircle;
    }
    const searched = this.searched.get(resource);
    if (searched === undefined) this.asked.missing.add(resource);
    else this.asked.circle.add(searched);
    return inCircle;
  }

  private search(root: RawResource): void {
    const under = [this.begin(root)];
    for (let current = under.at(-1); current !== undefined; current = under.at(-1)) {
      const next = current.ahead.pop();
      if (next !== undefined) {
        if (!this.searched.has(next)) under.push(this.begin(next));
        continue;
      }
      const { missing } = this.tryOnce(current);
      if (missing.size > 0) {
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

  private tryOnce(searched: Searched): { readonly missing: ReadonlySet<RawResource> } {
    const asked = { missing: new Set<RawResource>(), circle: new Set<Searched>() };
    this.asked = asked;
    try {
      searched.result = this.attempt(searched.resource);
    } finally {
      this.asked = undefined;
    }
    searched.circle = [...asked.circle];
    return asked;
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
