import type { Finding, Level } from '../findings/finding';
import type { RunResult } from '../findings/run-result';
import { byCause } from './by-cause';
import { escapeStrings } from './escape';
import { findingLines, levelStyle } from './finding-lines';
import { inventoryLines, seenIn, whyBlind } from './inventory-lines';
import { block, first, pageOf, styled, type Page } from './page';
import { overviewLines } from './overview-lines';
import type { ReportOptions } from './report';
import { declaredLines, settingLines } from './setting-lines';
import { undeterminedLines } from './undetermined-lines';
import { baselineLines, baselineText, isKnown } from './baseline-lines';
import { isWaived } from '../findings/is-waived';
import { waivedLines, waiverCaveats } from './waiver-lines';
import { summaryText } from './summary-text';
import { hang } from './wrap';

const levels: readonly Level[] = ['error', 'warning', 'note'];

/** The report for people, as wide as the terminal that it goes to, else 80 columns. */
export function pretty(result: RunResult, { colour, columns, expand = false }: ReportOptions): string {
  const page = pageOf(colour, columns);
  const { inventory, ...rest } = result;
  const safe = escapeStrings({ ...rest, findings: withStacksToTell(rest), seen: seenIn(inventory) });
  const findings = safe.findings.filter((finding) => !isWaived(finding) && !isKnown(finding));
  const violations = findings.filter(({ outcome }) => outcome === 'violation');
  const told = new Set<string>();
  const inGroups = (findings: readonly Finding[]): readonly (readonly string[])[] =>
    (expand ? findings.map((finding) => [finding] as const) : byCause(findings)).map((group) =>
      findingLines(group, page, told),
    );
  const blocks: readonly (readonly string[])[] = [
    overviewLines(violations, page),
    ...inGroups(levels.flatMap((level) => violations.filter((f) => f.level === level))),
    ...inGroups(findings.filter(({ outcome }) => outcome === 'remark')),
    undeterminedLines(
      findings.filter(({ outcome }) => outcome === 'undetermined'),
      page,
    ),
    waivedLines(safe.findings.filter(isWaived), page),
    baselineLines({ ...safe, findings: safe.findings.filter(isKnown) }, page),
    errorLines(safe, page),
    inventoryLines(safe.inputs, safe.seen, page),
    settingLines(safe, page),
    summaryLines(safe, page),
  ];
  const shown = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${shown.join('\n\n')}\n`;
}

/** Findings that name their stacks only where the run judged several. */
function withStacksToTell({ findings, stacks }: Pick<RunResult, 'findings' | 'stacks'>): readonly Finding[] {
  if (stacks.length > 1) return findings;
  return findings.map((finding) => ({ ...finding, subject: { ...finding.subject, stacks: [] } }));
}

/** What failed of the run itself. */
export function errorLines({ errors }: Pick<RunResult, 'errors'>, page: Page): readonly string[] {
  const body = errors.flatMap(({ where, ruleId, message }) =>
    hang([where, ruleId === undefined ? '' : `rule ${ruleId}`, message].filter((p) => p !== '').join(': '), page.body),
  );
  return block('failed', levelStyle('error', page), body);
}

/** The counts, and why they may say nothing. */
export function summaryLines(
  result: Omit<RunResult, 'inventory'>,
  { bold, red, yellow, green, width }: Page,
): readonly string[] {
  const { errors, warnings, undetermined } = result.summary;
  const line = summaryText(result.summary);
  const failed = errors > 0 || result.errors.length > 0;
  const doubts = caveats(result, width);
  const colour = failed ? red : warnings + undetermined + doubts.length > 0 ? yellow : green;
  const since = baselineText(result);
  return [...styled(doubts, yellow), ...(since === undefined ? [] : [since]), bold(colour(line))];
}

/** Why the counts do not say all, where that is so. */
function caveats(
  result: Pick<RunResult, 'findings' | 'inputs' | 'errors' | 'factsFiles' | 'settings' | 'waivers'>,
  width: number,
): readonly string[] {
  return [
    ...declaredLines(result, width),
    ...waiverCaveats(result, width),
    ...blindLines(result, width),
    ...nextStep(result),
  ];
}

/** Who has no facts file does not know of it from what is to be declared. */
function nextStep({ findings, factsFiles }: Pick<RunResult, 'findings' | 'factsFiles'>): readonly string[] {
  const isOpen = findings.some(({ evidence }) => (evidence.toDecide ?? []).length > 0);
  return isOpen && factsFiles.length === 0 ? ['No facts file was read; `lightbound init` writes a first one.'] : [];
}

function blindLines({ inputs, errors }: Pick<RunResult, 'inputs' | 'errors'>, width: number): readonly string[] {
  if (errors.length > 0) return ['The result is incomplete; see "failed" above.'];
  if (inputs.length === 0) return ['Nothing was checked: no input was read.'];
  const blind = inputs.filter(({ understood }) => understood === 0);
  return first(8, blind, (input) => hang(`Nothing was checked in ${input.path}: ${whyBlind(input)}.`, width));
}
