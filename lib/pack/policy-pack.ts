import { PolicyPack, type EnforcementLevel, type Policies } from '@pulumi/policy';
import type { Finding, Level } from '../findings/finding';
import { escapeStrings } from '../reports/escape';
import { findingText } from '../reports/finding-text';
import { waiverComplaint } from '../reports/waiver-text';
import { whyBlind } from '../reports/inventory-lines';
import type { Rule } from '../rules/define-rule';
import { listenWhile } from './analyzer-requests';
import { factsSchema, optionsSchema } from './config-schema';
import { packMetadata, ruleMetadata, type PackIdentity } from './policy-metadata';
import { advice, factsDeclared, likely, ruleErrors } from './policy-names';
import { refuseToStart } from './refuse-to-start';
import { Session, type PackRequest } from './session';

export interface PolicyPackRequest extends PackRequest {
  /** How the pack presents itself where it is published. */
  readonly identity?: PackIdentity | undefined;
}

/**
 * Starts the policy pack: a server on standard output's port, so that a process has one and prints nothing before. One that
 * cannot see what it is asked ends the process.
 */
export function startPolicyPack(request: PolicyPackRequest): void {
  const session = new Session(request);
  const { name, ...presented } = packMetadata(request.identity);
  const serve = (): void => {
    new PolicyPack(name, { policies: policiesOf(request, session), enforcementLevel: 'mandatory', ...presented });
  };
  try {
    listenWhile(serve, {
      configure: (settings) => session.configure(settings),
      configureStack: (isPreview) => {
        session.isPreview = isPreview;
      },
      resource: (resource) => {
        session.sees(resource);
      },
      stack: (resources) => {
        session.seesStack(resources);
      },
    });
  } catch (error) {
    refuseToStart([error instanceof Error ? error.message : String(error)]);
  }
}

function policiesOf(request: PolicyPackRequest, session: Session): Policies {
  const { rules, declarations } = request;
  const levelOf = (name: string, fallback: Level): EnforcementLevel =>
    enforcement[declarations.rules.get(name)?.level ?? fallback];
  return [
    ...rules.map((rule) => rulePolicy(rule, levelOf(rule.id, rule.level), request, session)),
    {
      name: factsDeclared,
      displayName: 'Facts declared',
      description: 'Every fact that a rule needs is declared or follows from geography.',
      enforcementLevel: levelOf(factsDeclared, 'warning'),
      severity: 'medium',
      remediationSteps: 'Declare what the finding names, in the facts file or in the configuration of this policy.',
      configSchema: factsSchema,
      validateStack: ({ stackTags }, report) => {
        for (const finding of session.undetermined(stackTags)) tell(finding, report, `${finding.ruleId}: `);
      },
    },
    {
      name: likely,
      displayName: 'Likely violations',
      description:
        'No design breaks a law by what is not certain: a typical round trip, a place that is a guess, or an unknown end of what exists to stretch.',
      enforcementLevel: 'advisory',
      severity: 'medium',
      remediationSteps: 'Declare what the finding names, which decides, or take the way out that it names.',
      validateStack: ({ stackTags }, report) => {
        for (const finding of session.likely(stackTags)) tell(finding, report, `${finding.ruleId}: `);
      },
    },
    {
      name: advice,
      displayName: 'Advice',
      description: 'What is allowed but worth knowing: stretches within a metro, live migrations that slow the guest.',
      enforcementLevel: 'advisory',
      severity: 'low',
      validateStack: ({ stackTags }, report) => {
        for (const input of session.inputs(stackTags)) {
          if (input.understood === 0) report(escapeStrings(`Nothing was checked in this stack: ${whyBlind(input)}.`));
          for (const remark of input.remarks ?? []) report(escapeStrings(`This stack: ${remark}.`));
        }
        for (const complaint of session.waivers(stackTags).flatMap((waiver) => waiverComplaint(waiver) ?? [])) {
          report(escapeStrings(`Waivers: ${complaint}.`));
        }
        for (const { text } of session.caveats(stackTags)) report(escapeStrings(`Declared: ${text}.`));
        for (const finding of session.advice(stackTags)) tell(finding, report, `${finding.ruleId}: `);
      },
    },
    {
      name: ruleErrors,
      displayName: 'Rule errors',
      description: 'Every rule ran to its end.',
      enforcementLevel: 'mandatory',
      severity: 'high',
      validateStack: ({ stackTags }, report) => {
        for (const { where, message } of session.errors(stackTags)) {
          report(escapeStrings(`${where} failed: ${message}`));
        }
      },
    },
  ];
}

type Report = (message: string, urn?: string) => void;

function tell(finding: Finding, report: Report, prefix = ''): void {
  report(prefix + findingText(finding), finding.resources[0]?.address);
}

/** A rule that one resource can break alone stops that resource too; what several decide waits for the whole stack. */
function rulePolicy(
  rule: Rule,
  enforcementLevel: EnforcementLevel,
  { declarations, version }: PolicyPackRequest,
  session: Session,
): Policies[number] {
  const policy = {
    name: rule.id,
    ...ruleMetadata(rule, version),
    enforcementLevel,
    configSchema: optionsSchema(rule, declarations.rules.get(rule.id)?.options),
    validateStack: ({ stackTags }: Parameters<typeof session.stack>[1], report: Report) => {
      for (const finding of session.stack(rule, { stackTags })) tell(finding, report);
    },
  };
  if (rule.scope === 'stack') return policy;
  return {
    ...policy,
    validateResource: (args: Parameters<typeof session.resource>[1], report: Report) => {
      for (const finding of session.resource(rule, args)) tell(finding, report);
    },
  };
}

const enforcement: Readonly<Record<Level | 'off', EnforcementLevel>> = {
  error: 'mandatory',
  warning: 'advisory',
  note: 'advisory',
  off: 'disabled',
};
