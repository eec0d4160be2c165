import { decidesAlone, findings, isWanted, judge, knowsType, type JudgeRequest } from '../check';
import { factError } from '../facts-file/facts-file';
import type { Declarations } from '../declarations/declarations';
import { mergeDeclarations } from '../declarations/merge';
import { readStackTags } from '../declarations/read-tags';
import type { Finding } from '../findings/finding';
import { isWaived } from '../findings/is-waived';
import type { RunResult } from '../findings/run-result';
import { fewDeclaredCaveats, type DeclaredCaveat } from '../reports/declared-caveats';
import type { Rule } from '../rules/define-rule';
import { readPolicyResources, type PolicyResource } from '../documents/pulumi/pulumi-policy';
import type { PolicySetting } from './analyzer-requests';
import { readConfiguration, unraised } from './read-configuration';
import type { RequestedResource } from './requested-resource';
import { writeReport } from './write-report';

export interface PackRequest {
  readonly rules: readonly Rule[];
  readonly version: string;
  /** The day on which the pack runs, ISO 8601. */
  readonly today: string;
  /** Facts read from a file; what the policy-pack configuration says goes over them. */
  readonly declarations: Declarations;
  /** Where what is found in the stack is written as JSON, if anywhere. */
  readonly reportFile?: string | undefined;
}

type StackTags = ReadonlyMap<string, string>;

/**
 * One run of the pack. A request is judged when the first policy asks about it, and the others take their part of the same
 * result.
 */
export class Session {
  /** In a preview nothing is made that has to be stopped: what one resource decides is told with the stack, at its end. */
  isPreview = false;
  private declarations: Declarations;
  /** What was analysed alone, by URN: the stack's turn leaves out what is under a provider that is not configured yet. */
  private readonly seenAlone = new Map<string, SeenAlone>();
  private seenStack: SeenStack | undefined;
  /** Fingerprints of violations that one resource alone decided: the stack's turn need not repeat them. */
  private readonly told = new Set<string>();

  /** Rules that one resource can break. */
  private readonly aloneRules: readonly Rule[];

  constructor(private readonly request: PackRequest) {
    this.declarations = request.declarations;
    this.aloneRules = request.rules.filter(({ scope }) => scope === 'resource');
  }

  /**
   * @returns policies that are advisory whatever the configuration says
   * @throws Error with clear lines; the engine then refuses to go on
   */
  configure(settings: ReadonlyMap<string, PolicySetting>): readonly string[] {
    const { rules, declarations } = this.request;
    this.declarations = mergeDeclarations(declarations, readConfiguration(settings, rules, this.request));
    return unraised(settings);
  }

  /** Takes a resource that policies are about to be asked about. */
  sees(resource: RequestedResource): void {
    if (knowsType(resource.type)) this.seenAlone.set(resource.urn, { resource });
  }

  /** Takes the stack that policies are about to be asked about. */
  seesStack(resources: readonly RequestedResource[]): void {
    for (const resource of resources) resource.alone = this.seenAlone.get(resource.urn)?.resource;
    this.seenStack = { resources };
  }

  /** What the resource alone decides against the rule; nothing where others may still tell more. */
  resource(rule: Rule, { type, urn, stackTags }: AskedAlone): readonly Finding[] {
    if (this.isPreview || !decidesAlone(type)) return [];
    const seen = asked(this.seenAlone.get(urn));
    seen.findings ??= findings(this.judgement([seen.resource], stackTags, this.aloneRules));
    const found = violations(seen.findings, rule).filter(({ level }) => level === this.levelOf(rule));
    for (const finding of found) this.told.add(finding.fingerprint);
    return found;
  }

  /** Violations of a rule at its own level, over all resources. */
  stack(rule: Rule, { stackTags }: Pick<AskedAlone, 'stackTags'>): readonly Finding[] {
    return violations(this.stackResult(stackTags).findings, rule).filter(
      (finding) => finding.level === this.levelOf(rule) && !this.told.has(finding.fingerprint),
    );
  }

