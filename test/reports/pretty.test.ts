import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { pretty } from '../../lib/reports/pretty';
import * as results from './results';

const golden = (name: string): string => readFileSync(join(__dirname, 'golden', `${name}.txt`), 'utf8');

const cases = Object.entries({
  blocked: results.blocked,
  blind: results.blind,
  clean: results.clean,
  crowded: results.crowded,
  empty: results.empty,
  failed: results.failed,
  hostile: results.hostile,
});

/** A web page or a resource, which cut in two leads nowhere. */
const isOneAddress = (line: string): boolean => /^(?: {2}\w+)? +\S+$/u.test(line);

describe.each(cases)('the page of a run that is %s', (name, result) => {
  const page = pretty(result, { colour: false });

  it('reads as the golden page, which was checked by eye', () => {
    expect(page).toBe(golden(name));
  });

  it('fits 80 columns, but for addresses that are longer', () => {
    const wide = page.split('\n').filter((line) => line.length > 80 && !isOneAddress(line));
    expect(wide).toEqual([]);
  });

  it('holds nothing but printable characters and line ends', () => {
    expect(page).not.toMatch(/[^\P{C}\n]/u);
  });

  it('says the same in colour', () => {
    const coloured = pretty(result, { colour: true });
    expect(coloured).toContain('\u001b[');
    expect(stripVTControlCharacters(coloured)).toBe(page);
  });

  it('ends with the counts', () => {
    expect(page).toMatch(/\n?\d+ errors?, \d+ warnings?, \d+ notes?, \d+ undetermined(?:, \d+ remarks?)?\n$/);
  });
});

it('puts errors before notes, whatever the order of the findings', () => {
  const page = pretty(results.blocked, { colour: false });
  expect(results.blocked.findings[0]?.level).toBe('note');
  expect(page.indexOf('migration-rtt-budget')).toBeLessThan(page.indexOf('broadcast-domain-single-site'));
});

it('keeps an address whole that is longer than the column, so that it can be opened', () => {
  expect(pretty(results.blocked, { colour: false })).toContain(
    'https://knowledge.broadcom.com/external/article/310156/understanding-metro-vmotion.html',
  );
});

it('colours a clean summary green and a failed one red', () => {
  expect(pretty(results.clean, { colour: true })).toContain('\u001b[32m0 errors');
  expect(pretty(results.blocked, { colour: true })).toContain('\u001b[31m1 error');
  expect(pretty(results.failed, { colour: true })).toContain('\u001b[31m0 errors');
  expect(pretty(results.blind, { colour: true })).toContain('\u001b[33m0 errors');
});

it.each([60, 100, 120])('the page is as wide as a terminal of %i columns', (columns) => {
  const lines = pretty(results.blocked, { colour: false, columns }).split('\n');
  const widest = Math.max(...lines.filter((line) => !isOneAddress(line)).map(({ length }) => length));
  expect(widest).toBeLessThanOrEqual(columns);
  expect(widest).toBeGreaterThan(columns - 10);
});
