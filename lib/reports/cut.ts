import { grouped } from './page';

/** Longer than any name or address that people give, and than any message about such. */
const [longestWord, longestText] = [500, 2000];

/** A text of at most so many characters, and how many it had where it was longer. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most).replace(/\p{Cs}$/u, '');
  return `${kept}... (cut, ${grouped(text.length)} characters)`;
}

/** A text whose names are cut where they are longer than anybody reads, so that what is said of them stays; then the whole. */
export function shortened(text: string): string {
  if (text.length <= longestWord) return text;
  return cut(
    text.replaceAll(/\S+/gu, (word) => cut(word, longestWord)),
    longestText,
  );
}
