import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { check } from '../../lib/check';
import { noDeclarations, type Declarations } from '../../lib/declarations/declarations';
import { readFacts } from '../../lib/declarations/read-facts';
import { stripVTControlCharacters } from 'node:util';
import type { Finding } from '../../lib/findings/finding';
import type { RunResult } from '../../lib/findings/run-result';
import { reports, type ReportName } from '../../lib/reports/reports';
import { escapeLine } from '../../lib/reports/escape';
import { settingErrors } from '../../lib/rules/configuration';
import type { Rule } from '../../lib/rules/define-rule';
import { factsText } from './corpus';
import { make, type Input, type Made, type MadeDocument } from './input';
import { SECRET } from './mutate';

/** In CPU seconds, of one check. */
const LONGEST = 2;

const today = '2026-01-01';

const schema = readFileSync(join(__dirname, '../../schemas/lightbound.result.schema.json'), 'utf8');
const isValid = new Ajv({ allowUnionTypes: true }).compile(JSON.parse(schema) as object);

/** What reorders, hides or moves a cursor. */
const CONTROL = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Holds everything that must be true of an input against it. @throws Error with what is not */
export function holds(input: Input, rules: readonly Rule[]): void {
  const made = make(input);
  const declarations = declarationsOf(made, rules);
  const judge = (documents: readonly MadeDocument[]): RunResult => timed(documents, declarations, rules);
  const result = judge(made.documents);
  refuseInternal(result);
  if (!isValid(JSON.parse(reports.json.write(result, { colour: false })))) {
    throw new Error(`not valid by the schema: ${JSON.stringify(isValid.errors?.slice(0, 2))}`);
  }
  for (const name of Object.keys(reports) as ReportName[]) checkReport(name, result, made);
  if (input.asked % 4 === 0) sameAgain(result, judge(made.documents));
  if (made.documents.length > 1) sameInAnyOrder(result, judge(made.documents.toReversed()));
  if (made.backwards !== undefined) sameInAnyOrder(result, judge(made.backwards));
  if (made.masked !== undefined) {
    const [, ...others] = made.documents;
    const hidden = judge([made.masked.document, ...others]);
    stays(result, hidden, made.masked.what);
    // Changed at random, values may contradict each other, as one address of two ports: then to hide one makes sense of the others.
    if (input.documents[0]?.things.length === 0) noneBecomesCertain(result, hidden, made.masked.what);
  }
  if (made.shown !== undefined) {
    const [, ...others] = made.documents;
    const { drawn, 'drawn alike': alike, 'to come': toCome } = made.shown;
    const guessed = judge([drawn, ...others]);
    stays(result, guessed, 'each provider argument is drawn on a variable');
    stays(result, judge([alike, ...others]), 'the provider arguments are drawn on variables of one value');
    noneBecomesCertain(judge([toCome, ...others]), guessed, 'each provider argument is drawn on a variable');
  }
  refusePollution();
}

function declarationsOf({ facts }: Made, rules: readonly Rule[]): Declarations {
  if (facts === undefined) return noDeclarations;
  if (facts !== factsText) return factsIn(facts, rules);
  return (usual ??= factsIn(facts, rules));
}

let usual: Declarations | undefined;

function factsIn(facts: string, rules: readonly Rule[]): Declarations {
  const { declarations, errors } = neverSlow('reading the facts', () => readFacts(facts, 'lightbound.yaml', { today }));
  for (const { message, path } of errors) {
    if (CONTROL.test(escapeLine(`${path} ${message}`)))
      throw new Error('an error of the facts shows a control character');
    if (message.trim() === '' || message.includes('\n'))
      throw new Error(`an error of the facts is no line: ${message}`);
  }
  return errors.length === 0 && settingErrors(declarations, rules).length === 0 ? declarations : noDeclarations;
}

const timed = (documents: readonly MadeDocument[], declarations: Declarations, rules: readonly Rule[]): RunResult =>
  neverSlow('the check', () => check({ documents, declarations, rules, version: 'fuzz', today }));

