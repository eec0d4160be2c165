import type { Category, Finding } from '../findings/finding';
import type { RunError } from '../findings/run-result';
import type { Framework } from '../reference/frameworks';
import { byUrgency } from '../rules/by-urgency';
import { asOf } from './as-of';
import { byFramework, controlsOf } from './by-framework';
import { byRule } from './by-rule';
import type { ComplianceReport, MissingFact, ReportedFinding, TeamTally } from './compliance-report';
import { coverageOf, loweredIn, waiversIn } from './coverage-of';
import { fleetOf } from './fleet';
import { movesIn } from './reported-moves';
import type { RecordedRun } from './recorded-run';
import { sentencesOf } from './sentence';
import { geographyOf } from './site-pairs';
import { grouped, isBreach, isOpen, sortedUnique, tallyOf } from './tally';
import { teamsOf } from './team-of';
import { compared } from './trend-of';

export interface ReportRequest {
  /** Oldest first: of two that judged a stack the later counts. */
  readonly runs: readonly RecordedRun[];
  /** Those of an earlier report; undefined where nobody asks what is new. */
  readonly earlier?: readonly RecordedRun[] | undefined;
  /** What all stacks came to by the day; undefined without a history. */
  readonly days?: ComplianceReport['days'] | undefined;
  /** Stacks that nobody asks about any more. */
  readonly inactive?: ComplianceReport['coverage']['inactive'] | undefined;
  readonly frameworks: readonly Framework[];
  /** The one framework whose rules are reported. */
  readonly only?: Framework | undefined;
  /** What could not be read. */
  readonly errors: readonly RunError[];
  /** ISO 8601. */
  readonly today: string;
  readonly tool: ComplianceReport['tool'];
  /** Whether moves are to hold what their charts are drawn from, which takes some thousand evaluations of each. */
  readonly charts: boolean;
}

/** The whole report as plain data; pure. */
export function makeReport(request: ReportRequest): ComplianceReport {
  const { runs, earlier, days, inactive, frameworks, only, errors, today, tool, charts } = request;
  const isAsked = (ruleId: string): boolean =>
    only === undefined || only.controls.some(({ rules }) => rules.includes(ruleId));
  const fleet = fleetOf(runs.map((run) => restricted(asOf(run, today), isAsked)));
  const before = earlier && fleetOf(earlier.map((run) => restricted(run, isAsked)));
  const { findings: found, trend } = compared(fleet, before, days === undefined ? 'results' : 'history');
  const teams = teamsOf(fleet);
  const reported = only === undefined ? frameworks : [only];
  const findings = found
    .map((finding): ReportedFinding => ({
      ...finding,
      teams: teamsIn(finding, teams),
      controls: controlsOf(reported, finding.ruleId),
    }))
    .sort(byUrgency);
  const fingerprints = new Set(findings.map(({ fingerprint }) => fingerprint));
  const coverage = { ...coverageOf(fleet, findings, teams), ...(inactive !== undefined && { inactive }) };
  const total = tallyOf(findings);
  const rules = byRule(fleet, findings);
  const failed = fleet.runs.flatMap(({ run }) =>
    run.result.errors.map((error) => ({ ...error, where: [run.source, error.where].filter(Boolean).join(': ') })),
  );
  const all = [...errors, ...failed];
  const [sentence, ...more] = sentencesOf({ findings, coverage, total, unreadResults: all.length });
  const categories = [...grouped(rules, ({ category }) => [category]).keys()].sort() as readonly Category[];
  return {
    version: '1.2',
    tool,
    today,
    mapping: 'ours',
    ...(only !== undefined && { only: only.id }),
    sentence,
    more,
    total,
    rules,
    categories: categories.map((category) => ({
      category,
      ...tallyOf(findings.filter((finding) => finding.category === category)),
    })),
    teams: byTeam(findings, teams),
    frameworks: byFramework(reported, rules, findings),
    ...(trend !== undefined && { trend }),
    // They count the findings of all rules.
    ...(days !== undefined && only === undefined && { days }),
    waivers: waiversIn(fleet, today),
    missing: missingFacts(findings),
    coverage,
    lowered: loweredIn(fleet),
    ...geographyOf(fleet, findings),
    moves: movesIn(fleet, (fingerprint) => fingerprints.has(fingerprint), charts),
    findings,
    errors: all,
  };
}

/** The run as if only some rules existed. */
function restricted(run: RecordedRun, isAsked: (ruleId: string) => boolean): RecordedRun {
  const of = <One extends { readonly ruleId: string }>(items: readonly One[]): readonly One[] =>
    items.filter(({ ruleId }) => isAsked(ruleId));
  const { findings, rules, settings, waivers, moves, baseline } = run.result;
  return {
    ...run,
    result: {
      ...run.result,
      findings: of(findings),
      rules: rules.filter(({ id }) => isAsked(id)),
      settings: of(settings),
      waivers: of(waivers),
      moves: of(moves),
      ...(baseline !== undefined && { baseline: { ...baseline, fixed: of(baseline.fixed) } }),
    },
  };
}

const teamsIn = ({ subject }: Finding, teams: ReadonlyMap<string, string>): readonly string[] =>
  sortedUnique(subject.stacks.flatMap((stack) => teams.get(stack) ?? []));

/** The team with the most errors first; a finding over stacks of two teams counts for both. */
function byTeam(findings: readonly ReportedFinding[], teams: ReadonlyMap<string, string>): readonly TeamTally[] {
  const stacks = grouped([...teams], ([, team]) => [team]);
  const ofTeam = grouped(findings, (finding) => finding.teams);
  return [...stacks]
    .map(([team, own]): TeamTally => {
      const found = ofTeam.get(team) ?? [];
      const broken = new Set(found.filter(isBreach).flatMap(({ subject }) => subject.stacks));
      return { team, of: own.length, ...tallyOf(found), stacks: own.filter(([stack]) => broken.has(stack)).length };
    })
    .sort((a, b) => b.errors - a.errors || b.stacks - a.stacks || (a.team < b.team ? -1 : 1));
}

/** What to declare, the fact that most waits for first. */
function missingFacts(findings: readonly ReportedFinding[]): readonly MissingFact[] {
  const waiting = grouped(findings.filter(isOpen), ({ evidence }) => [...new Set(evidence.toDecide)]);
  return [...waiting]
    .map(([declare, own]): MissingFact => ({
      declare,
      findings: own.map(({ fingerprint }) => fingerprint),
      rules: sortedUnique(own.map(({ ruleId }) => ruleId)),
      stacks: sortedUnique(own.flatMap(({ subject }) => subject.stacks)),
      teams: sortedUnique(own.flatMap((finding) => finding.teams)),
    }))
    .sort((a, b) => b.findings.length - a.findings.length || (a.declare < b.declare ? -1 : 1));
}
