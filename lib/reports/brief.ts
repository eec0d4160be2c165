import { declareLines } from '../findings/declare-lines';
import type { Finding } from '../findings/finding';
import type { RunResult } from '../findings/run-result';
import { byCause } from './by-cause';
import { escapeStrings } from './escape';
import { labelOf, lapsedLines, levelStyle } from './finding-lines';
import { block, count, first, pageOf, styled, type Page } from './page';
import { errorLines, summaryLines } from './pretty';
import { resourceName } from '../findings/resource-name';
import type { ReportOptions } from './report';
import { baselineLines, isKnown } from './baseline-lines';
import { isWaived } from '../findings/is-waived';
import { waivedLines } from './waiver-lines';
import { settingLines } from './setting-lines';
import { hang, wrap } from './wrap';

/** The report on one screen: each finding with its last steps of arithmetic, and what would decide the open ones. */
export function brief(result: RunResult, { colour, columns, expand = false }: ReportOptions): string {
  const page = pageOf(colour, columns);
  // The inventory is long, and nothing of it is shown.
  const { inventory: _, ...told } = result;
  const safe = escapeStrings(told);
  const findings = safe.findings.filter((finding) => !isWaived(finding) && !isKnown(finding));
  const blocks = [
    ...(expand ? findings.map((finding) => [finding] as const) : byCause(findings)).map((group) =>
      briefLines(group, page),
    ),
    waivedLines(safe.findings.filter(isWaived), page),
    baselineLines({ ...safe, findings: safe.findings.filter(isKnown) }, page),
    errorLines(safe, page),
    remarkLines(safe, page),
    settingLines(safe, page),
    summaryLines(safe, page),
  ];
  const shown = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${shown.join('\n')}\n`;
}

/** What is worth knowing of how inputs were read, such as types that were not. */
const remarkLines = ({ inputs }: Pick<RunResult, 'inputs'>, { dim, body }: Page): readonly string[] =>
  block(
    'read',
    dim,
    first(
      8,
      inputs.filter(({ remarks = [] }) => remarks.length > 0),
      ({ path, remarks = [] }) => remarks.flatMap((remark) => hang(`${path}: ${remark}`, body)),
    ),
  );

function briefLines([finding, ...alike]: readonly [Finding, ...Finding[]], page: Page): readonly string[] {
  const open = finding.outcome === 'undetermined';
  const isDecidable = open || (finding.confidence !== undefined && finding.confidence !== 'certain');
  const [resource] = finding.resources;
  const proved = open || finding.level === 'note' ? [] : arithmetic(finding);
  const proof = [...proved, ...(isDecidable ? declare(finding) : [])];
  return block(open ? 'open' : labelOf(finding), levelStyle(finding.level, page), [
    page.bold(finding.ruleId),
    ...(resource === undefined ? [] : styled(wrap(resourceName(resource), page.body), page.dim)),
    ...wrap(finding.message, page.body),
    ...lapsedLines(finding, page),
    ...(alike.length === 0 ? [] : [`and ${count(alike.length, 'finding')} alike`]),
    ...styled(
      proof.flatMap((line) => hang(`  ${line}`, page.body, 4)),
      page.dim,
    ),
  ]);
}

const arithmetic = ({ evidence }: Finding): readonly string[] =>
  evidence.steps.map(({ name, working, result }) => `${name}: ${working} = ${result.text}`);

const declare = ({ evidence }: Finding): readonly string[] => declareLines(evidence).map((line) => `declare ${line}`);
