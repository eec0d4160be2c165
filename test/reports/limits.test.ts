import type { RunResult } from '../../lib/findings/run-result';
import { cut, shortened } from '../../lib/reports/cut';
import { reports, type ReportName } from '../../lib/reports/reports';
import { blocked, crowded } from './results';
import { waived } from './waived-result';

const write = (name: ReportName, result: RunResult): string => reports[name].write(result, { colour: false });

const LONG = 30_000;

/** Words that mean something to the reports, which nobody outside chooses. */
const ours = new Set([
  'outcome',
  'level',
  'status',
  'state',
  'ruleId',
  'id',
  'kind',
  'change',
  'confidence',
  'comparison',
  'at',
]);

/** The same with every text as long as an input may make it, of a character that takes the most room, and every list as often. */
function inflated<T>(value: T, character: string, times: number): T {
  if (typeof value === 'string') return `${character.repeat(LONG)} ${value}` as T;
  if (Array.isArray(value)) {
    const items = (value as readonly unknown[]).map((item) => inflated(item, character, times));
    return Array.from({ length: times }, () => items).flat() as T;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [
    key,
    ours.has(key) ? item : inflated(item, character, key === 'stacks' || key === 'evidence' ? 1 : times),
  ]);
  return Object.fromEntries(entries) as T;
}

const results = { blocked, crowded, waived };

describe.each(Object.entries(results))('of the result %s with texts of any length', (_, result) => {
  it.each([
    ['a', 1],
    ['a', 3],
    ['a b ', 1],
    ['<', 1],
    ['\u202e', 1],
    ['\u{1f310}', 2],
  ])('(%j, lists %d times) each report is within what its reader takes', (character, times) => {
    const long = inflated(result, character, times);
    expect(write('markdown', long).length).toBeLessThanOrEqual(65_536);
    expect(Buffer.byteLength(write('github-summary', long))).toBeLessThanOrEqual(1024 * 1024);
    for (const line of write('github', long)
      .split('\n')
      .filter((one) => one.startsWith('::'))) {
      const [, message = ''] = /^::\w+ [^:]*::(.*)$/u.exec(line) ?? [];
      expect(message).not.toBe('');
      expect(message.replaceAll('%25', '%').length).toBeLessThanOrEqual(4096);
    }
  });
});

it('a comment keeps what is said of a long name, and says that the name is cut', () => {
  const name = 'n'.repeat(LONG);
  const [finding, ...others] = blocked.findings;
  const long = {
    ...finding!,
    message: `Network ${name} spans Vienna and Dublin.`,
    subject: { ...finding!.subject, name },
  };
  for (const format of ['markdown', 'github-summary', 'github', 'junit'] as const) {
    const text = write(format, { ...blocked, findings: [long, ...others] });
    expect(text).toMatch(
      /Network n{500}\.\.\. (?:\(|&#40;)cut, 30,000 characters(?:\)|&#41;) spans Vienna and Dublin\./u,
    );
  }
});

it('a comment says how many failures, rules, findings and notes it leaves out', () => {
  const errors = Array.from({ length: 1000 }, (_, n) => ({
    kind: 'input' as const,
    where: `${'folder/'.repeat(30)}${n}.json`,
    message: 'cannot be read: no such file or directory',
  }));
  const text = write('markdown', { ...crowded, errors });
  expect(text.length).toBeLessThanOrEqual(65_536);
  expect(text).toMatch(/^\d+ more failures; the whole list is in the other reports of this run\.$/mu);
  expect(text).toContain('| Rule | Findings | Worst | | Stack |');
  expect(text).toContain('<details>');
});

describe('a text', () => {
  it.each([
    ['that is short stays', 'net-1 spans', 'net-1 spans'],
    ['of many short words stays up to 2,000 characters', 'word '.repeat(400), 'word '.repeat(400)],
    ['is cut there', 'word '.repeat(401), `${'word '.repeat(400)}... (cut, 2,005 characters)`],
    ['has each long word cut', `a ${'b'.repeat(501)} c`, `a ${'b'.repeat(500)}... (cut, 501 characters) c`],
  ])('%s', (_, text, expected) => {
    expect(shortened(text)).toBe(expected);
  });

  it('is not cut within a character', () => {
    expect(cut('a\u{1f310}b', 2)).toBe('a... (cut, 4 characters)');
  });
});
