import { taskResult } from '../../lib/serve/task-result';
import { blocked } from '../reports/results';

describe('a result of more than HCP Terraform is sent', () => {
  const errors = Array.from({ length: 120 }, (_, n) => ({
    kind: 'input' as const,
    where: `${n}.json`,
    message: 'is cut off',
  }));
  const { outcomes = [], message } = taskResult({ ...blocked, errors }, false);

  it('keeps what is declared so that less is found', () => {
    expect(outcomes).toHaveLength(100);
    expect(outcomes.at(-1)?.description).toBe('3 declarations to look at: odd facts, or rules that are off or lowered');
    expect(outcomes.at(-1)?.body?.split('\n').at(-1)).toBe('- stretched-cluster-rtt is at level warning, not error');
  });

  it('counts what it leaves out', () => {
    // Of 120 errors and 5 findings 99 are sent.
    expect(message).toContain('; 26 more are not shown');
  });
});
