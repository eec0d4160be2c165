import type { Finding } from '../findings/finding';
import { resourceName } from '../findings/resource-name';
import type { RunResult } from '../findings/run-result';
import { block, bodyWidth, first, styled, type Colours } from './page';
import { waiverComplaint, waiverText } from './waiver-text';
import { hang, wrap } from './wrap';

/** The findings that somebody accepts: what, who, and until when. */
export function waivedLines(waived: readonly Finding[], colours: Colours): readonly string[] {
  return block(
    'waived',
    colours.dim,
    first(20, waived, (finding) => {
      const [resource] = finding.resources;
      const what = resource === undefined ? finding.subject.name : resourceName(resource);
      return [
        ...wrap(`${finding.ruleId}  ${what}`, bodyWidth),
        ...styled(hang(`  ${waiverText(finding) ?? ''}`, bodyWidth, 4), colours.dim),
      ];
    }),
  );
}

/** What is odd about waivers, each with its place. */
export const waiverCaveats = ({ waivers }: Pick<RunResult, 'waivers'>): readonly string[] =>
  first(
    8,
    waivers.flatMap((waiver) => {
      const complaint = waiverComplaint(waiver);
      return complaint === undefined ? [] : [`${placeOf(waiver)}${complaint}.`];
    }),
    (line) => hang(line, 80),
  );

function placeOf({ declaredAt }: RunResult['waivers'][number]): string {
  if (declaredAt === undefined) return '';
  const { source, line, column } = declaredAt;
  return line === undefined ? `${source}: ` : `${source}:${line}:${column ?? 1}: `;
}
