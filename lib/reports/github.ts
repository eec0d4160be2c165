import type { Finding } from '../findings/finding';
import { isKnown } from './baseline-lines';
import { isWaived } from '../findings/is-waived';
import type { RunError, RunResult } from '../findings/run-result';
import { cut, shortened } from './cut';
import { fewDeclaredCaveats, type DeclaredCaveat } from './declared-caveats';
import { escapeLine } from './escape';
import { messageText } from './message-text';
import { count } from './page';
import { sourcePlace, type SourcePlace } from './source-place';
import { summaryText } from './summary-text';

type Kind = 'error' | 'warning' | 'notice';

/** More of one kind the runner does not show: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
const mostOfKind = 10;

/**
 * The runner cuts longer ones at 4,096 characters, with what is said of the cut:
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/ExecutionContext.cs
 */
const mostOfMessage = 4000;

interface Annotation {
  readonly kind: Kind;
  readonly title: string;
  readonly message: string;
  readonly place?: SourcePlace;
  /** Whether it is told in the log where it is no annotation. */
  readonly isAlwaysTold?: boolean;
}

/** Workflow commands that GitHub Actions shows as annotations, the worst first, since it drops those beyond its limits. */
export function github(result: RunResult): string {
  const annotations = [
    ...result.errors.map(ofError),
    ...result.findings.map((finding) => ofFinding(finding, result)),
    ...fewDeclaredCaveats(result).map(ofCaveat),
  ];
  const kinds: readonly Kind[] = ['error', 'warning', 'notice'];
  const lines = kinds.flatMap((kind) => {
    const all = annotations.filter((one) => one.kind === kind);
    const rest = all.slice(mostOfKind);
    const left = rest.length === 0 ? [] : [`${count(rest.length, `more ${kind}`)}: ${namesOf(rest)}`];
    const logged = rest.filter(({ isAlwaysTold }) => isAlwaysTold === true).map(({ message }) => logLine(message));
    return [...all.slice(0, mostOfKind).map(command), ...left, ...logged];
  });
  return `${[...lines, `lightbound: ${summaryText(result.summary)}`].join('\n')}\n`;
}

const ofError = ({ where, ruleId, message }: RunError): Annotation => ({
  kind: 'error',
  title: ruleId === undefined ? 'Lightbound could not judge an input' : `Rule ${ruleId} failed`,
  message: where === '' ? message : `${where}: ${message}`,
});

function ofFinding(finding: Finding, result: RunResult): Annotation {
  const { ruleId, outcome, level } = finding;
  const said = isWaived(finding) ? 'waived' : isKnown(finding) ? 'known' : outcome;
  return {
    kind: outcome === 'remark' || level === 'note' || isWaived(finding) || isKnown(finding) ? 'notice' : level,
    title: `${ruleId}${said === 'violation' ? '' : ` (${said})`}`,
    message: messageText(finding),
    place: sourcePlace(finding, result),
  };
}

/** Whoever lowers a rule says so to all. */
const ofCaveat = ({ kind, ruleId, text, place }: DeclaredCaveat): Annotation => ({
  kind: kind === 'facts' ? 'warning' : 'notice',
  title: ruleId === undefined ? 'Declared facts' : `${ruleId} (lowered)`,
  message: `${text}.`,
  place,
  isAlwaysTold: true,
});

const command = ({ kind, title, message, place }: Annotation): string =>
  `::${kind} ${place === undefined ? '' : propertiesOf(place)}title=${property(title)}::${data(cut(escapeLine(shortened(message)), mostOfMessage))}`;

const propertiesOf = ({ path, line, column }: SourcePlace): string =>
  `file=${property(path)},line=${line},col=${column},`;

/** No command, whatever it holds: the runner takes one only at the beginning of a line. */
const logLine = (message: string): string => `lightbound: ${escapeLine(shortened(message))}`;

const namesOf = (annotations: readonly Annotation[]): string =>
  [...new Set(annotations.map(({ title }) => data(title)))].sort().join(', ');

/** Source: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
const data = (text: string): string => escapeLine(text).replaceAll('%', '%25');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
