import type { FactsFile, RuleSetting, RunResult } from '../findings/run-result';
import { grouped } from './page';
import { declaredPlace, placeAt, type SourcePlace } from './source-place';

/** One thing that was declared and makes the counts say less than they would. */
export interface DeclaredCaveat {
  /** `facts`: what is odd in a facts file, or was tried there and not taken. `lowered`: a rule is off, or below its own level. */
  readonly kind: 'facts' | 'lowered';
  /** Only of a rule that is lowered. */
  readonly ruleId?: string;
  /** As `text`, without line numbers, so that it stays the same while the file around it changes. */
  readonly name: string;
  /** What it is and where, without a full stop. */
  readonly text: string;
  readonly place: SourcePlace;
}

/** Where a list is short, so many of each file are told, and how many more there are. */
const fewOfFile = 8;

/** What every report and every door says of the declarations: odd facts, and rules that are off or below their own levels. */
export const declaredCaveats = ({
  factsFiles,
  settings,
}: Pick<RunResult, 'factsFiles' | 'settings'>): readonly DeclaredCaveat[] => [
  ...factsFiles.flatMap((file) => file.remarks.map((remark) => ofRemark(remark, file))),
  ...settings.filter(({ lowers }) => lowers).map((setting) => ofSetting(setting, factsFiles)),
];

/** The same for a reader with little room. No file hides what another one declares, and every lowered rule is told. */
export function fewDeclaredCaveats({
  factsFiles,
  settings,
}: Pick<RunResult, 'factsFiles' | 'settings'>): readonly DeclaredCaveat[] {
  const short = factsFiles.map((file) => {
    const rest = file.remarks.length - fewOfFile;
    return rest > 1
      ? { ...file, remarks: [...file.remarks.slice(0, fewOfFile), `${file.path}: and ${grouped(rest)} more`] }
      : file;
  });
  return declaredCaveats({ factsFiles: short, settings });
}

function ofRemark(remark: string, { path }: FactsFile): DeclaredCaveat {
  const behind = remark.startsWith(path) ? remark.slice(path.length) : '';
  const [place = '', line, column] = /^:(\d+):(\d+)/u.exec(behind) ?? [];
  const isPlaced = line !== undefined && column !== undefined;
  return {
    kind: 'facts',
    name: isPlaced ? `${path}${behind.slice(place.length)}` : remark,
    text: remark,
    place: placeAt(path, isPlaced ? Number(line) : undefined, isPlaced ? Number(column) : undefined),
  };
}

function ofSetting(setting: RuleSetting, [file]: readonly FactsFile[]): DeclaredCaveat {
  const { ruleId, value, default: own, declaredAt } = setting;
  const name = `${ruleId} is ${value === 'off' ? `off, not ${own}` : `at level ${value}, not ${own}`}`;
  const { source, line, column } = declaredAt ?? { source: file?.path ?? 'lightbound.yaml' };
  return {
    kind: 'lowered',
    ruleId,
    name,
    text: `${name}${declaredPlace(setting)}`,
    place: placeAt(source, line, column),
  };
}
