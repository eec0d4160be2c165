import { UNSAFE } from '../declarations/check-facts';
import { legalName } from '../declarations/legal-name';
import { plainName } from '../declarations/look-alikes';

/** Names that a facts file takes, each once, whatever the case. */
export class UniqueNames {
  private readonly taken: Set<string>;
  private readonly counts = new Map<string, number>();

  constructor(taken: Iterable<string>) {
    this.taken = new Set([...UNSAFE, ...taken].map(plainName));
  }

  /** The first of some names that is free as a name of the file, else the first one with a number. */
  take(first: string, ...others: readonly string[]): string {
    const legal = legalName(first);
    let name = [legal, ...others.map(legalName)].find((one) => !this.taken.has(plainName(one))) ?? legal;
    let count = this.counts.get(legal) ?? 1;
    while (this.taken.has(plainName(name))) name = `${legal}-${(count += 1)}`;
    this.counts.set(legal, count);
    this.taken.add(plainName(name));
    return name;
  }
}
