import type { Standing } from '../facts/facts';

/** The worst last. */
const order: readonly Standing[] = ['within', 'open', 'likely', 'beyond'];

/** Judges every item and finds the one that decides: the first of the worst standing. */
export function findDeciding<Item, Judged extends { readonly standing: Standing }>(
  items: readonly Item[],
  judge: (item: Item) => Judged,
): (Judged & { readonly item: Item }) | undefined {
  let decided: (Judged & { readonly item: Item }) | undefined;
  for (const item of items) {
    const judged = { ...judge(item), item };
    if (judged.standing === 'beyond') return judged;
    if (decided === undefined || order.indexOf(judged.standing) > order.indexOf(decided.standing)) decided = judged;
  }
  return decided;
}
