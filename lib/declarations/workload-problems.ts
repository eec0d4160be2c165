import { parseQuantity, type QuantityKind } from '../model/quantity';

/** A point of a dirty curve. */
export interface WrittenPoint {
  readonly within: string;
  readonly dirtied: string;
}

/** What decides whether the inputs of a machine fit together, as people write them. */
interface WrittenWorkload {
  readonly memory?: string | undefined;
  readonly workingSet?: string | undefined;
  readonly dirtyRate?: string | undefined;
  readonly dirtyCurve?: readonly WrittenPoint[] | undefined;
}

export interface WorkloadProblem {
  readonly path: readonly [input: keyof WrittenWorkload] | readonly [input: 'dirtyCurve', point: number];
  readonly message: string;
}

/** What no input of a machine shows by itself. One that cannot be read has an error of its own. */
export function workloadProblems({
  memory = '',
  workingSet = '',
  dirtyRate,
  dirtyCurve,
}: WrittenWorkload): readonly WorkloadProblem[] {
  const problems: WorkloadProblem[] = [];
  const [whole, set] = [valueOf('size', memory), valueOf('size', workingSet)];
  if (set > whole) problems.push({ path: ['workingSet'], message: `is larger than the memory, ${memory}` });
  if (dirtyCurve === undefined) return problems;
  if (dirtyRate !== undefined) {
    problems.push({ path: ['dirtyRate'], message: 'says what dirtyCurve says too: keep one of them' });
  }
  if (dirtyCurve.length === 0) {
    problems.push({ path: ['dirtyCurve'], message: 'is empty: write at least one point, or leave it out' });
  }
  for (const [i, point] of dirtyCurve.entries()) {
    const before = dirtyCurve[i - 1];
    if (before === undefined || rises(before, point)) continue;
    const message = 'must be later than the point before it, with at least as much dirtied';
    problems.push({ path: ['dirtyCurve', i], message });
  }
  return problems;
}

/** NaN compares as false with everything. */
function valueOf(kind: QuantityKind, text: string): number {
  const parsed = parseQuantity(kind, text);
  return parsed.ok ? parsed.value : NaN;
}

const rises = (before: WrittenPoint, after: WrittenPoint): boolean =>
  !(valueOf('duration', after.within) <= valueOf('duration', before.within)) &&
  !(valueOf('size', after.dirtied) < valueOf('size', before.dirtied));
