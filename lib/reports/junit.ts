import type { Finding } from '../findings/finding';
import { isKnown } from './baseline-lines';
import { isWaived } from '../findings/is-waived';
import type { RuleRun, RunError, RunResult } from '../findings/run-result';
import { resourceName } from '../findings/resource-name';
import { shortened } from './cut';
import { declaredCaveats, type DeclaredCaveat } from './declared-caveats';
import { escapeLine, escapeXml } from './escape';
import { findingText } from './finding-text';
import { messageText } from './message-text';

interface TestCase {
  readonly suite: string;
  /** Unique in the report: GitLab keeps one of each name. */
  readonly name: string;
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped';
  readonly type?: string;
  /** GitLab shows the content, Jenkins and Azure the message. */
  readonly message?: string;
  readonly content?: string;
}

/**
 * JUnit's XML as Jenkins, GitLab and Azure Pipelines read it: a suite for each stack, a case for each finding and for each rule that
 * found nothing. It holds only what every reader allows: Jenkins' xUnit plugin refuses a whole report for the file of a case.
 * Sources: https://github.com/jenkinsci/xunit-plugin (junit-10.xsd), https://github.com/jenkinsci/junit-plugin, https://docs.gitlab.com/ci/testing/unit_test_reports/,
 * https://learn.microsoft.com/en-us/azure/devops/pipelines/tasks/reference/publish-test-results-v2
 */
export function junit(result: RunResult): string {
  const cases = toldApart([
    ...result.errors.map(ofError),
    ...result.findings.map(ofFinding),
    ...declaredCaveats(result).map(ofCaveat),
    ...passed(result),
  ]);
  const suites = [...new Set(cases.map(({ suite }) => suite))].sort();
  const body = suites.flatMap((suite) =>
    suiteLines(
      suite,
      cases.filter((one) => one.suite === suite),
    ),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="lightbound"${counts(cases)} time="0">`,
    ...body,
    '</testsuites>',
    '',
  ].join('\n');
}

/** The second case of a name is `name (2)`: two documents of one stack may hold the same resource. */
function toldApart(written: readonly TestCase[]): readonly TestCase[] {
  const cases = written.map((one) => ({ ...one, name: escapeLine(one.name) }));
  const names = new Set(cases.map(({ name }) => name));
  const times = new Map<string, number>();
  return cases.map((one) => {
    let n = (times.get(one.name) ?? 0) + 1;
    // A name may end so of itself.
    while (n > 1 && names.has(`${one.name} (${n})`)) n++;
    times.set(one.name, n);
    const name = n === 1 ? one.name : `${one.name} (${n})`;
    names.add(name);
    return { ...one, name };
  });
}

const suiteOf = (stack: string | undefined): string =>
  stack === undefined || stack === '' ? 'lightbound' : `lightbound.${stack}`;

function ofFinding(finding: Finding): TestCase {
  const { ruleId, outcome, level, subject, resources, fingerprint } = finding;
  const [first] = resources;
  const what = first === undefined ? subject.name : resourceName(first);
  const isOpen = outcome === 'undetermined' || isWaived(finding) || isKnown(finding);
  const isFailure = outcome === 'violation' && level !== 'note';
  return {
    suite: suiteOf(subject.stacks[0]),
    name: `${ruleId}: ${shortened(what)} [${fingerprint}]`,
    outcome: isOpen ? 'skipped' : isFailure ? 'failure' : 'passed',
    type: ruleId,
    message: messageText(finding),
    content: findingText(finding),
  };
}

const ofError = ({ where, message, ruleId }: RunError): TestCase => ({
  suite: suiteOf(undefined),
  name: [where, ruleId, message].filter((part) => part !== undefined && part !== '').join(': '),
  outcome: 'error',
  type: 'input',
  message,
  content: message,
});

/** What was declared so that the counts say less than they would is no pass. */
const ofCaveat = ({ kind, ruleId = kind, name, text }: DeclaredCaveat): TestCase => ({
  suite: suiteOf(undefined),
  name: shortened(name),
  outcome: 'skipped',
  type: ruleId,
  message: text,
  content: text,
});

/** A rule that found nothing in any stack passed. */
function passed({ rules, findings }: RunResult): readonly TestCase[] {
  const withFindings = new Set(findings.map(({ ruleId }) => ruleId));
  return rules
    .filter(({ id, status }) => status === 'ran' && !withFindings.has(id))
    .map(({ id, law }: RuleRun) => ({ suite: suiteOf(undefined), name: `${id}: ${law}`, outcome: 'passed', type: id }));
}

const numberOf = (cases: readonly TestCase[], outcome: TestCase['outcome']): number =>
  cases.filter((one) => one.outcome === outcome).length;

const counts = (cases: readonly TestCase[]): string =>
  ` tests="${cases.length}" failures="${numberOf(cases, 'failure')}" errors="${numberOf(cases, 'error')}"`;

function suiteLines(suite: string, cases: readonly TestCase[]): readonly string[] {
  const head = `  <testsuite name="${escapeXml(suite)}"${counts(cases)} skipped="${numberOf(cases, 'skipped')}" time="0">`;
  return [head, ...cases.flatMap(caseLines), '  </testsuite>'];
}

function caseLines({ suite, name, outcome, type = '', message = '', content = '' }: TestCase): readonly string[] {
  const head = `    <testcase classname="${escapeXml(suite)}" name="${escapeXml(name)}" time="0"`;
  const text = content
    .split('\n')
    .map((line) => escapeXml(shortened(line)))
    .join('\n');
  if (outcome === 'passed') {
    return content === '' ? [`${head}/>`] : [`${head}>`, `      <system-out>${text}</system-out>`, '    </testcase>'];
  }
  const typed = outcome === 'skipped' ? '' : ` type="${escapeXml(type)}"`;
  return [
    `${head}>`,
    `      <${outcome} message="${escapeXml(shortened(message))}"${typed}>${text}</${outcome}>`,
    '    </testcase>',
  ];
}
