/* oxlint-disable typescript/no-require-imports -- a run without globs does not load the library for them */
import type picomatch from 'picomatch';
import { quote } from '../model/explain-quantity';
import type { MatcherHit, OwnedMatcher } from './matcher-hit';

interface Glob {
  readonly kind: 'name';
  readonly glob: string;
}

/** Names are no paths: `*` takes dots and slashes, and a `!` in front is a letter, not "all others". */
const OPTIONS: picomatch.PicomatchOptions = {
  nocase: true,
  dot: true,
  bash: true,
  noextglob: true,
  nonegate: true,
  windows: false,
};

/** Which globs a text matches. Compiled when first asked, answered from memory when asked again. */
export function globLookup(globs: readonly OwnedMatcher<Glob>[]): (text: string) => readonly MatcherHit[] {
  if (globs.length === 0) return () => [];
  let compiled:
    | readonly { readonly owner: string; readonly glob: string; readonly test: (text: string) => boolean }[]
    | undefined;
  const answers = new Map<string, readonly MatcherHit[]>();
  return (text) => {
    const before = answers.get(text);
    if (before !== undefined) return before;
    compiled ??= globs.map(({ owner, matcher: { glob } }) => ({ owner, glob, test: compile(glob) }));
    const hits = compiled
      .filter(({ test }) => test(text))
      .map(({ owner, glob }) => ({ owner, because: `name ${quote(text)} matches ${glob}` }));
    answers.set(text, hits);
    return hits;
  };
}

function compile(glob: string): (text: string) => boolean {
  const compileGlob = require('picomatch') as typeof picomatch;
  return compileGlob(glob, OPTIONS);
}
