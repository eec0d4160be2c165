import { heldTo } from '../../lib/rules/held-to';
import { resultOf, sharedFacts } from '../compliance/runs';

const plan = 'vsphere-vsan-stretched-one-datacenter';
const trusted = resultOf(plan, 'erp', sharedFacts('far'));
/** The same plan with a work tree that says the guest writes less, and the link loses nothing. */
const softer = resultOf(
  plan,
  'erp',
  sharedFacts('far')
    .replace('dirtyRate: 200 MiB/s', 'dirtyRate: 1 MiB/s')
    .replace('rtt: 31 ms', 'rtt: 31 ms\n    loss: 0 %\n    window: 64 MiB'),
);

describe('a result that is held to a trusted one', () => {
  it('has the move that decides a finding which is kept', () => {
    expect(softer.moves.map(({ verdict }) => verdict)).toEqual(['feasible']);
    const held = heldTo(softer, trusted, ['violation']);
    expect(held.findings.map(({ ruleId }) => ruleId)).toContain('migration-converges');
    expect(held.moves).toEqual(trusted.moves);
  });

  it('keeps its own moves where no finding is kept', () => {
    expect(heldTo(trusted, softer, ['violation']).moves).toBe(trusted.moves);
  });
});
