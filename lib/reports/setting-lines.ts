import type { RunResult } from '../findings/run-result';
import { fewDeclaredCaveats } from './declared-caveats';
import { block, first, type Page } from './page';
import { declaredPlace } from './source-place';
import { hang, wrap } from './wrap';

type Told = Pick<RunResult, 'factsFiles' | 'settings'>;

/** The facts files with their digests, and the options that they set. */
export function settingLines({ factsFiles, settings }: Told, { dim, body }: Page): readonly string[] {
  const files = factsFiles.flatMap(({ path, sha256 }) => [...wrap(`${path}, SHA-256`, body), `  ${dim(sha256)}`]);
  const set = settings.filter(({ name }) => name !== 'level');
  const options = first(8, set, (setting) =>
    hang(`${setting.ruleId}: ${setting.name} ${setting.value}, not ${setting.default}${declaredPlace(setting)}`, body),
  );
  return block('facts', dim, [...files, ...options]);
}

/** What was declared that makes the counts say less than they would. */
export const declaredLines = (told: Told, width: number): readonly string[] =>
  fewDeclaredCaveats(told).flatMap(({ text }) => hang(`${text}.`, width));
