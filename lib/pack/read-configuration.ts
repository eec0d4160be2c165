import { noDeclarations, type Declarations, type RuleSetting } from '../declarations/declarations';
import { readConfigFacts } from '../declarations/read-config';
import { factError, FactsFileError } from '../facts-file/facts-file';
import { settingErrors } from '../rules/configuration';
import type { Rule } from '../rules/define-rule';
import type { PolicySetting } from './configure-request';
import { advice, all, factsDeclared, likely, ruleErrors } from './policy-names';

const source = 'policy-pack-config';

/**
 * Options of rules, which of them are off, and the facts that the policy `facts-declared` is given. Other levels are the
 * engine's business.
 * @throws Error with one clear line for each name, option or fact that is wrong
 */
export function readConfiguration(
  settings: ReadonlyMap<string, PolicySetting>,
  rules: readonly Rule[],
  fromFile: Declarations,
): Declarations {
  const knownSites = fromFile.sites.map(({ id }) => id);
  const levelOf = (name: string, disabled: boolean): Pick<RuleSetting, 'level'> => {
    if (disabled) return { level: 'off' };
    // The configuration switched on what the file had switched off.
    const own = rules.find(({ id }) => id === name)?.level;
    return fromFile.rules.get(name)?.level === 'off' && own !== undefined ? { level: own } : {};
  };
  const facts = readConfigFacts(settings.get(factsDeclared)?.properties, source, knownSites);
  const others = [factsDeclared, likely, advice, ruleErrors, all];
  const written = [...settings].filter(([name]) => !others.includes(name));
  const options = new Map(
    written.map(([name, { properties, disabled }]): [string, RuleSetting] => [
      name,
      { ...levelOf(name, disabled), options: properties, origin: { kind: 'declaration', source, path: name } },
    ]),
  );
  const errors = [
    ...facts.errors.map(factError),
    ...settingErrors({ ...noDeclarations, rules: options }, rules),
    ...[likely, advice, ruleErrors].flatMap((name) =>
      Object.keys(settings.get(name)?.properties ?? {}).map((option) => ({
        where: `${source} ${name}`,
        message: `unknown option "${option}"; the policy has no options`,
      })),
    ),
  ];
  if (errors.length > 0) throw new FactsFileError(errors);
  return { ...facts.declarations, rules: new Map([...facts.declarations.rules, ...options]) };
}
