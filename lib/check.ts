import { providerTables } from './clouds/provider-tables';
import type { Declarations } from './declarations/declarations';
import { readAll, type Documents } from './documents/read-all';
import { deriveFacts } from './facts/derive-facts';
import type { Finding } from './findings/finding';
import { fingerprintScheme } from './findings/fingerprint';
import type { InputSummary, RunError, RunResult } from './findings/run-result';
import { refKey, type Change, type ResourceRef } from './graph/location';
import type { Graph } from './graph/graph';
import { displaces } from './inventory/displaces';
import { takeInventory } from './inventory/take-inventory';
import { unmatchedSites } from './inventory/unmatched-sites';
import { buildGraph } from './placing/build-graph';
import { TypeCatalogue } from './placing/provider-table';
import type { Reading } from './resources/document';
import { oneOfEach } from './resources/one-of-each';
import { recordReads } from './resources/recorded-reads';
import type { RawResource } from './resources/raw-resource';
import { speakOfStretching, speaksByName } from './resources/speaks-of-stretching';
import { configureRules, settingsIn } from './rules/configuration';
import type { Rule } from './rules/define-rule';
import { evaluate } from './rules/evaluate';
import { heldTo } from './rules/held-to';
import type { Open, OpenFinding } from './rules/open';
import { summarise } from './rules/summarise';
import { applyWaivers } from './waivers/apply-waivers';

export interface CheckRequest extends Documents {
  readonly declarations: Declarations;
  readonly rules: readonly Rule[];
  /** Version of the tool, for the result. */
  readonly version: string;
  /** The day on which the run takes place, ISO 8601: ages are measured at it. */
  readonly today: string;
  /** Name of the stack that everything belongs to; by default what the documents say, else the folder of each. */
  readonly stack?: string | undefined;
}

/** The whole flow: documents -> readings -> graph -> facts -> rules -> result. A document that fails spares the others. */
export function check(request: CheckRequest): RunResult {
  const { readings, errors } = readAll(request, isWanted);
  return judge({ ...request, readings, errors });
}

export interface JudgeRequest extends Omit<CheckRequest, keyof Documents> {
  readonly readings: readonly Reading[];
  readonly errors?: readonly RunError[];
}

/**
 * The flow from readings on, for doors that get resources instead of documents. It changes nothing that it is given. What a work tree
 * adds to a trusted part of the declarations, in files or in tags, turns no violation of that part into a pass; where it moves what that
 * part places, and by how it sets a rule, it takes no finding away.
 */
export function judge(request: JudgeRequest): RunResult {
  const { trusted, underTrustedRules } = request.declarations;
  const under = (declarations: Declarations): RunResult => judgeOnce({ ...request, declarations });
  const result = judgeOnce(request);
  const set =
    underTrustedRules === undefined ? result : heldTo(result, under(underTrustedRules), ['violation', 'undetermined']);
  if (trusted === undefined) return set;
  const alone = under(trusted);
  const declared = new Set(trusted.sites.map(({ id }) => id));
  const isMoved = displaces(set.inventory, alone.inventory, declared);
  return heldTo(set, alone, isMoved ? ['violation', 'undetermined'] : ['violation']);
}

function judgeOnce({ readings, declarations, rules, version, today, stack, errors = [] }: JudgeRequest): RunResult {
  const read = stack === undefined ? readings : readings.map((reading) => ({ ...reading, stack }));
  const { resources, touched } = recordReads(oneOfEach(read));
  const { graph, errors: misread } = buildGraph(resources, declarations, knownTypes());
  const asked: string[] = [];
  const day = (): string => {
    asked[0] = today;
    return today;
  };
  const facts = deriveFacts(graph, declarations);
  const stacks = [...new Set(read.map((reading) => reading.stack ?? ''))].sort();
  const onlyStack = stacks.length === 1 ? (stacks[0] ?? '') : '';
  const over = { graph, facts, today: day, stack, onlyStack, changeOf: changes(resources), touched };
  const evaluation = evaluate(rules, over, configureRules(declarations));
  const { findings, waivers } = applyWaivers(declarations.waivers, evaluation.findings, stacks, day);
  return {
    version: '2.2',
    tool: { name: 'lightbound', version },
    fingerprints: fingerprintScheme,
    ...(asked.length > 0 && { today }),
    stacks,
    inputs: read.map(inputOf),
    factsFiles: (declarations.files ?? []).map((file) => ({
      ...file,
      remarks: [...file.remarks, ...unmatchedSites(declarations, graph, file.path)],
    })),
    settings: settingsIn(declarations, rules),
    rules: evaluation.rules,
    findings,
    waivers,
    moves: evaluation.moves,
    inventory: takeInventory(graph),
    errors: [...errors, ...misread, ...evaluation.errors],
    summary: summarise({ rules: evaluation.rules, findings }),
  };
}

