/** Words that turn a law into a ban. */
const bans = new Set(['no', 'not', 'never', 'bad', 'avoid', 'disallow', 'forbid', 'invalid', 'wrong']);

/** The name under which people set the level of everything that cannot be decided. */
export const factsDeclared = 'facts-declared';

/** What such an id means already: as a key of `rules`, or as a policy of the pack. */
const meanings: ReadonlyMap<string, string> = new Map([
  [factsDeclared, 'sets the level of what cannot be decided'],
  ['rule-errors', 'is the policy of the pack that takes rules that failed'],
]);

/** Says why an id is not a law `<subject>-<law>`; undefined when it is one. */
export function ruleIdProblem(id: string): string | undefined {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/u.test(id)) {
    return `"${id}": an id is <subject>-<law> in lower case, such as migration-rtt-budget`;
  }
  const meaning = meanings.get(id);
  if (meaning !== undefined) return `"${id}": the name ${meaning}; choose another id`;
  const words = id.split('-');
  const ban = words.find((word) => bans.has(word));
  if (ban !== undefined) return `"${id}": name the law that must hold, not the ban ("${ban}")`;
  if (words.slice(1).every((word) => /^\d+$/u.test(word))) return `"${id}": name the law, rules have no numbers`;
  return undefined;
}
