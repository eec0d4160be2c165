/** A matcher of the site or workload class that declared it. */
export interface OwnedMatcher<Matcher> {
  readonly owner: string;
  readonly matcher: Matcher;
}

/** A matcher that applies: whose it is, and why it applies. */
export interface MatcherHit {
  readonly owner: string;
  readonly because: string;
}