/** To ask for CPU time takes as long as a check: only what takes long on the clock is done again and measured. */
function neverSlow<T>(what: string, make: () => T): T {
  const started = performance.now();
  const made = make();
  if (performance.now() - started < LONGEST * 1e3) return made;
  const before = process.cpuUsage();
  make();
  const { user, system } = process.cpuUsage(before);
  if (user + system < LONGEST * 1e6) return made;
  throw new Error(`${what} took ${((user + system) / 1e6).toFixed(1)} s of CPU time`);
}

function refuseInternal({ errors }: RunResult): void {
  const internal = errors.find(({ kind }) => kind === 'internal');
  if (internal !== undefined) throw new Error(`internal error: ${internal.where}: ${internal.message}`);
}

function checkReport(name: ReportName, result: RunResult, { isWhole }: Made): void {
  const text = reports[name].write(result, { colour: false });
  const control = CONTROL.exec(text);
  if (control !== null) throw new Error(`${name} holds the control character ${JSON.stringify(control[0])}`);
  if (stripVTControlCharacters(text) !== text) throw new Error(`${name} holds a control sequence`);
  if (isWhole && text.includes(SECRET)) {
    throw new Error(
      `${name} shows a secret: ${text.slice(Math.max(0, text.indexOf(SECRET) - 80), text.indexOf(SECRET))}`,
    );
  }
}

function sameAgain(one: RunResult, other: RunResult): void {
  if (JSON.stringify(one) !== JSON.stringify(other)) throw new Error('it says something else the second time');
}

function sameInAnyOrder(one: RunResult, other: RunResult): void {
  const sorted = (list: readonly unknown[]): readonly string[] => list.map((item) => JSON.stringify(item)).sort();
  const plain = ({ inputs, errors, ...rest }: RunResult) => ({
    ...rest,
    inputs: sorted(inputs),
    errors: sorted(errors),
  });
  const [a, b] = [plain(one), plain(other)];
  for (const key of Object.keys(a) as (keyof typeof a)[]) {
    if (JSON.stringify(a[key]) !== JSON.stringify(b[key])) throw new Error(`in another order ${key} are others`);
  }
}

/** A violation is one, or open, once an attribute is hidden. */
function stays(all: RunResult, hidden: RunResult, what: string): void {
  refuseInternal(hidden);
  if (all.errors.length + hidden.errors.length > 0) return;
  const gone = all.findings
    .filter(({ outcome, level }) => outcome === 'violation' && level !== 'note')
    .find((violation) => !hidden.findings.some((found) => standsFor(found, violation)));
  if (gone !== undefined) throw new Error(`${what}: ${gone.ruleId} of ${gone.subject.name} is gone`);
}

/** An error is none that only a guess or a hidden value makes. */
function noneBecomesCertain(known: RunResult, other: RunResult, what: string): void {
  if (known.errors.length + other.errors.length > 0) return;
  const [before, after] = [known, other].map(({ findings }) =>
    findings.filter(({ outcome, level }) => outcome === 'violation' && level === 'error'),
  );
  const found = after?.find((error) => before?.some((one) => standsFor(one, error)) !== true);
  if (found !== undefined) throw new Error(`${what}: ${found.ruleId} of ${found.subject.name} is certain`);
}

/** A violation of the same rule, or an open finding of its category, about the same resources. */
function standsFor(found: Finding, violation: Finding): boolean {
  // A declared link is of no resource.
  if (violation.resources.length === 0) return found.fingerprint === violation.fingerprint;
  const named = new Set(violation.resources.map(({ address }) => address));
  if (!found.resources.some(({ address }) => named.has(address))) return false;
  if (found.outcome === 'undetermined') return found.category === violation.category;
  return found.ruleId === violation.ruleId && found.level !== 'note';
}

const untouched = Object.getOwnPropertyNames(Object.prototype).length;

function refusePollution(): void {
  const names = Object.getOwnPropertyNames(Object.prototype);
  if (names.length === untouched) return;
  throw new Error(`Object.prototype holds ${names.slice(untouched).join(', ')}`);
}
