import { graphWith, memberIn, segment, site } from '../support/graph';
import { evaluateGraph } from '../support/judge-graph';
import { ruleThat } from '../support/rules';

const perhaps = ['x', 'y'].map((name) => ({
  resource: { address: `cluster.${name}`, type: 'cluster', path: 'vsan_enabled' },
  because: 'known after apply',
}));

const graph = graphWith({
  sites: [site('vienna', 48.2, 16.4)],
  domains: [{ ...segment('a', [memberIn('vienna')]), perhaps }],
});

const judged = (says: Parameters<typeof ruleThat>[0]) => evaluateGraph([ruleThat(says)], graph);

const toDecide = ['x', 'y'].map((name) => `the value of vsan_enabled of cluster.${name} (known after apply)`);

test('what would be a violation is undetermined, with the values that decide, and no way out of what may not be', () => {
  const { findings } = judged('finds');
  expect(findings).toMatchObject([{ outcome: 'undetermined', evidence: { toDecide, wayOut: [] } }]);
  expect(findings[0]?.message).toBe(
    'a is found Whether it does depends on the value of vsan_enabled of cluster.x (known after apply) and 1 more.',
  );
});

test('what is undetermined stays so, and needs them as well', () => {
  expect(judged('cannot tell').findings).toMatchObject([{ outcome: 'undetermined', evidence: { toDecide } }]);
});

test('what is likely is undetermined too', () => {
  const { findings } = judged('likely finds');
  expect(findings).toMatchObject([{ outcome: 'undetermined', evidence: { toDecide, wayOut: [] } }]);
  expect(findings[0]?.confidence).toBeUndefined();
});

test('what the law allows is a pass', () => {
  const { findings, rules } = judged('remarks');
  expect(findings).toEqual([]);
  expect(rules).toMatchObject([{ subjects: 1, passes: 1 }]);
});

test('where the law holds, nothing is said', () => {
  expect(judged('passes').findings).toEqual([]);
});
