import type { Finding } from '../../lib/findings/finding';
import { beyondLimit, farthestBeyond, worstOf } from '../../lib/findings/beyond-limit';
import { byCause, namesOf } from '../../lib/reports/by-cause';
import { pretty } from '../../lib/reports/pretty';
import { blocked, tooFar } from './results';

const about = (address: string, more: Partial<Finding> = {}): Finding => ({
  ...tooFar,
  message: `vMotion network ${address} is too far`,
  resources: [{ address, type: 'x' }],
  subject: { ...tooFar.subject, id: address, name: address },
  fingerprint: address,
  ...more,
});

const many = [1, 2, 3].map((n) => about(`module.pair[${n}].wide`));

test('findings that differ only in what they are about have one cause', () => {
  const other = about('module.other.wide', {
    evidence: { ...tooFar.evidence, steps: tooFar.evidence.steps.map((step) => ({ ...step, working: 'other' })) },
  });
  expect(byCause([...many, other]).map((group) => group.length)).toEqual([3, 1]);
  expect(byCause([about('a'), about('b', { level: 'warning' })])).toHaveLength(2);
});

test('their names are a pattern where they differ in numbers and keys only', () => {
  expect(namesOf(many)).toEqual(['module.pair[*].wide']);
  expect(namesOf([about('a.x'), about('b.x')])).toEqual(['a.x', 'b.x']);
});

test('the page shows one with how many more, or each', () => {
  const result = { ...blocked, findings: many };
  const page = pretty(result, { colour: false });
  expect(page).toContain('alike     2 more findings: module.pair[*].wide');
  expect(page.match(/is too far/gu)).toHaveLength(1);
  const expanded = pretty(result, { colour: false, expand: true });
  expect(expanded).not.toContain('alike');
  expect(expanded.match(/is too far/gu)).toHaveLength(3);
});

test('of many the page begins with a line a rule, with the worst value against its limit', () => {
  const six = [1, 2, 3, 4, 5, 6].map((n) => about(`a.n${n}`));
  const [head = '', below = ''] = pretty({ ...blocked, findings: six }, { colour: false }).split('\n');
  expect(head).toBe('overview    migration-rtt-budget       6');
  expect(below.trim()).toBe('worst 14.0 ms, at most 5 ms (a.n1)');
});

test('how far beyond its limit a finding is decides which is the worst', () => {
  // 14.015 ms worked out against 5 ms.
  expect(worstOf(tooFar)?.text).toBe('14.0 ms');
  expect(beyondLimit(tooFar)).toBeCloseTo(2.803, 3);
  const limit = { ...tooFar.evidence.limit!, comparison: 'at least' as const };
  expect(beyondLimit({ evidence: { ...tooFar.evidence, limit } })).toBeCloseTo(1 / 2.803, 3);
  const { limit: _, ...unlimited } = tooFar.evidence;
  expect(beyondLimit({ evidence: unlimited })).toBe(0);
  expect(farthestBeyond([about('a', { evidence: unlimited }), about('b')])?.fingerprint).toBe('b');
});
