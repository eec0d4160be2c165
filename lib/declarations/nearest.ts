/** The known word that a misspelt one most likely means; undefined if none is near. */
export function nearest(written: string, known: Iterable<string>): string | undefined {
  const wanted = plain(written);
  const allowed = Math.max(1, Math.floor(wanted.length / 3));
  let best: { readonly word: string; readonly edits: number } | undefined;
  for (const word of known) {
    const candidate = plain(word);
    const edits = beginsWith(candidate, wanted) ? 1 : editsBetween(wanted, candidate);
    if (edits <= allowed && (best === undefined || edits < best.edits)) best = { word, edits };
  }
  return best?.word;
}

/** Completes an error: what was meant, or what there is to choose from. */
export function didYouMean(written: string, known: readonly string[]): string {
  const near = nearest(written, known);
  if (near !== undefined) return `did you mean ${near}?`;
  if (known.length === 0) return 'there are none to choose from';
  const shown = known.slice(0, 12).join(', ');
  return `known: ${shown}${known.length > 12 ? ` and ${known.length - 12} more` : ''}`;
}

/** Case, hyphens and underscores are what people forget. */
const plain = (word: string): string =>
  word
    .slice(0, 80)
    .toLowerCase()
    .replace(/[-_\s]/gu, '');

/** `warn` is warning. */
const beginsWith = (word: string, start: string): boolean =>
  start.length >= 3 && word.startsWith(start) && word !== start;

/** Letters to insert, remove, replace or swap with their neighbour (optimal string alignment). */
function editsBetween(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(before, j - 2) + 1 : Infinity;
      next.push(Math.min(replaced, swapped, at(row, j) + 1, at(next, j - 1) + 1));
    }
    before = row;
    row = next;
  }
  return at(row, b.length);
}

const at = (row: readonly number[], j: number): number => row[j] ?? Infinity;
