import type { Log, Notification, ReportingDescriptor, Result, Run } from 'sarif';
import { declareLines } from '../findings/declare-lines';
import type { Finding } from '../findings/finding';
import { isWaived } from '../findings/is-waived';
import { home } from '../findings/home';
import type { RuleRun, RunError, RunResult } from '../findings/run-result';
import { declaredCaveats, type DeclaredCaveat } from './declared-caveats';
import { escapeJson, escapeSarif } from './escape';
import type { ReportOptions } from './report';
import { sourcePlace, type SourcePlace } from './source-place';
import { stateText } from './baseline-lines';
import { waiverText } from './waiver-text';

/** More runs GitHub refuses; then all stacks are one. */
const mostRuns = 20;
/** More results of a run GitHub refuses, and of these it keeps the worst 5,000. */
const mostResults = 25_000;
/** GitHub cuts longer texts of a rule. */
const mostOfText = 1024;

/**
 * SARIF 2.1.0 as GitHub code scanning reads it: a run for each stack, with a category of its own; findings that are known already or
 * waived, and remarks, are left out, since GitHub shows whatever is there as open.
 * Source: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export function sarif(result: RunResult, { sarifAll = false }: Pick<ReportOptions, 'sarifAll'>): string {
  const told = result.findings.filter(
    (finding) => finding.outcome !== 'remark' && (sarifAll || (finding.state !== 'known' && !isWaived(finding))),
  );
  const stacks = result.stacks.length > mostRuns || result.stacks.length < 2 ? [undefined] : result.stacks;
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: stacks.map((stack) =>
      runOf(
        stack,
        told.filter(({ subject }) => stack === undefined || (subject.stacks[0] ?? result.stacks[0]) === stack),
        result,
      ),
    ),
  };
  return `${escapeJson(JSON.stringify(log, null, 2))}\n`;
}

function runOf(stack: string | undefined, findings: readonly Finding[], result: RunResult): Run {
  const [only = ''] = result.stacks;
  const category = stack ?? (result.stacks.length === 1 ? only : '');
  const seen = new Map<string, number>();
  const indices = new Map(result.rules.map(({ id }, index) => [id, index]));
  return {
    tool: {
      driver: {
        name: 'Lightbound',
        semanticVersion: result.tool.version,
        informationUri: home,
        rules: result.rules.map(descriptor),
      },
    },
    automationDetails: { id: ['lightbound', category, ''].filter((part, at) => at === 2 || part !== '').join('/') },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: result.errors.length === 0,
        toolExecutionNotifications: result.errors.map(notification),
        toolConfigurationNotifications: declaredCaveats(result).map(configured),
      },
    ],
    results: findings.slice(0, mostResults).map((finding) => {
      const nth = (seen.get(finding.fingerprint) ?? 0) + 1;
      seen.set(finding.fingerprint, nth);
      return resultOf(finding, result, indices, nth);
    }),
  };
}

function descriptor({ id, title, law, help, category, level }: RuleRun): ReportingDescriptor {
  const text = help === undefined ? law : `${law} See ${help}`;
  return {
    id,
    shortDescription: { text: title.slice(0, mostOfText) },
    fullDescription: { text: law.slice(0, mostOfText) },
    help: { text, ...(help !== undefined && { markdown: `${law} [The rule](${help}).` }) },
    ...(help !== undefined && { helpUri: help }),
    defaultConfiguration: { enabled: level !== 'off', ...(level !== 'off' && { level }) },
    properties: {
      tags: ['reliability', category],
      precision: 'high',
      'problem.severity': level === 'error' || level === 'warning' ? level : 'recommendation',
    },
  };
}

/** @param nth of those with its fingerprint: two documents of one stack may hold the same resource */
function resultOf(finding: Finding, result: RunResult, indices: ReadonlyMap<string, number>, nth: number): Result {
  const { ruleId, level, outcome, message, evidence, resources, fingerprint, confidence, change } = finding;
  const ruleIndex = indices.get(ruleId);
  const proof = [
    `${outcome === 'undetermined' ? 'Undetermined: ' : ''}${message}`,
    ...[stateText(finding), waiverText(finding)].filter((text) => text !== undefined),
    ...evidence.steps.map(({ name, working, result: measure }) => `${name} = ${working} = ${measure.text}`),
    ...declareLines(evidence).map((what) => `Declare ${what}.`),
    ...evidence.wayOut.map(({ text }) => text),
  ];
  return {
    ruleId,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level,
    message: { text: escapeSarif(proof.join('\n\n')) },
    locations: [
      {
        physicalLocation: physicalLocation(sourcePlace(finding, result)),
        logicalLocations: resources.map(({ address, type }) => ({ fullyQualifiedName: address, kind: type })),
      },
    ],
    ...(result.baseline !== undefined && { baselineState: baselineStates[finding.state] }),
    ...suppressionOf(finding),
    partialFingerprints: { primaryLocationLineHash: `${fingerprint}:${nth}` },
    properties: { outcome, ...(confidence !== undefined && { confidence }), ...(change !== null && { change }) },
  };
}

const physicalLocation = ({ path, line, column }: SourcePlace) => ({
  artifactLocation: { uri: uriOf(path) },
  region: { startLine: line, startColumn: column, endLine: line, endColumn: column + 1 },
});

/** Of a file that was named by its whole path, an absolute address. */
function uriOf(path: string): string {
  const encoded = encodeURI(path).replaceAll(/[?#]/gu, encodeURIComponent);
  if (/^[a-z]:\//iu.test(path)) return `file:///${encoded}`;
  return path.startsWith('/') ? `file://${encoded}` : encoded;
}

const baselineStates = { new: 'new', known: 'unchanged', worse: 'updated' } as const;

/** Who accepts it and why; of a waiver that does not hold nothing is suppressed. */
function suppressionOf(finding: Finding): Pick<Result, 'suppressions'> {
  const justification = waiverText(finding);
  if (justification === undefined || !isWaived(finding)) return {};
  return { suppressions: [{ kind: 'external', status: 'accepted', justification }] };
}

const notification = ({ where, message, ruleId }: RunError): Notification => ({
  level: 'error',
  message: {
    text: escapeSarif([where, ruleId, message].filter((part) => part !== undefined && part !== '').join(': ')),
  },
});

const configured = ({ kind, ruleId, text, place }: DeclaredCaveat): Notification => ({
  level: kind === 'facts' ? 'warning' : 'note',
  message: { text: escapeSarif(`${text}.`) },
  ...(ruleId !== undefined && { associatedRule: { id: ruleId } }),
  locations: [{ physicalLocation: physicalLocation(place) }],
});
