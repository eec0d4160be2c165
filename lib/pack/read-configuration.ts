import { noDeclarations, type Declarations, type RuleSetting } from '../declarations/declarations';
import { readConfigFacts } from '../declarations/read-config';
import { factError, FactsFileError } from '../facts-file/facts-file';
import { settingErrors, type SettingError } from '../rules/configuration';
import type { Rule } from '../rules/define-rule';
import type { PolicySetting } from './analyzer-requests';
import { optionDefaults } from './config-schema';
import { advice, all, factsDeclared, likely, ruleErrors } from './policy-names';

const source = 'policy-pack-config';

type Settings = ReadonlyMap<string, PolicySetting>;

/**
 * Options of rules, which of them are off, and the facts that the policy `facts-declared` is given. Other levels are the
 * engine's business.
 * @param around.declarations what the facts file declares
 * @param around.today the day on which the pack runs, ISO 8601
 * @throws Error with one clear line for each name, option or fact that is wrong
 */
export function readConfiguration(
  settings: Settings,
  rules: readonly Rule[],
  { declarations: fromFile, today }: { readonly declarations: Declarations; readonly today: string },
): Declarations {
  const { rules: misplaced, ...written } = settings.get(factsDeclared)?.properties ?? {};
  const knownSites = fromFile.sites.map(({ id }) => id);
  const facts = readConfigFacts(written, source, { knownSites, today });
  const others = [factsDeclared, likely, advice, ruleErrors, all];
  const options = new Map(
    [...settings]
      .filter(([name]) => !others.includes(name))
      .map(([name, setting]) => [name, ruleSetting(name, setting, rules, fromFile)]),
  );
  const errors = [
    ...(misplaced === undefined ? [] : [rulesMisplaced]),
    ...facts.errors.map(factError),
    ...settingErrors({ ...noDeclarations, rules: options }, rules),
    ...lockedErrors(options, fromFile),
    ...[likely, advice, ruleErrors, all].flatMap((name) => noOptions(name, settings.get(name))),
  ];
  if (errors.length > 0) throw new FactsFileError(errors);
  return { ...facts.declarations, rules: options };
}

/** Policies that the configuration names by the word for all only, and that it does not raise. */
export const unraised = (settings: Settings): readonly string[] =>
  settings.get(all)?.level === 'mandatory' && settings.get(advice)?.level === 'mandatory' ? [advice] : [];

function ruleSetting(
  name: string,
  { level, properties }: PolicySetting,
  rules: readonly Rule[],
  fromFile: Declarations,
): RuleSetting {
  const rule = rules.find(({ id }) => id === name);
  const inFile = fromFile.rules.get(name);
  // The engine sends every option; those that say nothing new keep the place where they were written.
  const defaults = rule === undefined ? {} : optionDefaults(rule, inFile?.options);
  const options = Object.entries(properties).filter(([option, value]) => defaults[option] !== value);
  return {
    ...levelOf(level, rule, inFile),
    options: Object.fromEntries(options),
    origin: { kind: 'declaration', source, path: name },
  };
}

function levelOf(
  level: PolicySetting['level'],
  rule: Rule | undefined,
  inFile: RuleSetting | undefined,
): Pick<RuleSetting, 'level'> {
  if (level === 'disabled') return { level: 'off' };
  // The configuration switched on what the file had switched off.
  return inFile?.level === 'off' && rule !== undefined ? { level: rule.level } : {};
}

/** What is locked in the file is said there alone; enforcement levels but `disabled` are the engine's business. */
function lockedErrors(
  options: ReadonlyMap<string, RuleSetting>,
  { locked, files = [] }: Declarations,
): readonly SettingError[] {
  const by = files.map(({ path }) => path).join(', ');
  return [...options]
    .filter(([id]) => locked.includes(id) || locked.includes('all'))
    .filter(([, { level, options: set }]) => level !== undefined || Object.keys(set).length > 0)
    .map(([id]) => ({ where: `${source} ${id}`, message: `the rule is locked by ${by}: it is set there alone` }));
}

const rulesMisplaced: SettingError = {
  where: `${source} ${factsDeclared} rules`,
  message: 'levels and options of rules stand under the name of each rule, beside "facts-declared"',
};

const noOptions = (name: string, setting: PolicySetting | undefined): readonly SettingError[] =>
  Object.keys(setting?.properties ?? {}).map((option) => ({
    where: `${source} ${name}`,
    message: `unknown option "${option}"; the policy has no options`,
  }));
