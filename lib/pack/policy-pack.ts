import { PolicyPack, type EnforcementLevel, type Policies } from '@pulumi/policy';
import type { Finding, Level } from '../findings/finding';
import { findingText } from '../reports/finding-text';
import type { Rule } from '../rules/define-rule';
import { onConfigure } from './configure-request';
import { factsSchema, optionsSchema } from './config-schema';
import { advice, factsDeclared, likely, ruleErrors } from './policy-names';
import { Session, type PackRequest } from './session';

/** Starts the policy pack: a server on standard output's port, so that a process has one and prints nothing before. */
export function startPolicyPack(request: PackRequest): void {
  const session = new Session(request);
  onConfigure((settings) => {
    session.configure(settings);
  });
  new PolicyPack('lightbound', { policies: policiesOf(request, session), enforcementLevel: 'mandatory' });
}

function policiesOf({ rules, declarations }: PackRequest, session: Session): Policies {
  const levelOf = (name: string, fallback: Level): EnforcementLevel =>
    enforcement[declarations.rules.get(name)?.level ?? fallback];
  return [
    ...rules.map((rule) => rulePolicy(rule, levelOf(rule.id, rule.level), session)),
    {
      name: factsDeclared,
      description: 'Every fact that a rule needs is declared or follows from geography.',
      enforcementLevel: levelOf(factsDeclared, 'warning'),
      configSchema: factsSchema,
      validateStack: (args, report) => {
        for (const finding of session.undetermined(factsDeclared, args)) tell(finding, report, `${finding.ruleId}: `);
      },
    },
    {
      name: likely,
      description: 'No design breaks a law by what is typical over its distance, where no round trip is declared.',
      enforcementLevel: 'advisory',
      validateStack: (args, report) => {
        for (const finding of session.likely(likely, args)) tell(finding, report, `${finding.ruleId}: `);
      },
    },
    {
      name: advice,
      description: 'What is allowed but worth knowing: stretches within a metro, live migrations that slow the guest.',
      enforcementLevel: 'advisory',
      validateStack: (args, report) => {
        for (const finding of session.advice(advice, args)) tell(finding, report, `${finding.ruleId}: `);
      },
    },
    {
      name: ruleErrors,
      description: 'Every rule ran to its end.',
      enforcementLevel: 'mandatory',
      validateStack: (args, report) => {
        for (const { where, message } of session.errors(ruleErrors, args)) report(`${where} failed: ${message}`);
      },
    },
  ];
}

type Report = (message: string, urn?: string) => void;

function tell(finding: Finding, report: Report, prefix = ''): void {
  report(prefix + findingText(finding), finding.resources[0]?.address);
}

/** A rule that one resource can break alone stops that resource too; what several decide waits for the whole stack. */
function rulePolicy(rule: Rule, enforcementLevel: EnforcementLevel, session: Session): Policies[number] {
  const policy = {
    name: rule.id,
    displayName: rule.title,
    description: rule.title,
    enforcementLevel,
    configSchema: optionsSchema(rule),
    validateStack: (args: Parameters<Session['stack']>[1], report: Report) => {
      for (const finding of session.stack(rule, args)) tell(finding, report);
    },
  };
  if (rule.scope === 'stack') return policy;
  return {
    ...policy,
    validateResource: (args: Parameters<Session['resource']>[1], report: Report) => {
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
