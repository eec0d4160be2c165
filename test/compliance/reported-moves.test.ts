import type { RecordedRun } from '../../lib/compliance/recorded-run';
import { frameworks } from '../../lib/reference/frameworks';
import { complianceReports } from '../../lib/reports/compliance-reports';
import { askLink } from '../../lib/link/ask-link';
import { fleet, reportOf, resultOf, runOf, sharedFacts } from './runs';

jest.setTimeout(60_000);

const plan = 'vsphere-vsan-stretched-one-datacenter';
const small = `  small:
    memory: 4 GiB
    dirtyRate: 10 MiB/s
    workingSet: 256 MiB
`;
/** The shared facts with a second class of machines, which converges. */
const twoClasses = sharedFacts('far').replace('platforms:\n', `${small}platforms:\n`);
const report = reportOf([runOf(plan, 'erp/cluster', twoClasses)]);
const [move] = report.moves;

describe('the moves of a result', () => {
  const { moves, findings } = resultOf(plan, 'erp/cluster', twoClasses);

  it('are of each pair of sites the one that is worst off, with how many there were', () => {
    expect(moves.map(({ machine, sites, verdict, verdicts }) => ({ machine, sites, verdict, verdicts }))).toEqual([
      {
        machine: 'erp',
        sites: ['dublin', 'vienna'],
        verdict: 'does-not-converge',
        verdicts: [
          { verdict: 'does-not-converge', count: 1 },
          { verdict: 'undetermined', count: 1 },
        ],
      },
    ]);
  });

  it('name the findings that they decide, and hold where each input was written', () => {
    const decided = findings.filter(({ ruleId }) => ruleId === 'migration-converges');
    expect(decided).toHaveLength(2);
    expect(moves[0]?.findings).toEqual(decided.map(({ fingerprint }) => fingerprint).sort());
    expect(moves[0]?.inputs.find(({ input }) => input === 'dirtyRate')).toEqual({
      input: 'dirtyRate',
      name: 'dirty rate',
      measure: { value: 200 * 2 ** 20, unit: 'B/s', text: '200 MiB/s' },
      from: 'lightbound.yaml:28:16 workloads.erp.dirtyRate',
    });
  });

  it('are there also where the machine passes', () => {
    const passing = resultOf(plan, 'a', sharedFacts('metro'));
    expect(passing.findings.filter(({ ruleId }) => ruleId === 'migration-converges')).toEqual([]);
    expect(passing.moves.map(({ verdict, findings: decided }) => [verdict, decided])).toEqual([['feasible', []]]);
  });

  it('are none of a machine that nobody knows, nor of a rule that is off', () => {
    const withoutRate = sharedFacts('far').replace(/ {4}dirtyRate.*\n/u, '');
    expect(resultOf(plan, 'a', withoutRate).moves).toEqual([]);
    expect(resultOf(plan, 'a').moves).toEqual([]);
    expect(resultOf(plan, 'a', `${sharedFacts('far')}rules:\n  migration-converges: off\n`).moves).toEqual([]);
  });
});

