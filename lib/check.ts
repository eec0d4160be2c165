import type { Declarations } from './declarations/declarations';
import { deriveFacts } from './facts/derive-facts';
import type { InputSummary, RunError, RunResult } from './findings/run-result';
import type { Graph } from './graph/graph';
import { takeInventory } from './inventory/take-inventory';
import { configureRules } from './rules/configuration';
import type { Rule } from './rules/define-rule';
import { evaluate } from './rules/evaluate';
import { buildGraph } from './placing/build-graph';
import { InputError, nameInputs, type Document, type Reading } from './resources/document';
import { TypeCatalogue } from './placing/provider-table';
import { providerTables } from './clouds/provider-tables';
import { readDocument } from './documents/read-document';

export type Progress = (done: number, total: number, path: string) => void;

export interface CheckRequest {
  readonly documents: readonly Document[];
  readonly declarations: Declarations;
  readonly rules: readonly Rule[];
  /** Version of the tool, for the result. */
  readonly version: string;
  readonly onProgress?: Progress;
}

/** The whole flow: documents -> readings -> graph -> facts -> rules -> result. A document that fails spares the others. */
export function check(request: CheckRequest): RunResult {
  const { readings, errors } = readAll(request.documents, request.onProgress);
  return judge({ ...request, readings, errors });
}

export interface JudgeRequest extends Pick<CheckRequest, 'declarations' | 'rules' | 'version'> {
  readonly readings: readonly Reading[];
  readonly errors?: readonly RunError[];
}

/** The flow from readings on, for doors that get resources instead of documents. */
export function judge({ readings, declarations, rules, version, errors = [] }: JudgeRequest): RunResult {
  const graph = graphOf(readings, declarations);
  const facts = deriveFacts(graph, declarations);
  const evaluation = evaluate(rules, graph, facts, configureRules(declarations));
  const { findings } = evaluation;
  const count = (level: string): number =>
    findings.filter((finding) => finding.outcome === 'violation' && finding.level === level).length;
  return {
    version: '1.0',
    tool: { name: 'lightbound', version },
    inputs: readings.map(summarise),
    findings,
    inventory: takeInventory(graph),
    errors: [...errors, ...evaluation.errors],
    summary: {
      errors: count('error'),
      warnings: count('warning'),
      notes: count('note'),
      undetermined: findings.filter(({ outcome }) => outcome === 'undetermined').length,
      rulesRun: evaluation.rulesRun,
      subjectsChecked: evaluation.subjectsChecked,
    },
  };
}

/** What the documents hold, without judging it. */
export function readGraph(request: Pick<CheckRequest, 'documents' | 'declarations' | 'onProgress'>): {
  readonly graph: Graph;
  readonly inputs: readonly InputSummary[];
  readonly errors: readonly RunError[];
} {
  const { readings, errors } = readAll(request.documents, request.onProgress);
  return { graph: graphOf(readings, request.declarations), inputs: readings.map(summarise), errors };
}

let catalogue: TypeCatalogue | undefined;
const knownTypes = (): TypeCatalogue => (catalogue ??= new TypeCatalogue(providerTables));

/** Whether some provider table knows the type, in either spelling. */
export const knowsType = (type: string): boolean => knownTypes().find(type) !== undefined;

function graphOf(readings: readonly Reading[], declarations: Declarations): Graph {
  if (readings.length > 1) nameInputs(readings);
  const resources = readings.flatMap((reading) => reading.resources);
  return buildGraph(resources, declarations, knownTypes());
}

function readAll(
  documents: readonly Document[],
  onProgress?: Progress,
): { readonly readings: readonly Reading[]; readonly errors: readonly RunError[] } {
  const readings: Reading[] = [];
  const errors: RunError[] = [];
  for (const [index, document] of documents.entries()) {
    onProgress?.(index, documents.length, document.path);
    try {
      const reading = readDocument(document, knowsType);
      readings.push(reading);
      for (const message of reading.warnings) errors.push({ kind: 'input', where: reading.path, message });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      errors.push({ kind: 'input', where: error.path, message: error.message });
    }
  }
  onProgress?.(documents.length, documents.length, '');
  return { readings, errors };
}

function summarise({ path, kind, resources, passedOver = 0 }: Reading): InputSummary {
  const understood = resources.filter(({ type }) => knowsType(type)).length;
  return { path, kind, resources: resources.length + passedOver, understood };
}
