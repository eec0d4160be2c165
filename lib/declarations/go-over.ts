import { noDeclarations, type Declarations } from './declarations';
import { mergeDeclarations } from './merge';

/** Stands for every rule where rules are locked. */
export const everyRule = 'all';

export interface GoneOver {
  readonly declarations: Declarations;
  /** What was tried and not taken, a line each. */
  readonly remarks: readonly string[];
}

/** One source over others, value by value, except for the rules that the others lock. */
export function goOver(base: Declarations, over: Declarations): GoneOver {
  const isLocked = (rule: string): boolean => base.locked.includes(rule) || base.locked.includes(everyRule);
  const by = (base.files ?? []).map(({ path }) => path).join(', ');
  const settings = [...over.rules.keys()].filter(isLocked);
  const waived = over.waivers.map(({ rule }) => rule).filter(isLocked);
  const taken = {
    ...over,
    rules: new Map([...over.rules].filter(([id]) => !isLocked(id))),
    waivers: over.waivers.filter(({ rule }) => !isLocked(rule)),
  };
  return {
    declarations: base === noDeclarations ? taken : mergeDeclarations(base, taken),
    remarks: [
      ...settings.map((id) => `the setting of rule ${id} is not taken: ${by} locks the rule`),
      ...waived.map((id) => `the waiver of ${id} is not taken: ${by} locks the rule`),
    ],
  };
}
