import { stripVTControlCharacters } from 'node:util';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import type { OptionsRecord } from '../../lib/link/options-record';
import { optionsHtml } from '../../lib/reports/options-html';
import { optionsJson } from '../../lib/reports/options-json';
import { optionsPretty } from '../../lib/reports/options-pretty';
import { optionsSchemaJson } from '../../scripts/generate-result-schema';
import { frankfurtVirginia, optionsOf, viennaDublin, without } from '../link/ask-for-options';
import { faultsOf } from './markup-faults';

const also = ['bandwidth=10 Gbit/s, rtt=25 ms', 'platform=qemu', 'storage=vmsc'];

/** No option brings text onto a page unread; a record of another program may. */
function hostile(): OptionsRecord {
  const evil = JSON.stringify('8<script>alert("&{a}")</script>\u202e\u001b[31m').slice(1, -1);
  const text = JSON.stringify(
    optionsOf('VIE', 'DUB', { ...viennaDublin, platform: 'vmotion@8.0.77' }, ['storage=vmsc']),
  );
  return JSON.parse(text.replaceAll('8.0.77', () => evil).replaceAll('storage=vmsc', () => evil)) as OptionsRecord;
}

const cases: readonly [string, OptionsRecord][] = [
  ['of one column', optionsOf('VIE', 'DUB', viennaDublin)],
  ['of four columns', optionsOf('VIE', 'DUB', viennaDublin, also)],
  ['far', optionsOf('FRA', 'IAD', frankfurtVirginia)],
  ['open', optionsOf('VIE', 'DUB', without(viennaDublin, 'share', 'window', 'loss', 'startTime', 'sinceSync'))],
  [
    'after a burst',
    optionsOf('VIE', 'DUB', {
      ...viennaDublin,
      burstRate: '225 MB/s',
      burstTime: '10 min',
      changeRate: '1 MB/s',
      interval: '1 min',
    }),
  ],
  ['impossible', optionsOf('VIE', 'DUB', { ...viennaDublin, rtt: '5 ms' })],
  ['empty', optionsOf('VIE', '48.15,17.11', {})],
  ['hostile', hostile()],
];

const schemaText = readFileSync(join(__dirname, '../../schemas/lightbound.options.schema.json'), 'utf8');
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(schemaText) as object);

const plain = { colour: false } as const;

/** Lines up to the first part of the working. */
const tableOf = (page: string): readonly string[] => page.split('\n  given ')[0]!.split('\n').slice(2);

describe.each(cases)('the record %s', (_, record) => {
  it.each([60, 80, 100, 120, 200])('fits %d columns, addresses aside, and says the same in colour', (columns) => {
    const page = optionsPretty(record, { ...plain, columns });
    expect(tableOf(page).filter((line) => line.length > columns)).toEqual([]);
    // What is longer than a line stays whole in the working.
    const isCut = (line: string): boolean => !line.includes('https://') && !line.includes('<script>');
    expect(page.split('\n').filter((line) => line.length > columns && isCut(line))).toEqual([]);
    expect(page).not.toMatch(/[^\P{C}\n]|NaN|undefined|null/u);
    expect(page).not.toMatch(/ $/mu);
    expect(stripVTControlCharacters(optionsPretty(record, { colour: true, columns }))).toBe(page);
  });

  it('is valid JSON by the shipped schema', () => {
    const text = optionsJson(record);
    expect(text).not.toMatch(/[^\P{C}\n]/u);
    validate(JSON.parse(text));
    expect(validate.errors).toBeNull();
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(record)));
  });

  it('is a page without scripts that asks no network for anything', () => {
    const html = optionsHtml(record);
    expect(faultsOf(html.replace(/<!doctype html>|<meta [^>]*>|<style>[^<]*<\/style>/gu, ''))).toEqual([]);
    expect(html).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|\ssrc=|@import|[^\P{C}\n]|NaN|undefined|Infinity/u);
    expect(html).toContain("default-src 'none'");
    expect(optionsHtml(record)).toBe(html);
  });
});

it('the shipped schema is what the types say', () => {
  expect(optionsSchemaJson()).toBe(schemaText);
});

describe('the table', () => {
  it('has a row an option, as wide as the terminal', () => {
    const page = optionsPretty(optionsOf('VIE', 'DUB', viennaDublin), { ...plain, columns: 240 });
    const rows = tableOf(page);
    expect(rows[1]).toHaveLength(240);
    expect(rows.join('\n')).toContain('unsupported');
    expect(rows.filter((line) => /^\S/u.test(line)).map((line) => line.slice(0, 44).trim())).toEqual([
      'Option',
      expect.stringMatching(/^-+$/u),
      'live migration',
      'cold move in 30 s, whole disk',
      'cold move in 60 s, whole disk',
      'cold move in 5 min, whole disk',
      'cold move in 30 s, replicated first',
      'cold move in 60 s, replicated first',
      'cold move in 5 min, replicated first',
      'synchronous stretch',
      'asynchronous copy with failover',
      'active-active',
    ]);
  });

  it('sets columns side by side where there is room, else below each other', () => {
    const record = optionsOf('VIE', 'DUB', viennaDublin, also);
    const heads = (columns: number): number =>
      tableOf(optionsPretty(record, { ...plain, columns })).filter((line) => line.startsWith('Option ')).length;
    expect([heads(200), heads(80), heads(60)]).toEqual([1, 2, 4]);
  });
});

it('the table says undetermined, and what is needed beside it', () => {
  const rows = tableOf(optionsPretty(cases.find(([name]) => name === 'open')![1], { ...plain, columns: 200 }));
  const row = rows.find((line) => line.startsWith('asynchronous copy'));
  expect(row).toMatch(/^asynchronous copy with failover +undetermined +\S/u);
  expect(rows.join('\n')).not.toContain('feasible only if');
});

it('the page shows each option in each column, and the verdict in words', () => {
  const html = optionsHtml(optionsOf('VIE', 'DUB', viennaDublin, also));
  expect([...html.matchAll(/<td role="cell"/gu)]).toHaveLength(40);
  expect([...html.matchAll(/<article>/gu)]).toHaveLength(40);
  expect(html).toContain('<span class="verdict unsupported">unsupported</span>');
  expect(html).toContain('data-head="platform=qemu"');
});
