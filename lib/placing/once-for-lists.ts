/** Makes a value once for the same lists: what many resources alike ask for is walked once. */
export class OnceForLists<Value> {
  private readonly numbers = new WeakMap<readonly unknown[], number>();
  private readonly made = new Map<string, { readonly value: Value }>();
  private count = 0;

  get(lists: readonly (readonly unknown[])[], make: () => Value): Value {
    const key = lists.map((list) => this.numberOf(list)).join(' ');
    let found = this.made.get(key);
    if (found === undefined) this.made.set(key, (found = { value: make() }));
    return found.value;
  }

  private numberOf(list: readonly unknown[]): number {
    let number = this.numbers.get(list);
    if (number === undefined) this.numbers.set(list, (number = this.count++));
    return number;
  }
}
