/* What was declared so that the counts say less, in the place that the reader of each format has for it. */
import type { FactsFile, RunResult } from '../../lib/findings/run-result';
import { declaredCaveats, fewDeclaredCaveats } from '../../lib/reports/declared-caveats';
import { reports, type ReportName } from '../../lib/reports/reports';
import { blocked, clean } from './results';

const write = (name: ReportName, result: RunResult, fails?: boolean): string =>
  reports[name].write(result, { colour: false, ...(fails !== undefined && { fails }) });

const file = (path: string, ...remarks: readonly string[]): FactsFile => ({ path, sha256: '0'.repeat(64), remarks });

const never = 'lightbound.yaml: check.failOn is never: by this file no finding fails a check';
const far = 'lightbound.yaml:3:5 sites.ams: site ams is far from its region';
const off = {
  ruleId: 'migration-converges',
  name: 'level',
  value: 'off',
  default: 'error',
  lowers: true,
  declaredAt: { source: 'lightbound.yaml', path: 'rules.migration-converges', line: 23, column: 3 },
} as const;

const told: RunResult = { ...clean, factsFiles: [file('lightbound.yaml', never, far)], settings: [off] };

describe('a caveat', () => {
  it('keeps its name where lines move, and knows its line', () => {
    expect(declaredCaveats(told).map(({ name, place }) => [name, place.path, place.line, place.column])).toEqual([
      [never, 'lightbound.yaml', 1, 1],
      ['lightbound.yaml sites.ams: site ams is far from its region', 'lightbound.yaml', 3, 5],
      ['migration-converges is off, not error', 'lightbound.yaml', 23, 3],
    ]);
  });

  it('stands at the facts file where nobody knows the line of a setting', () => {
    const { declaredAt: _, ...unplaced } = off;
    const [caveat] = declaredCaveats({ factsFiles: [file('a.yaml')], settings: [unplaced] });
    expect(caveat?.place).toEqual({ path: 'a.yaml', line: 1, column: 1 });
  });

  it('of one file hides none of another, however many there are', () => {
    const crowd = Array.from({ length: 30 }, (_, n) => `a.yaml:${n + 1}:1 sites.s${n}: is odd`);
    const few = fewDeclaredCaveats({ factsFiles: [file('a.yaml', ...crowd), file('b.yaml', never)], settings: [off] });
    expect(few.map(({ text }) => text)).toEqual([
      ...crowd.slice(0, 8),
      'a.yaml: and 22 more',
      never,
      'migration-converges is off, not error (lightbound.yaml:23:3)',
    ]);
  });
});

test('SARIF holds them as notifications of the configuration, each at its line', () => {
  const log = JSON.parse(write('sarif', told)) as {
    readonly runs: readonly { readonly invocations: readonly unknown[] }[];
  };
  const at = (startLine: number) => [
    { physicalLocation: { artifactLocation: { uri: 'lightbound.yaml' }, region: { startLine } } },
  ];
  expect(log.runs[0]?.invocations[0]).toMatchObject({
    executionSuccessful: true,
    toolConfigurationNotifications: [
      { level: 'warning', message: { text: `${never}.` }, locations: at(1) },
      { level: 'warning', message: { text: `${far}.` }, locations: at(3) },
      { level: 'note', associatedRule: { id: 'migration-converges' }, locations: at(23) },
    ],
  });
});

test('GitLab lists them as information at the facts file, with fingerprints that outlive a moved line', () => {
  const entries = (result: RunResult) =>
    JSON.parse(write('gitlab', result)) as readonly { readonly fingerprint: string; readonly location: unknown }[];
  expect(entries(told)).toMatchObject([
    { description: `${never}.`, severity: 'info', location: { path: 'lightbound.yaml', lines: { begin: 1 } } },
    { description: `${far}.`, severity: 'info', location: { path: 'lightbound.yaml', lines: { begin: 3 } } },
    { check_name: 'migration-converges', severity: 'info', location: { lines: { begin: 23 } } },
  ]);
  const moved = { ...told, factsFiles: [file('lightbound.yaml', never, far.replace(':3:', ':9:'))] };
  expect(entries(moved).map(({ fingerprint }) => fingerprint)).toEqual(
    entries(told).map(({ fingerprint }) => fingerprint),
  );
  expect(entries(moved)[1]?.location).toEqual({ path: 'lightbound.yaml', lines: { begin: 9 } });
});

test('JUnit skips them: neither a rule that is off nor a gate that is open is a pass', () => {
  const text = write('junit', told);
  expect(text).toContain('tests="3" failures="0" errors="0" skipped="3"');
  expect(text).toContain(`name="${never}"`);
  expect(text).toContain('<skipped message="migration-converges is off, not error (lightbound.yaml:23:3)">');
});

describe('GitHub', () => {
  test('shows them as annotations of the facts file', () => {
    expect(write('github', told).split('\n')).toEqual([
      `::warning file=lightbound.yaml,line=1,col=1,title=Declared facts::${never}.`,
      `::warning file=lightbound.yaml,line=3,col=5,title=Declared facts::${far}.`,
      '::notice file=lightbound.yaml,line=23,col=3,title=migration-converges (lowered)::migration-converges is off, not error (lightbound.yaml:23:3).',
      expect.stringMatching(/^lightbound: 0 errors/),
      '',
    ]);
  });

  test('says them in the log where ten worse ones leave no room', () => {
    const [, , open] = blocked.findings;
    const lines = write('github', { ...told, findings: Array.from({ length: 12 }, () => open!) }).split('\n');
    expect(lines.filter((line) => line.startsWith('::warning'))).toHaveLength(10);
    expect(lines).toContain(`lightbound: ${never}.`);
  });
});

test('CSV has a row for each, whose outcome is no finding', () => {
  const [, ...rows] = write('csv', told).trimEnd().split('\n');
  expect(rows).toEqual([
    expect.stringMatching(/^,,facts,warning,.*,lightbound\.yaml,.*failOn is never/u),
    expect.stringMatching(/^,,facts,warning,.*sites\.ams/u),
    expect.stringMatching(/^,migration-converges,lowered,note,.*is off, not error/u),
  ]);
});

test('Atlantis reads them in a check that passes, without the word that older servers look for', () => {
  const text = write('atlantis', told, false);
  expect(text).toMatch(/^PASS\nfacts: lightbound\.yaml: check\..*never/u);
  expect(text).toContain('lowered: migration-converges is off, not error');
  expect(text).not.toMatch(/fail/iu);
});

test('a comment names them above its table, where nothing else takes their room', () => {
  for (const name of ['markdown', 'github-summary'] as const) {
    const text = write(name, { ...told, findings: blocked.findings });
    expect(text.indexOf('- **facts**: lightbound.yaml: check.failOn is never')).toBeGreaterThan(0);
    expect(text.indexOf('- **facts**')).toBeLessThan(text.indexOf('| Rule |'));
    expect(text).toContain('- **lowered**: migration-converges is off, not error');
  }
});
