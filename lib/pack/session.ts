import type { ResourceValidationArgs, StackValidationArgs } from '@pulumi/policy';
import { judge, knowsType } from '../check';
import { factError } from '../facts-file/facts-file';
import { noDeclarations, type Declarations } from '../declarations/declarations';
import { mergeDeclarations } from '../declarations/merge';
import { readStackTags } from '../declarations/read-tags';
import type { Finding } from '../findings/finding';
import type { RunResult } from '../findings/run-result';
import type { Rule } from '../rules/define-rule';
import { readPolicyResources, type PolicyResourceLike } from '../documents/pulumi/pulumi-policy';
import type { PolicySetting } from './configure-request';
import { readConfiguration } from './read-configuration';

export interface PackRequest {
  readonly rules: readonly Rule[];
  readonly version: string;
  /** The day on which the pack runs, ISO 8601. */
  readonly today: string;
  /** Facts read from a file; what the policy-pack configuration says goes over them. */
  readonly declarations: Declarations;
}

/**
 * One run of the pack. The SDK calls every policy of a request in turn, each with its own copy of the resources; the
 * first call judges, the others take their part of the same result.
 */
export class Session {
  private declarations: Declarations;
  private readonly byResource = new OncePerRequest();
  private readonly byStack = new OncePerRequest();
  /** Fingerprints of violations that one resource alone decided: the stack's turn need not repeat them. */
  private readonly told = new Set<string>();

  constructor(private readonly request: PackRequest) {
    this.declarations = request.declarations;
  }

  /** @throws Error with clear lines; the engine then refuses to go on */
  configure(settings: ReadonlyMap<string, PolicySetting>): void {
    const { rules, declarations } = this.request;
    this.declarations = mergeDeclarations(declarations, readConfiguration(settings, rules, declarations));
  }

  /** What the resource alone decides against the rule; nothing where others may still tell more. */
  resource(rule: Rule, args: ResourceValidationArgs): readonly Finding[] {
    if (!knowsType(args.type)) return [];
    const rules = this.request.rules.filter(({ scope }) => scope === 'resource');
    const result = this.byResource.get(rule.id, args.urn, () => this.judge([args], args.stackTags, rules));
    const findings = violations(result, rule).filter(({ level }) => level === this.levelOf(rule));
    for (const finding of findings) this.told.add(finding.fingerprint);
    return findings;
  }

  /** Violations of a rule at its own level, over all resources. */
  stack(rule: Rule, args: StackValidationArgs): readonly Finding[] {
    return violations(this.stackResult(rule.id, args), rule).filter(
      (finding) => finding.level === this.levelOf(rule) && !this.told.has(finding.fingerprint),
    );
  }

  /** Violations that are not certain. */
  likely(policy: string, args: StackValidationArgs): readonly Finding[] {
    return this.stackResult(policy, args).findings.filter(
      ({ confidence }) => confidence !== undefined && confidence !== 'certain',
    );
  }

  /** Remarks, and what is certain and bends below its rule's level. */
  advice(policy: string, args: StackValidationArgs): readonly Finding[] {
    const levels = new Map(this.request.rules.map((rule) => [rule.id, this.levelOf(rule)]));
    return this.stackResult(policy, args).findings.filter(
      ({ outcome, confidence, ruleId, level }) =>
        outcome === 'remark' || (confidence === 'certain' && level !== levels.get(ruleId)),
    );
  }

  undetermined(policy: string, args: StackValidationArgs): readonly Finding[] {
    return this.stackResult(policy, args).findings.filter(({ outcome }) => outcome === 'undetermined');
  }

  errors(policy: string, args: StackValidationArgs): RunResult['errors'] {
    return this.stackResult(policy, args).errors;
  }

  private stackResult(policy: string, args: StackValidationArgs): RunResult {
    return this.byStack.get(policy, '', () => this.judge(args.resources, args.stackTags, this.request.rules));
  }

  private judge(
    resources: readonly PolicyResourceLike[],
    tags: ReadonlyMap<string, string>,
    rules: readonly Rule[],
  ): RunResult {
    const { version, today } = this.request;
    const sites = this.declarations.sites.map(({ id }) => id);
    const fromTags = tags.size === 0 ? undefined : readStackTags(tags, sites);
    const declarations = mergeDeclarations(this.declarations, fromTags?.declarations ?? noDeclarations);
    const reading = readPolicyResources(resources, fromTags?.defaultSite === undefined ? undefined : tags);
    const errors = (fromTags?.errors ?? []).map((error) => ({ kind: 'configuration', ...factError(error) }) as const);
    return judge({ readings: [reading], declarations, rules, version, today, errors });
  }

  private levelOf(rule: Rule): string {
    const level = this.declarations.rules.get(rule.id)?.level;
    return level === undefined || level === 'off' ? rule.level : level;
  }
}

const violations = ({ findings }: RunResult, rule: Rule): readonly Finding[] =>
  findings.filter(({ ruleId, confidence }) => ruleId === rule.id && confidence === 'certain');

/** Keeps a result until a policy asks for the second time, which is the next request. */
class OncePerRequest {
  private result: RunResult | undefined;
  private key: string | undefined;
  private readonly asked = new Set<string>();

  get(policy: string, key: string, make: () => RunResult): RunResult {
    if (this.result === undefined || this.key !== key || this.asked.has(policy)) {
      this.asked.clear();
      this.result = make();
      this.key = key;
    }
    this.asked.add(policy);
    return this.result;
  }
}
