/** One place in a glob: what it takes of a text, and where it leads without taking anything. */
type Part =
  | { readonly kind: 'one'; readonly takes: (character: string) => boolean }
  | { readonly kind: 'any' }
  | { readonly kind: 'jump'; readonly to: readonly number[] };

/** A text as globs see it: in lower case, and split into characters once for all of them. */
export class GlobText {
  readonly text: string;
  #characters: readonly string[] | undefined;

  constructor(text: string) {
    this.text = text.toLowerCase();
  }

  get characters(): readonly string[] {
    return (this.#characters ??= [...this.text]);
  }
}

/** Whether a text is what the glob stands for. */
export type GlobTest = (text: GlobText) => boolean;

/**
 * Compiles `*` (any characters, dots and slashes too), `?` (one character), `[a-z]` and `[!a-z]` (one character of a
 * class, or outside of it) and `{a,b}` (either). Brackets and braces that are not closed, and braces without a comma, are
 * characters. Case does not count. All places that the text may have reached are followed side by side (Thompson 1968,
 * Communications of the ACM 11(6), 419-422), so that a match takes at most length of the glob times length of the text.
 *
 * @param onStep called for every place that is visited
 */
export function compileGlob(glob: string, onStep: () => void = () => undefined): GlobTest {
  // Most globs are text and stars, which need no places: each piece is sought behind the one before.
  if (!/[?[\]{}]/u.test(glob)) return compileStars(glob);
  const parts = partsOf(new GlobText(glob).characters);
  const last = parts.at(-1);
  return ({ characters }) => {
    // Most names end otherwise than a glob such as `*-dub`.
    if (last?.kind === 'one' && !last.takes(characters.at(-1) ?? '')) return false;
    let reached = follow(parts, [0], onStep);
    for (const character of characters) {
      const next: number[] = [];
      for (const at of reached) {
        const part = parts[at];
        if (part?.kind === 'any') next.push(at);
        else if (part?.kind === 'one' && part.takes(character)) next.push(at + 1);
      }
      if (next.length === 0) return false;
      reached = follow(parts, next, onStep);
    }
    return reached.has(parts.length);
  };
}

/** Compiles a pattern in which `*` stands for any characters and nothing else is special: addresses hold brackets. Case does not count. */
export function compileStars(pattern: string): GlobTest {
  const pieces = new GlobText(pattern).text.split('*');
  return ({ text }) => isInPieces(pieces, text);
}

/** Whether a text begins with the first piece, ends with the last, and holds the others between them in their order. */
function isInPieces([first = '', ...others]: readonly string[], text: string): boolean {
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of others) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/** The places themselves, and all that they lead to without a character. */
function follow(parts: readonly Part[], places: number[], onStep: () => void): ReadonlySet<number> {
  const reached = new Set<number>();
  for (let at = places.pop(); at !== undefined; at = places.pop()) {
    onStep();
    if (reached.has(at)) continue;
    reached.add(at);
    const part = parts[at];
    if (part?.kind === 'any') places.push(at + 1);
    else if (part?.kind === 'jump') places.push(...part.to);
  }
  return reached;
}

interface OpenBrace {
  readonly at: number;
  readonly commas: number[];
}

function partsOf(glob: readonly string[]): readonly Part[] {
  const parts: Part[] = [];
  const open: OpenBrace[] = [];
  for (let i = 0; i < glob.length; i++) {
    const character = glob[i] ?? '';
    const group = character === '[' ? classAt(glob, i) : undefined;
    if (group !== undefined) {
      parts.push({ kind: 'one', takes: group.takes });
      i = group.end;
      continue;
    }
    if (character === '{') open.push({ at: parts.length, commas: [] });
    else if (character === ',') open.at(-1)?.commas.push(parts.length);
    parts.push(partOf(character));
    const closed = character === '}' ? open.pop() : undefined;
    if (closed !== undefined && closed.commas.length > 0) joinAlternatives(parts, closed);
  }
  return parts;
}

function partOf(character: string): Part {
  if (character === '*') return { kind: 'any' };
  return { kind: 'one', takes: (taken) => character === '?' || taken === character };
}

/** Makes jumps of a brace, its commas and the brace that closes it, which is the last part so far. */
function joinAlternatives(parts: Part[], { at, commas }: OpenBrace): void {
  const behind = parts.length;
  parts[at] = { kind: 'jump', to: [at, ...commas].map((before) => before + 1) };
  for (const end of [...commas, behind - 1]) parts[end] = { kind: 'jump', to: [behind] };
}

interface CharacterClass {
  readonly takes: (character: string) => boolean;
  /** Where its closing bracket stands. */
  readonly end: number;
}

function classAt(glob: readonly string[], at: number): CharacterClass | undefined {
  const isNegated = glob[at + 1] === '!' || glob[at + 1] === '^';
  const from = at + (isNegated ? 2 : 1);
  // A bracket that stands first is one of the characters.
  const end = glob.indexOf(']', from + 1);
  if (end < 0) return undefined;
  const ranges: (readonly [string, string])[] = [];
  for (let i = from; i < end; i++) {
    const first = glob[i] ?? '';
    const isRange = glob[i + 1] === '-' && i + 2 < end;
    ranges.push([first, isRange ? (glob[i + 2] ?? '') : first]);
    if (isRange) i += 2;
  }
  const isListed = (character: string): boolean =>
    ranges.some(([first, last]) => first <= character && character <= last);
  return { takes: (character) => isListed(character) !== isNegated, end };
}
