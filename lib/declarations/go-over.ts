import { noDeclarations, type Declarations } from './declarations';
import { mergeDeclarations, withRefused } from './merge';

/** Stands for every rule where rules are locked. */
export const everyRule = 'all';

export interface GoneOver {
  readonly declarations: Declarations;
  /** What was tried and not taken, a line each. */
  readonly remarks: readonly string[];
}

/** Rules that a file keeps to itself. */
export interface Lock {
  /** The file, as people know it. */
  readonly by: string;
  readonly rules: readonly string[];
}

/**
 * One source over others, value by value, except for the rules that are locked. That nobody can waive a rule stays so, whatever goes
 * over it.
 * @param locks those that hold against the source
 */
export function goOver(base: Declarations, over: Declarations, locks: readonly Lock[]): GoneOver {
  const lockOf = (rule: string): string | undefined =>
    locks.find(({ rules }) => rules.includes(rule) || rules.includes(everyRule))?.by;
  const isFree = (rule: string): boolean => lockOf(rule) === undefined;
  const lockedOut = (what: string, rule: string): readonly string[] =>
    isFree(rule) ? [] : [`${what} is not taken: ${lockOf(rule) ?? ''} locks the rule`];
  const taken = {
    ...over,
    rules: new Map([...over.rules].filter(([id]) => isFree(id))),
    waivers: over.waivers.filter(({ rule }) => isFree(rule)),
    ...withRefused([
      ...(over.refusedWaivers ?? []),
      ...over.waivers.flatMap((waiver) => {
        const by = lockOf(waiver.rule);
        return by === undefined ? [] : [{ waiver, because: `${by} locks the rule` }];
      }),
    ]),
  };
  const opened = [...taken.rules].filter(
    ([id, { waivable }]) => waivable === true && base.rules.get(id)?.waivable === false,
  );
  return {
    declarations: base === noDeclarations ? taken : mergeDeclarations(base, taken),
    remarks: [
      ...[...over.rules.keys()].flatMap((id) => lockedOut(`the setting of rule ${id}`, id)),
      ...over.waivers.flatMap(({ rule }) => lockedOut(`the waiver of ${rule}`, rule)),
      ...opened.map(
        ([id]) => `waivable: true of rule ${id} is not taken: what it goes over says that nobody can waive the rule`,
      ),
    ],
  };
}
