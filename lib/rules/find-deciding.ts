import type { Standing } from '../facts/facts';

/** Judges every item and finds the one that decides: the first beyond, else the first open, else the first within. */
export function findDeciding<Item, Judged extends { readonly standing: Standing }>(
  items: readonly Item[],
  judge: (item: Item) => Judged,
): (Judged & { readonly item: Item }) | undefined {
  let decided: (Judged & { readonly item: Item }) | undefined;
  for (const item of items) {
    const judged = { ...judge(item), item };
    if (judged.standing === 'beyond') return judged;
    if (decided === undefined || (judged.standing === 'open' && decided.standing === 'within')) decided = judged;
  }
  return decided;
}
