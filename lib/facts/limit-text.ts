import type { DoubtfulBound } from './held-limit';

type Because = DoubtfulBound<unknown>['because'];

/** A limit in words, with how sure it is where that is not certain. */
export const boundText = (limit: string, because?: Because): string =>
  because === 'secondary-source' ? `${limit}, according to a secondary source` : limit;

/** What lies between the limits of versions or editions, the strictest first. */
export const dependsText = (because: Because, strictest: string, loosest: string): string =>
  `depends on the ${because}: ${strictest} to ${loosest}`;
