import type { RuleSetting, RunResult } from '../findings/run-result';
import { block, first, type Page } from './page';
import { hang, wrap } from './wrap';

type Told = Pick<RunResult, 'factsFiles' | 'settings'>;

/** The facts files with their digests, and the options that they set. */
export function settingLines({ factsFiles, settings }: Told, { dim, body }: Page): readonly string[] {
  const files = factsFiles.flatMap(({ path, sha256 }) => [...wrap(`${path}, SHA-256`, body), `  ${dim(sha256)}`]);
  const set = settings.filter(({ name }) => name !== 'level');
  const options = first(8, set, (setting) =>
    hang(`${setting.ruleId}: ${setting.name} ${setting.value}, not ${setting.default}${placeOf(setting)}`, body),
  );
  return block('facts', dim, [...files, ...options]);
}

/** What was declared that makes the counts say less than they would: odd facts, and rules that are off or below their own levels. */
export const declaredCaveats = ({ factsFiles, settings }: Told, width: number): readonly string[] => [
  ...first(
    8,
    factsFiles.flatMap(({ remarks }) => remarks),
    (remark) => hang(`${remark}.`, width),
  ),
  ...settings
    .filter(({ lowers }) => lowers)
    .flatMap((setting) => hang(`${loweredText(setting)}${placeOf(setting)}.`, width)),
];

/** That a rule is off, or below its own level. */
export const loweredText = (setting: RuleSetting): string => `${setting.ruleId} is ${levelText(setting)}`;

const levelText = ({ value, default: own }: RuleSetting): string =>
  value === 'off' ? `off, not ${own}` : `at level ${value}, not ${own}`;

function placeOf({ declaredAt }: RuleSetting): string {
  if (declaredAt === undefined) return '';
  const { source, line, column } = declaredAt;
  return line === undefined ? ` (${source})` : ` (${source}:${line}:${column ?? 1})`;
}
