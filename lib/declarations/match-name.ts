import { quote } from '../model/explain-quantity';
import { compileGlob, GlobText, type GlobTest } from './glob';
import type { MatcherHit, OwnedMatcher } from './matcher-hit';

interface Glob {
  readonly kind: 'name';
  readonly glob: string;
}

/** Which globs a text matches. Compiled when first asked, answered from memory when asked again. */
export function globLookup(globs: readonly OwnedMatcher<Glob>[]): (text: string) => readonly MatcherHit[] {
  if (globs.length === 0) return () => [];
  let compiled: readonly { readonly owner: string; readonly glob: string; readonly test: GlobTest }[] | undefined;
  const answers = new Map<string, readonly MatcherHit[]>();
  return (text) => {
    const before = answers.get(text);
    if (before !== undefined) return before;
    compiled ??= globs.map(({ owner, matcher: { glob } }) => ({ owner, glob, test: compileGlob(glob) }));
    const seen = new GlobText(text);
    const hits = compiled
      // A name stands for itself, whatever characters it holds: `init` writes names as they are.
      .filter(({ glob, test }) => text !== '' && (text === glob || test(seen)))
      .map(({ owner, glob }) => ({ owner, because: `name ${quote(text)} matches ${glob}` }));
    answers.set(text, hits);
    return hits;
  };
}
