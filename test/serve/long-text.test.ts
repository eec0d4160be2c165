import { taskResult } from '../../lib/serve/task-result';
import { resultOf, sharedFacts } from '../compliance/runs';

test('a text that is too long for HCP is cut between two characters, not in the middle of one', () => {
  const result = resultOf('vsphere-vsan-stretched-one-datacenter', 'erp', sharedFacts('far'));
  const at = (shift: number) => {
    const message = `${'a'.repeat(shift)}${'\u{1F680}'.repeat(4_000)}`;
    return taskResult({ ...result, findings: result.findings.map((finding) => ({ ...finding, message })) }, false);
  };
  for (const shift of [0, 1]) {
    const { outcomes = [] } = at(shift);
    expect(outcomes.length).toBeGreaterThan(0);
    for (const { description } of outcomes) expect(description).not.toMatch(/\p{Cs}/u);
  }
});
