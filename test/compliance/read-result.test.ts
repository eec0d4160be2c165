import { isResult, resultReader } from '../../lib/compliance/read-result';
import { baselineOf } from '../../lib/findings/baseline';
import type { RunResult } from '../../lib/findings/run-result';
import schema from '../../schemas/lightbound.result.schema.json';
import * as results from '../reports/results';
import { reportOf, resultOf } from './runs';

const read = resultReader(schema);
const real = resultOf('ovh-private-network-regions', 'payments/ovh');
const plain = (value: unknown): Record<string, unknown> => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
const complaintOf = (document: unknown): string | undefined => {
  const answer = read(document);
  return 'complaint' in answer ? answer.complaint : undefined;
};

const cases = Object.entries(results).filter((entry): entry is [string, RunResult] => 'findings' in entry[1]);

describe('a result', () => {
  it.each(cases)('%s is read as it is', (_, result) => {
    expect(read(plain(result))).toEqual({ result: plain(result) });
  });

  it('of a later version of the same major may say more', () => {
    const later = { ...plain(real), version: '2.7', weather: 'fine' };
    expect(read(later)).toEqual({ result: later });
  });

  it('of version 2.0 has neither waivers nor what they count', () => {
    const { waivers: _, moves: ____, ...old } = plain(real);
    const { waived: __, ...summary } = plain(real.summary);
    const findings = real.findings.map(({ touched: ___, ...finding }) => finding);
    expect(read({ ...old, version: '2.0', summary, findings })).toEqual({
      result: { ...plain(real), version: '2.0', moves: [] },
    });
  });

  it('of version 2.1 does not tell what the model was asked of moves', () => {
    const { moves: _, ...old } = plain(real);
    expect(read({ ...old, version: '2.1' })).toEqual({ result: { ...plain(real), version: '2.1', moves: [] } });
  });
});

describe('what is none', () => {
  it.each([
    ['a plan', { format_version: '1.2', planned_values: {} }],
    ['no object', 'text'],
    ['nothing', undefined],
    ['a result of another tool', { ...plain(real), tool: { name: 'other', version: '1' } }],
    ['a baseline', plain(baselineOf(real))],
    ['a report over results', plain(reportOf([]))],
  ])('%s is told', (_, document) => {
    expect(isResult(document)).toBe(false);
    expect(complaintOf(document)).toBe('is not a result of `lightbound check --format json`');
  });

  it.each(['1.9', '3.0', '2', '2.x', 21])('version %s is refused in one line that says what to do', (version) => {
    expect(complaintOf({ ...plain(real), version })).toBe(
      `is a result of version ${typeof version === 'string' ? version : 'unknown'}, and this program reads 2.x; check again with this version`,
    );
  });

  const [finding] = real.findings;
  it.each([
    ['findings[0].subject', { ...plain(real), findings: [{ ...finding, subject: undefined }] }],
    [
      'findings[0].evidence.given',
      { ...plain(real), findings: [{ ...finding, evidence: { ...finding?.evidence, given: 3 } }] },
    ],
    ['rules[0].status', { ...plain(real), rules: [{ ...real.rules[0], status: 'slept' }] }],
    ['inventory', { ...plain(real), inventory: undefined }],
    ['waivers', { ...plain(real), waivers: undefined }],
  ])('the place of what is missing or wrong is named: %s', (place, document) => {
    expect(complaintOf(document)).toMatch(new RegExp(`^is not a whole result: ${place.replace(/[[\].]/g, '\\$&')}: `));
  });
});
