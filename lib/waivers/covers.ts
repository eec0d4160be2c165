import { compileStars, GlobText } from '../declarations/glob';
import type { Waiver } from '../declarations/waiver';
import type { Finding } from '../findings/finding';

/** Which findings of its rule, and which stacks, a waiver is about; compiled once for all findings. */
export interface Covers {
  readonly stack: (name: string) => boolean;
  readonly finding: (finding: Finding) => boolean;
}

export function covers({ findings, stack: pattern }: Waiver): Covers {
  const isStack = compileStars(pattern);
  const stack = (name: string): boolean => isStack(new GlobText(name));
  const isMeant = 'fingerprint' in findings ? byFingerprint(findings.fingerprint) : bySubject(findings.subject);
  return {
    stack,
    // A finding of several stacks is everybody's whom it concerns.
    finding: (finding) =>
      isMeant(finding) && (finding.subject.stacks.length === 0 ? [''] : finding.subject.stacks).every(stack),
  };
}

const byFingerprint =
  (wanted: string) =>
  ({ fingerprint }: Finding): boolean =>
    fingerprint === wanted;

/** An address, a URN or the id of the subject. */
function bySubject(pattern: string): (finding: Finding) => boolean {
  const test = compileStars(pattern);
  const matches = (text: string): boolean => test(new GlobText(text));
  return ({ subject, resources }) => matches(subject.id) || resources.some(({ address }) => matches(address));
}
