/** One matcher that applies: whose it is, and why it applies. */
export interface Hit {
  readonly owner: string;
  readonly because: string;
}

/** A matcher of the site or workload class that declared it. */
export interface Owned<Matcher> {
  readonly owner: string;
  readonly matcher: Matcher;
}
