import type { Finding } from '../findings/finding';
import type { RunResult, WaiverRun } from '../findings/run-result';
import type { Coverage, ReportedSetting, ReportedWaiver, StackState } from './compliance-report';
import type { CurrentRun, Fleet } from './fleet';
import { stackState } from './stack-state';
import { grouped, sortedUnique } from './tally';

/** What was read, how much of it is known, and by which facts. */
export function coverageOf(fleet: Fleet, findings: readonly Finding[], teams: ReadonlyMap<string, string>): Coverage {
  const inputs = fleet.runs.flatMap((run) => run.inputs);
  const unread = new Map<string, number>();
  for (const { type, count } of inputs.flatMap((input) => input.unread)) {
    unread.set(type, (unread.get(type) ?? 0) + count);
  }
  const results = fleet.runs.map(({ run }) => run.result);
  const ofStack = grouped(findings, ({ subject }) => subject.stacks);
  const facts = new Map(
    results.flatMap(({ factsFiles }) => factsFiles.map((file) => [`${file.path} ${file.sha256}`, file])),
  );
  return {
    stacks: fleet.runs
      .flatMap((run) => [...run.stacks].map((stack) => stateOf(stack, run, ofStack.get(stack) ?? [], teams)))
      .sort((a, b) => (a.stack < b.stack ? -1 : 1)),
    resources: inputs.reduce((sum, input) => sum + input.resources, 0),
    understood: inputs.reduce((sum, input) => sum + input.understood, 0),
    unread: [...unread]
      .map(([type, count]) => ({ type, count }))
      .sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1)),
    unplaced: results.reduce((sum, { inventory }) => sum + inventory.unplaced, 0),
    factsFiles: [...facts.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    oldMeasurements: sortedUnique(findings.filter(({ ruleId }) => ruleId === AGE_RULE).map(({ message }) => message)),
  };
}

/** The rule that knows how old a measurement is. */
const AGE_RULE = 'link-measured-recently';

function stateOf(
  stack: string,
  { run, inputs }: CurrentRun,
  found: readonly Finding[],
  teams: ReadonlyMap<string, string>,
): StackState {
  const ofStack = inputs.filter((input) => input.stack === stack);
  const understood = ofStack.reduce((sum, input) => sum + input.understood, 0);
  const { source, commit, time, environment } = run;
  return {
    stack,
    team: teams.get(stack) ?? '',
    state: stackState(found, understood),
    source,
    ...(commit !== undefined && { commit }),
    ...(time !== undefined && { time }),
    ...(environment !== undefined && { environment }),
    resources: ofStack.reduce((sum, input) => sum + input.resources, 0),
    understood,
  };
}

/** Rules that are off or below their own level, each setting once. */
export function loweredIn({ runs }: Fleet): readonly ReportedSetting[] {
  const settings = new Map<string, ReportedSetting>();
  for (const { run } of runs) {
    for (const setting of run.result.settings.filter(({ lowers }) => lowers)) {
      const key = JSON.stringify([setting.ruleId, setting.name, setting.value, setting.declaredAt]);
      const sources = [...(settings.get(key)?.sources ?? []), run.source];
      settings.set(key, { ...setting, sources });
    }
  }
  return [...settings.values()].sort((a, b) => (a.ruleId < b.ruleId ? -1 : a.ruleId > b.ruleId ? 1 : 0));
}

/** Of what several checks say of one waiver, the most telling. */
const tellingFirst: readonly WaiverRun['status'][] = ['active', 'lapsed', 'expired', 'unused', 'elsewhere'];

const DAY = 86_400_000;

/** Each waiver once, the first to end first: all checks that read one file of waivers tell of all of them. */
export function waiversIn({ runs }: Fleet, today: string): readonly ReportedWaiver[] {
  const waivers = new Map<string, WaiverRun>();
  for (const waiver of runs.flatMap(({ run }): RunResult['waivers'] => run.result.waivers)) {
    const { ruleId, subject, fingerprint, stack, outcome, until, owner, ticket } = waiver;
    const key = JSON.stringify([ruleId, subject, fingerprint, stack, outcome, until, owner, ticket]);
    const before = waivers.get(key);
    const telling =
      before !== undefined && tellingFirst.indexOf(before.status) <= tellingFirst.indexOf(waiver.status)
        ? before
        : waiver;
    waivers.set(key, { ...telling, waived: (before?.waived ?? 0) + waiver.waived });
  }
  return [...waivers.values()]
    .map((waiver) => ({ ...waiver, daysLeft: Math.round((Date.parse(waiver.until) - Date.parse(today)) / DAY) }))
    .sort((a, b) => a.daysLeft - b.daysLeft || (a.ruleId < b.ruleId ? -1 : a.ruleId > b.ruleId ? 1 : 0));
}