  /** Violations that are not certain. */
  likely(tags: StackTags): readonly Finding[] {
    return this.stackResult(tags).findings.filter(
      (finding) => finding.confidence !== undefined && finding.confidence !== 'certain' && !isWaived(finding),
    );
  }

  /** Remarks, what somebody accepts, and what is certain and bends below its rule's level. */
  advice(tags: StackTags): readonly Finding[] {
    const levels = new Map(this.request.rules.map((rule) => [rule.id, this.levelOf(rule)]));
    return this.stackResult(tags).findings.filter(
      (finding) =>
        finding.outcome === 'remark' ||
        isWaived(finding) ||
        (finding.confidence === 'certain' && finding.level !== levels.get(finding.ruleId)),
    );
  }

  undetermined(tags: StackTags): readonly Finding[] {
    return this.stackResult(tags).findings.filter(
      (finding) => finding.outcome === 'undetermined' && !isWaived(finding),
    );
  }

  /** What became of each waiver. */
  waivers(tags: StackTags): RunResult['waivers'] {
    return this.stackResult(tags).waivers;
  }

  /** What the facts and the settings of rules make the result say less. */
  caveats(tags: StackTags): readonly DeclaredCaveat[] {
    const { settings } = this.stackResult(tags);
    // Many stacks share a facts file: that none of this one stands in some of its sites is not odd.
    return fewDeclaredCaveats({ settings, factsFiles: this.declarations.files ?? [] });
  }

  errors(tags: StackTags): RunResult['errors'] {
    return this.stackResult(tags).errors;
  }

  /** What was read of the stack. */
  inputs(tags: StackTags): RunResult['inputs'] {
    return this.stackResult(tags).inputs;
  }

  private stackResult(tags: StackTags): RunResult {
    const seen = asked(this.seenStack);
    return (seen.result ??= this.reported(judge(this.judgement(seen.resources, tags, this.request.rules))));
  }

  private reported(result: RunResult): RunResult {
    const { reportFile } = this.request;
    const error = reportFile === undefined ? undefined : writeReport(result, reportFile);
    return error === undefined ? result : { ...result, errors: [...result.errors, error] };
  }

  private judgement(resources: readonly PolicyResource[], tags: StackTags, rules: readonly Rule[]): JudgeRequest {
    const { version, today } = this.request;
    const { stackTags, ...told } = this.withTags(tags);
    return { readings: [readPolicyResources(resources, isWanted, stackTags)], rules, version, today, ...told };
  }

  private withTags(tags: StackTags): Told {
    if (tags.size === 0) return { declarations: this.declarations };
    const sites = this.declarations.sites.map(({ id }) => id);
    const { declarations, defaultSite, errors } = readStackTags(tags, sites);
    return {
      declarations: mergeDeclarations(this.declarations, declarations),
      errors: errors.map((error) => ({ kind: 'configuration', ...factError(error) }) as const),
      ...(defaultSite !== undefined && { stackTags: tags }),
    };
  }

  private levelOf(rule: Rule): string {
    const level = this.declarations.rules.get(rule.id)?.level;
    return level === undefined || level === 'off' ? rule.level : level;
  }
}

/** @throws Error if a policy is asked about what no request told: a pack that saw nothing must not pass for one that found nothing */
function asked<T>(seen: T | undefined): T {
  if (seen === undefined) throw new Error('the pack did not see what the engine asks about');
  return seen;
}

/** What the SDK says itself when it asks a policy about a resource. */
export interface AskedAlone {
  readonly type: string;
  readonly urn: string;
  readonly stackTags: StackTags;
}

/** What is declared, stack tags included; the tags themselves where they place resources. */
interface Told extends Pick<JudgeRequest, 'declarations' | 'errors'> {
  readonly stackTags?: StackTags;
}

interface SeenAlone {
  readonly resource: RequestedResource;
  /** Set once it is judged. */
  findings?: readonly Finding[];
}

interface SeenStack {
  readonly resources: readonly RequestedResource[];
  /** Set once it is judged. */
  result?: RunResult;
}

const violations = (findings: readonly Finding[], rule: Rule): readonly Finding[] =>
  findings.filter((finding) => finding.ruleId === rule.id && finding.confidence === 'certain' && !isWaived(finding));
