import type { RunResult } from '../findings/run-result';
import { count, grouped } from './page';

/** "3 errors, 0 warnings, 0 notes, 2 undetermined, 1 remark" */
export const summaryText = ({ errors, warnings, notes, undetermined, remarks, waived }: RunResult['summary']): string =>
  [
    count(errors, 'error'),
    count(warnings, 'warning'),
    count(notes, 'note'),
    `${grouped(undetermined)} undetermined`,
    ...(remarks === 0 ? [] : [count(remarks, 'remark')]),
    ...(waived === 0 ? [] : [`${grouped(waived)} waived`]),
  ].join(', ');