describe('a move in the report', () => {
  const finding = report.findings.find(
    ({ ruleId, subject }) => ruleId === 'migration-converges' && subject.workload === 'erp',
  );
  const stepOf = (name: string) => finding?.evidence.steps.find((step) => step.name === name);

  it('comes to the numbers of its finding when the model is asked again', () => {
    const rounds = move?.chart?.move?.rounds ?? [];
    expect(rounds).toHaveLength(4);
    for (const [index, { duration, sent, dirtied }] of rounds.entries()) {
      const step = stepOf(`round ${index + 1}`);
      expect(step?.result.text).toBe(duration.text);
      expect(step?.working).toContain(`${sent.text} / `);
      expect(step?.working).toContain(`D = ${dirtied.text}`);
    }
    expect(move?.carried).toEqual(stepOf('rate of transfer')?.result);
    expect(move?.needed).toEqual(stepOf('rate of transfer needed')?.result);
    expect(move?.flips).toEqual(finding?.evidence.flipPoints.slice(1));
  });

  it('has a map with the verdict of the finding at its round trip and bandwidth', () => {
    const { map, roundTrip, bandwidth } = move?.chart ?? {};
    expect([roundTrip, bandwidth]).toEqual([0.031, 1e9]);
    const column = map?.columns.toSorted((a, b) => Math.abs(a.roundTrip - 0.031) - Math.abs(b.roundTrip - 0.031))[0];
    expect(column?.bands.find(({ from, to }) => from <= 1e9 && to > 1e9)?.verdict).toBe('does-not-converge');
  });

  it('says what was assumed', () => {
    expect(move?.assumed).toEqual([
      { name: 'loss', text: 'no loss' },
      { name: 'MTU', text: '1,500 B (Ethernet)' },
      { name: 'window', text: 'no limit' },
      { name: 'write order', text: 'random (pages in any order)' },
    ]);
  });

  it('has a command that gives the same rounds and the same rate', () => {
    const words = [...(move?.command ?? '').matchAll(/"([^"]*)"|(\S+)/gu)].map(
      ([, quoted, bare]) => quoted ?? bare ?? '',
    );
    expect(words.slice(0, 2)).toEqual(['lightbound', 'link']);
    const [to = '', from = '', ...reversed] = words.slice(2).toReversed();
    const options = reversed.toReversed();
    const written = Object.fromEntries(
      options.flatMap((word, index) =>
        index % 2 === 0
          ? [[word.slice(2).replace(/-(\w)/gu, (_, letter: string) => letter.toUpperCase()), options[index + 1]]]
          : [],
      ),
    );
    const asked = askLink(from, to, written, { tool: { name: 'lightbound', version: '0' }, map: false });
    if ('errors' in asked) throw new Error(JSON.stringify(asked.errors));
    expect(asked.record.numbers.move).toEqual(move?.chart?.move);
    expect(asked.record.numbers.rate).toEqual(move?.carried);
    expect(asked.record.verdict).toBe('does-not-converge');
  });

  it('holds no chart where nobody asked for any', () => {
    const [plain] = reportOf([runOf(plan, 'erp/cluster', twoClasses)], { charts: false }).moves;
    expect(plain).toEqual({ ...move, chart: undefined });
  });

  it('joins the stacks of one pair of sites, and counts all of them', () => {
    const runs = [runOf(plan, 'a', sharedFacts('far')), runOf('vsphere-vsan-fault-domains-two-sites', 'b', twoClasses)];
    const { moves } = reportOf(runs);
    expect(moves.map(({ others, verdicts, findings }) => [others.length, verdicts, findings.length])).toEqual([
      [
        1,
        [
          { verdict: 'does-not-converge', count: 2 },
          { verdict: 'undetermined', count: 1 },
        ],
        3,
      ],
    ]);
  });

  it('is no longer there when a later result replaces its stack', () => {
    expect(reportOf([runOf(plan, 'a', sharedFacts('far')), runOf('example-modules', 'a')]).moves).toEqual([]);
  });

  it('belongs to its rule: a framework without that has no moves', () => {
    const [framework] = frameworks();
    if (framework === undefined) throw new Error('there is no framework');
    const without = {
      ...framework,
      controls: framework.controls.map((control) => ({ ...control, rules: ['migration-rtt-budget'] })),
    };
    expect(reportOf([runOf(plan, 'a', twoClasses)], { only: without }).moves).toEqual([]);
  });

  it('has no chart where the model comes to another verdict than the result', () => {
    const run = runOf(plan, 'a', sharedFacts('far'));
    const moves = run.result.moves.map((one) => ({ ...one, verdict: 'feasible' as const }));
    const changed: RecordedRun = { ...run, result: { ...run.result, moves } };
    const other = reportOf([changed]);
    expect(other.moves[0]).toMatchObject({ isRepeatable: false, verdict: 'feasible' });
    expect(other.moves[0]?.chart).toBeUndefined();
    expect(complianceReports.html(other)).toContain('comes to another verdict');
  });
});

describe('many links', () => {
  const places = ['LHR', 'CDG', 'AMS', 'FRA', 'MAD', 'LIS', 'OSL', 'ARN', 'HEL', 'CPH', 'WAW', 'PRG', 'BUD', 'ATH'];
  const runs = places.map((place) =>
    runOf(
      plan,
      `to-${place}`,
      sharedFacts('far').replace('at: DUB', `at: ${place}`).replace('rtt: 31 ms', 'rtt: 99 ms'),
    ),
  );
  const many = reportOf(runs);

  it('are drawn up to a number; of the others the page has the command that draws', () => {
    const left = many.moves.filter(({ chart }) => chart === undefined);
    expect([many.moves.length, left.length]).toEqual([14, 2]);
    const page = complianceReports.html(many);
    expect(page).toContain('The 12 links that are worst off are drawn.');
    for (const { command = '' } of left) {
      expect(command).toMatch(/^lightbound link --platform vmotion@8\.0 --rtt "99 ms"/);
      expect(page).toContain(command.replaceAll('"', '&quot;'));
    }
    expect([...page.matchAll(/<section id="move-\d+"/g)]).toHaveLength(12);
  });
});

it('a finding on one pair of three sites is about that pair', () => {
  const three = sharedFacts('far')
    .replace("      - name: 'esx-a*'\n", "      - name: 'esx-a1*'\n")
    .replace(
      'links:\n',
      "  graz:\n    at: GRZ\n    match:\n      - name: 'esx-a2*'\n      - name: 'esx-a3*'\nlinks:\n",
    );
  const { moves, pairs, findings } = reportOf([runOf(plan, 'erp', three)]);
  expect(moves.map(({ ends, verdict }) => [ends.map((end) => end.split(' ')[0]), verdict])).toEqual([
    [['dublin', 'vienna'], 'does-not-converge'],
  ]);
  const [finding] = findings.filter(({ ruleId }) => ruleId === 'migration-converges');
  const broken = pairs.filter(({ findings: own }) => own.includes(finding?.fingerprint ?? ''));
  expect(broken.map(({ ends }) => ends)).toEqual([moves[0]?.ends]);
});

it('a pair of sites that no live migration was judged between has no drawing and no word', () => {
  const none = reportOf(fleet().filter(({ result }) => result.moves.length === 0));
  expect(none.pairs.length).toBeGreaterThan(0);
  expect(none.moves).toEqual([]);
  const page = complianceReports.html(none);
  expect(page).not.toContain('id="moves"');
  expect(page).not.toContain('class="chart"');
});
