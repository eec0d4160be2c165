import type { Finding } from '../findings/finding';
import { resourceName } from '../findings/resource-name';
import type { RunResult } from '../findings/run-result';
import { block, first, styled, type Page } from './page';
import { waiverComplaint, waiverText } from './waiver-text';
import { hang, wrap } from './wrap';

/** The findings that somebody accepts: what, who, and until when. */
export function waivedLines(waived: readonly Finding[], page: Page): readonly string[] {
  return block(
    'waived',
    page.dim,
    first(20, waived, (finding) => {
      const [resource] = finding.resources;
      const what = resource === undefined ? finding.subject.name : resourceName(resource);
      return [
        ...wrap(`${finding.ruleId}  ${what}`, page.body),
        ...styled(hang(`  ${waiverText(finding) ?? ''}`, page.body, 4), page.dim),
      ];
    }),
  );
}

/** What is odd about waivers, each with its place. */
export const waiverCaveats = ({ waivers }: Pick<RunResult, 'waivers'>, width: number): readonly string[] =>
  first(
    8,
    waivers.flatMap((waiver) => {
      const complaint = waiverComplaint(waiver);
      return complaint === undefined ? [] : [`${placeOf(waiver)}${complaint}.`];
    }),
    (line) => hang(line, width),
  );

function placeOf({ declaredAt }: RunResult['waivers'][number]): string {
  if (declaredAt === undefined) return '';
  const { source, line, column } = declaredAt;
  return line === undefined ? `${source}: ` : `${source}:${line}:${column ?? 1}: `;
}
