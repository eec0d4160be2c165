import { unknown } from './known';
import type { Guess } from './location';
import type { Member } from './domain';
import type { Site, SiteId } from './site';

/** Why a member stands where it does, if that is a guess. */
const guessOf = ({ site }: Member): Guess | undefined =>
  site.known && site.origin.kind === 'guess' ? site.origin : undefined;

/** The sites in which every member stands by a guess, each with the guess of the first one. */
export function guessedSites(members: readonly Member[]): ReadonlyMap<SiteId, Guess> {
  const guesses = new Map<SiteId, Guess>();
  const certain = new Set<SiteId>();
  for (const member of members) {
    if (!member.site.known) continue;
    const guess = guessOf(member);
    if (guess === undefined) certain.add(member.site.value);
    else if (!guesses.has(member.site.value)) guesses.set(member.site.value, guess);
  }
  for (const site of certain) guesses.delete(site);
  return guesses;
}

/**
 * Members without those that only a guess puts beside others: two guesses on different grounds may differ though their values are
 * equal, so what they say is no proof that two members stand together.
 */
export function withoutChance<Placed extends Pick<Member, 'site'>>(members: readonly Placed[]): readonly Placed[] {
  const grounds = new Map<SiteId, string>();
  for (const { site } of members) {
    if (!site.known) continue;
    const ground = groundOf(site.origin);
    const before = grounds.get(site.value);
    if (before === undefined || ground < before) grounds.set(site.value, ground);
  }
  return members.map((member): Placed => {
    const { site } = member;
    if (!site.known || groundOf(site.origin) === grounds.get(site.value)) return member;
    const reason = site.origin.kind === 'guess' ? site.origin.reason : '';
    return { ...member, site: unknown('not-placed', reason) };
  });
}

/** Whether an end of a path stands where it does by a guess whose ground may hold for another place as well. */
export const isDoubtful = (
  { a, b }: { readonly a: Site; readonly b: Site },
  guesses: ReadonlyMap<SiteId, Guess>,
): boolean => [a, b].some(({ id }) => guesses.get(id)?.ground !== undefined);

/** Empty for what is certain, which comes before every guess. */
const groundOf = (origin: { readonly kind: string; readonly ground?: string }): string => origin.ground ?? '';