/**
 * Findings alone, for a door that asks about each of thousands of resources: most of them are nothing that a rule looks at, and
 * then there is nothing to derive.
 */
export function findings(request: JudgeRequest): readonly Finding[] {
  const { graph } = buildGraph(oneOfEach(request.readings), request.declarations, knownTypes());
  return request.rules.some((rule) => looksAt(rule, graph)) ? judge(request).findings : [];
}

function looksAt(rule: Rule, graph: Graph): boolean {
  try {
    return rule.select(graph).length > 0;
  } catch {
    // It fails where it is judged, and is told there.
    return true;
  }
}

/** The documents read once, to be judged under one set of declarations after another: for a door that asks what to declare. */
export function readForQuestions(
  request: Pick<CheckRequest, keyof Documents | 'rules' | 'today'>,
): Pick<RunResult, 'inputs' | 'errors'> & { readonly open: (declarations: Declarations) => Open } {
  const { rules, today } = request;
  const { readings, errors } = readAll({ ...request, allowIncomplete: true }, isWanted);
  const resources = oneOfEach(readings);
  const open = (declarations: Declarations): Open => {
    const { graph } = buildGraph(resources, declarations, knownTypes());
    const found: OpenFinding[] = [];
    const over = {
      graph,
      facts: deriveFacts(graph, declarations),
      today: () => today,
      onlyStack: '',
      changeOf: () => undefined,
      touched: () => [],
      onOpen: (one: OpenFinding) => found.push(one),
    };
    evaluate(rules, over, configureRules(declarations));
    return { graph, findings: found };
  };
  return { inputs: readings.map(inputOf), errors, open };
}

/** What the documents hold, without judging it. */
export function readGraph(request: Pick<CheckRequest, keyof Documents | 'declarations'>): {
  readonly graph: Graph;
  readonly inputs: readonly InputSummary[];
  readonly errors: readonly RunError[];
} {
  const { readings, errors } = readAll({ ...request, allowIncomplete: true }, isWanted);
  const { graph, errors: misread } = buildGraph(oneOfEach(readings), request.declarations, knownTypes());
  return { graph, inputs: readings.map(inputOf), errors: [...errors, ...misread] };
}

let catalogue: TypeCatalogue | undefined;
const knownTypes = (): TypeCatalogue => (catalogue ??= new TypeCatalogue(providerTables));

/** Whether some provider table knows the type, in either spelling. */
export const knowsType = (type: string): boolean => knownTypes().find(type) !== undefined;

/** Whether a resource is read by its type alone: a table knows it, or its name speaks of stretching. */
export const isWanted = (type: string): boolean => knowsType(type) || speaksByName(type);

/** Whether one resource of a type may break a rule whatever stands beside it. */
export function decidesAlone(type: string): boolean {
  const row = knownTypes().find(type)?.row;
  return row?.read !== undefined && row.isPart !== true;
}

function inputOf({ path, from, stack = '', resources, passedOver, remarks = [] }: Reading): InputSummary {
  const unread = new Map(passedOver);
  let understood = 0;
  for (const { type } of resources) {
    if (knowsType(type)) understood += 1;
    else unread.set(type, (unread.get(type) ?? 0) + 1);
  }
  const types = [...unread].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, count]) => ({ type, count }));
  const others = types.reduce((sum, { count }) => sum + count, 0);
  const { kind, title } = from;
  const suspect = speakOfStretching(resources, knowsType);
  const told = [
    ...remarks,
    ...(suspect.length > 0 ? [`not read, and speaks of stretching: ${suspect.join(', ')}`] : []),
  ];
  const counts = { resources: understood + others, understood, unread: types };
  return { path, kind, title, stack, ...counts, ...(told.length > 0 && { remarks: told }) };
}

/** What is planned for each resource, looked up only once something is found. */
function changes(resources: readonly RawResource[]): (resource: ResourceRef) => Change | undefined {
  const byKey = new Map<string, Change>();
  return (resource) => {
    if (byKey.size === 0) for (const { ref, change } of resources) byKey.set(refKey(ref), change);
    return byKey.get(refKey(resource));
  };
}
