import type { Declarations } from '../declarations/declarations';
import type { Waiver } from '../declarations/waiver';
import { originText } from '../graph/location';
import type { SettingError } from './configuration';
import type { Rule } from './define-rule';

/** One error for each locked rule that does not exist. */
export const lockedErrors = ({ locked, files = [] }: Declarations, rules: readonly Rule[]): readonly SettingError[] =>
  locked
    .filter((id) => id !== 'all' && !rules.some((rule) => rule.id === id))
    .map((id) => ({ where: files[0]?.path ?? '', message: `locks unknown rule "${id}"` }));

/** One error for each waiver of a rule that does not exist, of one that cannot be waived, and of what another one waives. */
export function waiverErrors(
  { waivers, rules: settings }: Declarations,
  rules: readonly Rule[],
): readonly SettingError[] {
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  const seen = new Map<string, Waiver>();
  return waivers.flatMap((waiver): readonly SettingError[] => {
    const { rule: id, findings, stack, origin } = waiver;
    const where = originText(origin);
    const rule = known.get(id);
    if (rule === undefined) {
      return [{ where, message: `waives unknown rule "${id}"; known: ${[...known.keys()].sort().join(', ')}` }];
    }
    if (rule.waivable === false || settings.get(id)?.waivable === false) {
      return [{ where, message: `findings of rule "${id}" cannot be waived` }];
    }
    const key = JSON.stringify([id, findings, stack]);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, waiver);
    else return [{ where, message: `waives the same findings as ${originText(first.origin)}: keep one of them` }];
    return [];
  });
}
