import { editDistance } from '../reference/edit-distance';

/** The known word that a misspelt one most likely means; undefined if none is near. */
export function nearest(written: string, known: Iterable<string>): string | undefined {
  const wanted = plain(written);
  const allowed = Math.max(1, Math.floor(wanted.length / 3));
  let best: { readonly word: string; readonly edits: number } | undefined;
  for (const word of known) {
    const candidate = plain(word);
    const edits = beginsWith(candidate, wanted) ? 1 : editDistance(wanted, candidate);
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
