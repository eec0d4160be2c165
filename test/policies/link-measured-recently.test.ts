import { linkMeasuredRecently } from '../../policies/link-measured-recently';
import { declared, graphWith, linkBetween, siteSomewhere, told } from '../support/graph';
import { judgeGraph, verdicts } from '../support/judge-graph';

const sites = [siteSomewhere('west'), siteSomewhere('east')];

/* Findings are judged on 2026-01-01. */
const judged = (day: string | undefined, options = {}) =>
  judgeGraph(
    linkMeasuredRecently,
    graphWith({ sites, links: [linkBetween('west', 'east', day === undefined ? {} : { measuredOn: told(day) })] }),
    declared({ rules: { 'link-measured-recently': { options } } }),
  );

test.each([
  { day: '2026-01-01', expected: [] },
  { day: '2025-01-01', expected: [] },
  { day: '2024-12-31', expected: ['remark note old'] },
  { day: '2010-06-30', expected: ['remark note old'] },
])('a link that was measured on $day', ({ day, expected }) => {
  expect(verdicts(judged(day))).toEqual(expected);
});

test('a leap day counts', () => {
  // From 2023-12-31 over 2024 to 2026-01-01 are 1 + 366 + 365 days.
  expect(judged('2023-12-31')[0]?.message).toContain('732 days ago');
});

test('the maximum age is an option', () => {
  expect(verdicts(judged('2025-12-01', { maxAgeDays: 30 }))).toEqual(['remark note old']);
  expect(judged('2025-12-02', { maxAgeDays: 30 })).toEqual([]);
});

test('a link of which nobody says when it was measured is not judged', () => {
  expect(judged(undefined)).toEqual([]);
});
