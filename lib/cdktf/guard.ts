import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from '../check';
import type { Declarations } from '../declarations/declarations';
import type { Finding } from '../findings/finding';
import type { RunResult } from '../findings/run-result';
import { isWaived } from '../findings/is-waived';
import { fewDeclaredCaveats } from '../reports/declared-caveats';
import { escapeLine } from '../reports/escape';
import { findingText } from '../reports/finding-text';
import { messageText } from '../reports/message-text';
import { waiverComplaint } from '../reports/waiver-text';
import { factsDeclared } from '../rules/configuration';
import type { Rule } from '../rules/define-rule';
import type { Reading } from '../resources/document';
import { readCdktfStack } from '../documents/cdktf/cdktf-stack';
import { isStack, type AppLike, type StackLike } from './constructs';

export interface GuardRequest {
  readonly rules: readonly Rule[];
  readonly version: string;
  /** The date at which ages are measured, ISO 8601. */
  readonly today: string;
  readonly declarations: Declarations;
}

/**
 * Attaches the rules to every stack of an app: synthesis fails with the violations of level error, each with its
 * construct's path. What stays undetermined is an annotation, or an error where the facts say so (`facts-declared`).
 * An app-wide check then judges all stacks together and names each stack that was created after the guard.
 * @throws Error if the app has no stack yet: the guard would watch nothing
 */
export function guardApp(app: AppLike, request: GuardRequest): void {
  const guarded = new Set(stacksOf(app));
  if (guarded.size === 0)
    throw new Error('lightbound: the app has no stacks yet; call guard(app) after the last stack');
  const told = new Set<string>();
  const last = [...guarded].at(-1);
  let whole: RunResult | undefined;
  for (const stack of guarded) {
    stack.node.addValidation({
      validate: () => {
        forgetManifest(app);
        const result = judgeStacks([stack], request);
        const failures = newFailures(result, [stack], request, told);
        annotate(result, stack, told);
        if (stack === last) {
          // Both forks collect the annotations of a stack right after its validations: those of the app come too late.
          whole = judgeStacks(stacksOf(app), request);
          annotate(withoutFailures(whole, request), stack, told);
          annotateWhole(whole, stack, told);
        }
        return failures;
      },
    });
  }
  app.node.addValidation({
    validate: () => [
      ...stacksOf(app)
        .filter((stack) => !guarded.has(stack))
        .map(({ node }) => `[${node.path}] lightbound: the stack has no guard; call guard(app) after the last stack`),
      ...newFailures(whole ?? judgeStacks(stacksOf(app), request), stacksOf(app), request, told),
    ],
  });
}

/**
 * A synthesis writes its manifest last. That of an earlier one would make what a failing one leaves look whole, so it goes first.
 */
function forgetManifest({ outdir }: AppLike): void {
  if (outdir !== undefined) rmSync(join(outdir, 'manifest.json'), { force: true });
}

const stacksOf = (app: AppLike): readonly StackLike[] => app.node.findAll().filter(isStack);

const judgeStacks = (stacks: readonly StackLike[], request: GuardRequest): RunResult =>
  judge({ ...request, readings: stacks.map((stack): Reading => readCdktfStack(stack.toTerraform(), stack.node.path)) });

/** Whether a finding fails the synthesis: an undetermined one only where the facts say so. */
const fails = (finding: Finding, { declarations }: GuardRequest): boolean =>
  finding.level === 'error' &&
  (finding.outcome === 'violation' || declarations.rules.get(factsDeclared)?.level === 'error') &&
  !isWaived(finding);

const withoutFailures = (result: RunResult, request: GuardRequest): RunResult => ({
  ...result,
  findings: result.findings.filter((finding) => !fails(finding, request)),
});

/** What fails the synthesis and was not told before, a text each. */
function newFailures(
  result: RunResult,
  stacks: readonly StackLike[],
  request: GuardRequest,
  told: Set<string>,
): string[] {
  const failing = result.findings.filter((finding) => !told.has(keyOf(finding)) && fails(finding, request));
  for (const finding of failing) told.add(keyOf(finding));
  return [...failing.map((finding) => lines(finding, stacks)), ...broken(result)];
}

/** What was not told before and fails nothing, as annotations of a stack. */
function annotate({ inputs, findings }: RunResult, stack: StackLike, told: Set<string>): void {
  for (const { path, remarks = [] } of inputs) {
    for (const remark of remarks.filter((one) => !told.has(`${path} ${one}`))) {
      told.add(`${path} ${remark}`);
      addAnnotation(stack, '@cdktf/warn', `lightbound: ${remark}`);
    }
  }
  for (const finding of findings.filter((one) => !told.has(keyOf(one)))) {
    told.add(keyOf(finding));
    const isInfo = finding.level === 'note' || isWaived(finding);
    addAnnotation(stack, isInfo ? '@cdktf/info' : '@cdktf/warn', `${finding.ruleId}: ${messageText(finding)}`);
  }
}

/** What only all stacks together show: a waiver or a fact that is about nothing, and what is declared so that less is found. */
function annotateWhole(result: RunResult, stack: StackLike, told: Set<string>): void {
  const warnings = result.waivers.flatMap((waiver) => waiverComplaint(waiver) ?? []);
  const all = [
    ...warnings.map((text) => ({ type: '@cdktf/warn', text }) as const),
    ...fewDeclaredCaveats(result).map(
      ({ kind, text }) => ({ type: kind === 'facts' ? '@cdktf/warn' : '@cdktf/info', text: escapeLine(text) }) as const,
    ),
  ];
  // A stack within another is validated with that one, too.
  for (const { type, text } of all.filter((one) => !told.has(one.text))) {
    told.add(text);
    addAnnotation(stack, type, `lightbound: ${text}`);
  }
}

const lines = (finding: Finding, stacks: readonly StackLike[]): string =>
  `[${pathOf(finding, stacks)}] ${finding.ruleId}: ${findingText(finding)}`;

/** What was open for one stack may be decided over all of them: then it is told again. */
const keyOf = ({ fingerprint, outcome, level, waiver }: Finding): string =>
  `${fingerprint} ${outcome} ${level} ${waiver?.status ?? ''}`;

const pathOf = ({ resources }: Finding, stacks: readonly StackLike[]): string =>
  resources.find(({ construct }) => construct !== undefined)?.construct ??
  stacks.map(({ node }) => node.path).join(', ');

const broken = ({ errors }: RunResult): string[] =>
  errors.map(({ where, message }) => `lightbound: ${where} failed: ${message}`);

/** Both forks keep annotations as metadata of these names and show them after synthesis. */
function addAnnotation({ node }: StackLike, type: '@cdktf/info' | '@cdktf/warn', text: string): void {
  node.addMetadata(type, text);
}
