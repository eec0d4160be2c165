import type { Finding } from '../findings/finding';
import { isWaived } from '../findings/is-waived';
import { resourceName } from '../findings/resource-name';
import type { RunResult } from '../findings/run-result';
import { block, first, type Page } from './page';
import { hang } from './wrap';

/** Whether the finding is told among those that the baseline knows. */
export const isKnown = (finding: Finding): boolean =>
  finding.state === 'known' && finding.outcome !== 'remark' && !isWaived(finding);

/** The findings that the baseline knows, and those of it that are no longer there. */
export function baselineLines(
  { findings, baseline }: Pick<RunResult, 'findings' | 'baseline'>,
  page: Page,
): readonly string[] {
  if (baseline === undefined) return [];
  const known = findings.map((finding) => `${finding.ruleId}  ${nameOf(finding)}`);
  const fixed = baseline.fixed.map(({ ruleId, message }) => `${ruleId}  ${message}`);
  return [
    ...block(
      'known',
      page.dim,
      first(8, known, (line) => hang(line, page.body)),
    ),
    ...block(
      'fixed',
      page.green,
      first(8, fixed, (line) => hang(line, page.body)),
    ),
  ];
}

const nameOf = ({ resources: [resource], subject }: Finding): string =>
  resource === undefined ? subject.name : resourceName(resource);

/** "since the baseline: 2 new, 1 worse, 3 known, 1 fixed" */
export const baselineText = ({ baseline }: Pick<RunResult, 'baseline'>): string | undefined =>
  baseline === undefined
    ? undefined
    : `since the baseline: ${baseline.new} new, ${baseline.worse} worse, ${baseline.known} known, ${baseline.fixed.length} fixed`;

/** What became of a finding that is not simply new or known. */
export function stateText({ state, stateBecause }: Pick<Finding, 'state' | 'stateBecause'>): string | undefined {
  if (stateBecause === undefined) return undefined;
  return state === 'worse'
    ? `Worse than the baseline knows it: ${stateBecause}.`
    : `Known in the baseline, and ${stateBecause}.`;
}
