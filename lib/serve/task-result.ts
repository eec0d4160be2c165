import type { Finding } from '../findings/finding';
import { helpAddress } from '../findings/help-address';
import { isWaived } from '../findings/is-waived';
import type { RunError, RunResult } from '../findings/run-result';
import { fewDeclaredCaveats, type DeclaredCaveat } from '../reports/declared-caveats';
import { escapeLine, escapeMarkdown } from '../reports/escape';
import { count } from '../findings/count';
import { findingMarkdown } from '../reports/markdown';
import { summaryText } from '../reports/summary-text';

/** What HCP Terraform shows of a run. */
export interface TaskResult {
  readonly status: 'running' | 'passed' | 'failed';
  readonly message: string;
  readonly outcomes?: readonly Outcome[];
}

type TagLevel = 'none' | 'info' | 'warning' | 'error';

interface Tag {
  readonly label: string;
  readonly level: TagLevel;
}

export interface Outcome {
  readonly 'outcome-id': string;
  readonly description: string;
  readonly body?: string;
  readonly url?: string;
  readonly tags: Readonly<Record<string, readonly Tag[]>>;
}

/** The page says that a body should be below 1 MB; all of them together are, and so is what is sent. */
const MOST_OUTCOMES = 100;
const LONGEST_BODY = 8_000;
const LONGEST_LINE = 1_000;

/** A result as the body of a callback, a document of JSON:API. */
export const callbackBody = ({ status, message, outcomes = [] }: TaskResult, takesOutcomes: boolean): string =>
  JSON.stringify({
    data: {
      type: 'task-results',
      attributes: { status, message: shortened(escapeLine(message), LONGEST_LINE), url: helpAddress('docs/serve.md') },
      ...(takesOutcomes &&
        outcomes.length > 0 && {
          relationships: {
            outcomes: { data: outcomes.map((attributes) => ({ type: 'task-result-outcomes', attributes })) },
          },
        }),
    },
  });

/**
 * What a check comes to: errors of the run first, then findings in the order of the result, which is the worst first; last what was
 * declared so that all this says less.
 */
export function taskResult(result: RunResult, passes: boolean): TaskResult {
  const { errors, findings, rules } = result;
  const pages = new Map(rules.map(({ id, help }) => [id, help]));
  const declared = fewDeclaredCaveats(result);
  const all = [...errors.map(errorOutcome), ...findings.map((finding) => findingOutcome(finding, pages))];
  const last = declaredOutcomes(declared);
  const [first] = errors;
  const wrong = first === undefined ? '' : `; ${[first.where, first.message].filter(Boolean).join(': ')}`;
  const room = MOST_OUTCOMES - last.length;
  const left = all.length - room;
  const rest = left > 0 ? `; ${left} more are not shown` : '';
  return {
    status: passes ? 'passed' : 'failed',
    message: `${summaryText(result.summary)}${wrong}${rest}${declaredText(declared)}`,
    outcomes: [...all.slice(0, room), ...last],
  };
}

const errorOutcome = ({ where, message }: RunError, index: number): Outcome => ({
  'outcome-id': `error-${index + 1}`,
  description: shortened(escapeLine([where, message].filter((part) => part !== '').join(': ')), LONGEST_LINE),
  tags: { Status: [{ label: 'Not checked', level: 'error' }] },
});

/** One outcome for all, which no number of findings moves out of sight. */
function declaredOutcomes(declared: readonly DeclaredCaveat[]): readonly Outcome[] {
  if (declared.length === 0) return [];
  return [
    {
      'outcome-id': 'declared',
      description: `${count(declared.length, 'declaration')} to look at: odd facts, or rules that are off or lowered`,
      body: shortened(declared.map(({ text }) => `- ${escapeMarkdown(text)}`).join('\n'), LONGEST_BODY),
      tags: { Status: [{ label: 'Declared', level: 'warning' }] },
    },
  ];
}

/** Who takes no outcomes reads the first of them. */
function declaredText([first, ...others]: readonly DeclaredCaveat[]): string {
  if (first === undefined) return '';
  return `; declared: ${first.text}${others.length === 0 ? '' : `, and ${others.length} more`}`;
}

function findingOutcome(finding: Finding, pages: ReadonlyMap<string, string | undefined>): Outcome {
  const { ruleId, fingerprint, message } = finding;
  const url = pages.get(ruleId);
  return {
    'outcome-id': `${ruleId}-${fingerprint.slice(0, 12)}`,
    description: shortened(escapeLine(message), LONGEST_LINE),
    body: shortened(findingMarkdown(finding), LONGEST_BODY),
    ...(url !== undefined && { url }),
    tags: tagsOf(finding),
  };
}

/** `Status` and `Severity` are shown in a column of their own. */
function tagsOf(finding: Finding): Outcome['tags'] {
  const { outcome, level, confidence, ruleId } = finding;
  const rule = [{ label: ruleId, level: 'none' as const }];
  if (isWaived(finding)) return { Status: [{ label: 'Waived', level: 'none' }], Rule: rule };
  if (outcome === 'remark') return { Status: [{ label: 'Remark', level: 'none' }], Rule: rule };
  const severity: Tag = { label: level, level: level === 'note' ? 'info' : level };
  if (outcome === 'undetermined') {
    return { Status: [{ label: 'Undetermined', level: 'warning' }], Severity: [severity], Rule: rule };
  }
  const label = confidence === undefined || confidence === 'certain' ? 'Violation' : `Violation (${confidence})`;
  return { Status: [{ label, level: severity.level }], Severity: [severity], Rule: rule };
}

/** Cut at the end of a line where there is one. */
function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const line = text.lastIndexOf('\n', most);
  const end = line > 0 ? line : most;
  // A character of two halves is not cut in the middle.
  return `${text.slice(0, end).replace(/\p{Cs}$/u, '')} ...`;
}
