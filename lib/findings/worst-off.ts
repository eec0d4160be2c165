import { VERDICTS } from '../model/verdict';
import type { JudgedMove } from './judged-move';

type Compared = Pick<JudgedMove, 'ruleId' | 'subject' | 'verdict'> & {
  readonly carried?: { readonly value: number } | undefined;
  readonly needed: { readonly value: number };
};

/** Which of two moves is worse off: by its verdict, then by how far the rate that it needs is beyond what is carried. */
export function worstOff(a: Compared, b: Compared): number {
  const byVerdict = VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict);
  if (byVerdict !== 0) return byVerdict;
  const [one, other] = [beyond(a), beyond(b)];
  if (one !== other) return other - one;
  return keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b));
}

/** Of a link that carries an unknown rate only the need is known. */
const beyond = ({ carried, needed }: Compared): number => needed.value / (carried?.value ?? 1);

const keyOf = ({ ruleId, subject }: Compared): string =>
  JSON.stringify([ruleId, subject.id, subject.workload, subject.stacks]);
