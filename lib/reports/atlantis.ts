import type { Finding } from '../findings/finding';
import type { RunResult } from '../findings/run-result';
import { fewDeclaredCaveats } from './declared-caveats';
import { shortened } from './cut';
import { escapeLine } from './escape';
import { count } from './page';
import type { ReportOptions } from './report';
import { isKnown } from './baseline-lines';
import { isWaived } from '../findings/is-waived';
import { resourceName } from '../findings/resource-name';
import { waiverText } from './waiver-text';

/** Enough of a fingerprint to tell findings apart. */
const LENGTH = 12;

/**
 * What Atlantis takes for the output of a policy check: `FAIL` or `PASS` first, then a line for each finding that stays the same as long
 * as the finding does, so that an approval holds (`policy_item_regex: '^\[lightbound:[^\]]+\].*$'`).
 * Source: https://www.runatlantis.io/docs/policy-checking; a server before December 2025 takes any "fail" for a failure.
 */
export function atlantis(result: RunResult, options: Pick<ReportOptions, 'fails'>): string {
  const { findings, errors, summary } = result;
  const { fails = summary.errors + errors.length > 0 } = options;
  const told = findings.filter((finding) => finding.outcome !== 'remark' && !isWaived(finding) && !isKnown(finding));
  const waivers = findings.flatMap((finding) => {
    const said = waiverText(finding);
    return said === undefined ? [] : [`waiver: ${itemOf(finding)}: ${escapeLine(said)}`];
  });
  const declared = fewDeclaredCaveats(result).map(({ kind, text }) => escapeLine(shortened(`${kind}: ${text}`)));
  const items = [...told.map(itemOf), ...waivers, ...declared].map((item) => (fails ? item : withoutTheWord(item)));
  const failures =
    told.filter(({ level, outcome }) => level === 'error' && outcome === 'violation').length + errors.length;
  const warnings = told.length + errors.length - failures;
  const wrong = errors.map(({ where, message }) => escapeLine(`${where}: ${message}`));
  const last = fails
    ? `${count(Math.max(failures, 1), 'failure')}, ${count(warnings, 'warning')}`
    : count(warnings, 'warning');
  return `${[fails ? 'FAIL' : 'PASS', ...wrong, ...items, last].join('\n')}\n`;
}

function itemOf({ fingerprint, ruleId, resources, subject }: Finding): string {
  const [first] = resources;
  const what = first === undefined ? subject.name : resourceName(first);
  return escapeLine(`[lightbound:${fingerprint.slice(0, LENGTH)}] ${ruleId} ${what}`);
}

const withoutTheWord = (item: string): string => item.replace(/fail/giu, 'f...');
