import type { Declarations, RuleSetting } from '../declarations/declarations';
import type { Level } from '../findings/finding';
import { originText } from '../graph/location';
import type { Rule } from './define-rule';
import { readOptions } from './option';

/** The name under which people set the level of everything that cannot be decided. */
export const factsDeclared = 'facts-declared';

export interface ResolvedSetting {
  readonly level: Level | 'off';
  readonly options: Readonly<Record<string, number | boolean>>;
}

/** Levels and options of all rules, as declared or by default. */
export interface RuleConfiguration {
  of(rule: Rule): ResolvedSetting;
  /** Level of undetermined findings. */
  readonly undetermined: Level;
}

/** A rule setting that is wrong: where it was written, and what is wrong with it, in one line. */
export interface SettingError {
  readonly where: string;
  readonly message: string;
}

/**
 * One error for each rule or option that does not exist and each value of the wrong kind; empty if all is well.
 * The engines accept such settings in silence, so this is the only place that catches them.
 */
export function settingErrors(declarations: Declarations, rules: readonly Rule[]): readonly SettingError[] {
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  return [...declarations.rules].flatMap(([id, setting]) => {
    const where = originText(setting.origin);
    const rule = known.get(id);
    if (rule === undefined && id !== factsDeclared) {
      const names = [...known.keys(), factsDeclared].sort().join(', ');
      return [{ where, message: `unknown rule "${id}"; known: ${names}` }];
    }
    try {
      readOptions(rule?.options ?? {}, setting.options);
      return [];
    } catch (error) {
      return [{ where, message: `rule "${id}": ${error instanceof Error ? error.message : String(error)}` }];
    }
  });
}

/** @throws Error if a setting is wrong; ask `settingErrors` first. */
export function configureRules(declarations: Declarations): RuleConfiguration {
  const level = (setting: RuleSetting | undefined, fallback: Level): Level | 'off' => setting?.level ?? fallback;
  const undetermined = level(declarations.rules.get(factsDeclared), 'warning');
  return {
    of: (rule) => {
      const setting = declarations.rules.get(rule.id);
      return { level: level(setting, rule.level), options: readOptions(rule.options, setting?.options ?? {}) };
    },
    // Switched off they are still told, as notes: unknown is never a pass.
    undetermined: undetermined === 'off' ? 'note' : undetermined,
  };
}
