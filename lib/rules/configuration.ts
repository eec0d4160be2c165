import type { Declarations, RuleSetting } from '../declarations/declarations';
import type { Level } from '../findings/finding';
import type { RuleSetting as SetRule } from '../findings/run-result';
import { originText, type Origin } from '../graph/location';
import { declaredAt } from './declared-at';
import type { Rule } from './define-rule';
import { levelOrder } from './level-order';
import { factsDeclared } from './rule-id';
import { defaultText, optionText, readOptions } from './option';

export { factsDeclared };

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

/** What is wrong with settings that leave no rule to run: with them every design passes. */
export function allOffError(declarations: Declarations, rules: readonly Rule[]): SettingError | undefined {
  const settings = rules.map(({ id }) => declarations.rules.get(id));
  const [first] = settings;
  if (first === undefined || settings.some((setting) => setting?.level !== 'off')) return undefined;
  const message = 'every rule is off, so that nothing would be checked: leave at least one on';
  return { where: sourceOf(first.origin), message };
}

const sourceOf = (origin: Origin): string => (origin.kind === 'declaration' ? origin.source : originText(origin));

/** Levels and options that are set and are not the rules' own; options that are wrong are told as errors instead. */
export function settingsIn(declarations: Declarations, rules: readonly Rule[]): readonly SetRule[] {
  const found = rules.flatMap((rule): readonly SetRule[] => {
    const setting = declarations.rules.get(rule.id);
    if (setting === undefined) return [];
    const options =
      settingErrors({ ...declarations, rules: new Map([[rule.id, setting]]) }, [rule]).length === 0
        ? readOptions(rule.options, setting.options)
        : {};
    const ofOptions = Object.entries(rule.options).flatMap(([name, spec]): readonly SetRule[] => {
      const value = optionText(spec, options[name] ?? spec.default);
      const own = defaultText(spec);
      const origin = setting.optionOrigins?.[name] ?? setting.origin;
      return value === own
        ? []
        : [{ ruleId: rule.id, name, value, default: own, lowers: false, ...declaredAt(origin) }];
    });
    return [...setLevel(rule.id, setting, rule.level), ...ofOptions];
  });
  const undetermined = declarations.rules.get(factsDeclared);
  const all = undetermined === undefined ? found : [...found, ...setLevel(factsDeclared, undetermined, 'warning')];
  return [...all].sort((a, b) => (a.ruleId < b.ruleId ? -1 : a.ruleId > b.ruleId ? 1 : 0));
}

function setLevel(ruleId: string, { level, origin }: RuleSetting, own: Level): readonly SetRule[] {
  if (level === undefined || level === own) return [];
  const lowers = level === 'off' || levelOrder.indexOf(level) > levelOrder.indexOf(own);
  return [{ ruleId, name: 'level', value: level, default: own, lowers, ...declaredAt(origin) }];
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
