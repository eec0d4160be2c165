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
  for (const stack of guarded) {
    stack.node.addValidation({
      validate: () => {
        forgetManifest(app);
        return problems([stack], request, told);
      },
    });
  }
  app.node.addValidation({
    validate: () => [
      ...stacksOf(app)
        .filter((stack) => !guarded.has(stack))
        .map(({ node }) => `[${node.path}] lightbound: the stack has no guard; call guard(app) after the last stack`),
      ...problems(stacksOf(app), request, told, true),
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

/** @param isWhole whether these are all stacks, so that a waiver or a fact which is about nothing in them is about nothing */
function problems(stacks: readonly StackLike[], request: GuardRequest, told: Set<string>, isWhole = false): string[] {
  const readings = stacks.map((stack): Reading => readCdktfStack(stack.toTerraform(), stack.node.path));
  const result = judge({ ...request, readings });
  for (const { path, remarks = [] } of result.inputs) {
    for (const remark of remarks.filter((one) => !told.has(`${path} ${one}`))) {
      told.add(`${path} ${remark}`);
      annotate(stacks, '@cdktf/warn', `lightbound: ${remark}`);
    }
  }
  const open = request.declarations.rules.get(factsDeclared)?.level === 'error';
  const fresh = result.findings.filter((finding) => !told.has(keyOf(finding)));
  for (const finding of fresh) told.add(keyOf(finding));
  const failing = fresh.filter(
    (finding) => finding.level === 'error' && (finding.outcome === 'violation' || open) && !isWaived(finding),
  );
  for (const finding of fresh.filter((one) => !failing.includes(one))) {
    const isInfo = finding.level === 'note' || isWaived(finding);
    annotate(stacks, isInfo ? '@cdktf/info' : '@cdktf/warn', `${finding.ruleId}: ${messageText(finding)}`);
  }
  for (const waiver of isWhole ? result.waivers : []) {
    const complaint = waiverComplaint(waiver);
    if (complaint !== undefined) annotate(stacks, '@cdktf/warn', `lightbound: ${complaint}`);
  }
  for (const { kind, text } of isWhole ? fewDeclaredCaveats(result) : []) {
    annotate(stacks, kind === 'facts' ? '@cdktf/warn' : '@cdktf/info', `lightbound: ${escapeLine(text)}`);
  }
  return [...failing.map((finding) => lines(finding, stacks)), ...broken(result)];
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
function annotate(stacks: readonly StackLike[], type: '@cdktf/info' | '@cdktf/warn', text: string): void {
  stacks[0]?.node.addMetadata(type, text);
}
