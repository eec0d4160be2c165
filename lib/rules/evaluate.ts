import type { Facts } from '../facts/facts';
import type { Finding, Level } from '../findings/finding';
import type { JudgedMove } from '../findings/judged-move';
import type { RuleRun, RunError } from '../findings/run-result';
import type { Graph } from '../graph/graph';
import type { GraphNode } from '../graph/graph-node';
import { byUrgency } from './by-urgency';
import type { ResolvedSetting, RuleConfiguration } from './configuration';
import type { Reporter, Rule } from './define-rule';
import { guessed } from './guessed';
import { inDoubt } from './in-doubt';
import { MoveLog } from './move-log';
import type { OpenFinding } from './open';
import { toFinding, type Around } from './to-finding';

export interface Evaluation {
  readonly findings: readonly Finding[];
  readonly errors: readonly RunError[];
  readonly rules: readonly RuleRun[];
  /** For each pair of sites that a rule judged moves between, the move that is worst off. */
  readonly moves: readonly JudgedMove[];
}

/** What rules are run over, and on which day. */
export interface Evaluated extends Around {
  readonly graph: Graph;
  readonly facts: Facts;
  readonly today: () => string;
  /** Is told of each finding that is open what keeps its rule from deciding. */
  readonly onOpen?: ((open: OpenFinding) => void) | undefined;
}

/**
 * Runs every rule that is not off over the subjects it selects. Where a rule throws, that subject becomes an error of the run;
 * its other subjects and the other rules are judged.
 */
export function evaluate(rules: readonly Rule[], over: Evaluated, configuration: RuleConfiguration): Evaluation {
  const findings: Finding[] = [];
  const errors: RunError[] = [];
  const runs: RuleRun[] = [];
  const log = new MoveLog(over);
  for (const rule of rules) {
    const setting = settingOf(rule, configuration);
    if ('error' in setting) {
      errors.push(setting.error);
      runs.push({ ...ruleRun(rule, rule.level, notRun), status: 'failed' });
      continue;
    }
    const run = setting.level === 'off' ? notRun : runRule(rule, setting, over, configuration.undetermined, log);
    findings.push(...run.findings);
    errors.push(...run.errors);
    runs.push(ruleRun(rule, setting.level, run));
  }
  return { findings: findings.sort(byUrgency), errors, rules: runs, moves: log.moves };
}

/** A setting that the door did not check is an error of the run, not its end. */
function settingOf(rule: Rule, configuration: RuleConfiguration): ResolvedSetting | { readonly error: RunError } {
  try {
    return configuration.of(rule);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { error: { kind: 'configuration', where: `rule ${rule.id}`, message, ruleId: rule.id } };
  }
}

interface Run extends Pick<RuleRun, 'subjects' | 'passes'> {
  readonly findings: readonly Finding[];
  readonly errors: readonly RunError[];
}

const notRun: Run = { findings: [], errors: [], subjects: 0, passes: 0 };

function ruleRun({ id, title, law, help, category }: Rule, level: RuleRun['level'], run: Run): RuleRun {
  const status = level === 'off' ? 'off' : run.errors.length > 0 ? 'failed' : 'ran';
  const { subjects, passes } = run;
  return { id, title, law, ...(help !== undefined && { help }), category, level, status, subjects, passes };
}

function runRule(
  rule: Rule,
  { level, options }: ResolvedSetting,
  over: Evaluated,
  undetermined: Level,
  log: MoveLog,
): Run {
  const findings: Finding[] = [];
  const errors: RunError[] = [];
  const fail = (error: unknown, subject?: GraphNode): void => {
    const where = subject === undefined ? `rule ${rule.id}` : `rule ${rule.id}, ${subject.name}`;
    const message = error instanceof Error ? error.message : typeof error === 'string' ? error : 'it threw no Error';
    errors.push({ kind: 'internal', where, message, ruleId: rule.id });
  };
  const { graph, today } = over;
  const facts = log.watched(over.facts, rule.id);
  const context = { facts, graph, today, options, report: reporter };
  let subjects: readonly GraphNode[] = [];
  let passes = 0;
  try {
    subjects = [...rule.select(graph)];
  } catch (error) {
    fail(error);
  }
  for (const subject of subjects) {
    try {
      const found = rule
        .check(subject, context)
        .flatMap((problem) => inDoubt(subject, problem))
        .map((problem) => guessed(subject, problem, graph.sites))
        .map((problem) => {
          const finding = toFinding(rule, subject, problem, { level, undetermined }, over);
          const { toDecide: gaps } = problem.evidence;
          log.decided(finding, subject, problem.path);
          if (gaps !== undefined) over.onOpen?.({ finding, gaps });
          return finding;
        });
      findings.push(...found);
      if (found.every(({ outcome }) => outcome === 'remark')) passes += 1;
    } catch (error) {
      fail(error, subject);
    }
  }
  return { findings, errors, subjects: subjects.length, passes };
}

const reporter: Reporter<Readonly<Record<string, string>>> = {
  violation: (messageId, found) => ({ ...found, outcome: 'violation', confidence: 'certain', messageId }),
  likely: (messageId, found) => ({ ...found, outcome: 'violation', confidence: 'likely', messageId }),
  byConstruction: (messageId, found) => ({
    ...found,
    outcome: 'violation',
    confidence: 'by-construction',
    messageId,
  }),
  undetermined: (messageId, found) => ({ ...found, outcome: 'undetermined', messageId }),
  remark: (messageId, found) => ({ ...found, outcome: 'remark', messageId }),
};
