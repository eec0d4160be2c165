import { stripVTControlCharacters } from 'node:util';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import type { LinkRecord } from '../../lib/link/link-record';
import { linkHtml, linkSvg } from '../../lib/reports/link-charts';
import { linkJson } from '../../lib/reports/link-json';
import { linkPretty } from '../../lib/reports/link-pretty';
import { linkSchemaJson } from '../../scripts/generate-result-schema';
import { recordOf, toDublin, withoutInput } from '../link/ask';

const everything = {
  platform: 'vmotion@6.7',
  window: '16 MiB',
  loss: '0.000001 %',
  overlay: 'vxlan',
  totalTime: '10 min',
  machines: '20',
  fleetWindow: '1 h',
  queueDepth: '4',
  exchanges: '100',
  changeRate: '10 MB/s',
  interval: '5 min',
};

/** No option brings text onto a page unread; a record of another program may. */
function hostile(): LinkRecord {
  const evil = JSON.stringify('8<script>alert("&{a}")</script>\u202e\u001b[31m').slice(1, -1);
  const text = JSON.stringify(toDublin({ platform: 'vmotion@8.0.77' }, true));
  return JSON.parse(text.replaceAll('8.0.77', () => evil)) as LinkRecord;
}

const cases: readonly [string, LinkRecord][] = [
  ['feasible', toDublin({}, true)],
  ['full', toDublin(everything, true)],
  ['throttled', toDublin({ platform: 'vmotion@6.7', bandwidth: '1 Gbit/s' }, true)],
  ['hopeless', toDublin({ bandwidth: '100 Mbit/s' }, true)],
  ['impossible', toDublin({ rtt: '5 ms' }, true)],
  ['without a bandwidth', withoutInput('bandwidth')],
  ['without a round trip', recordOf('VIE', 'DUB', { bandwidth: '1 Gbit/s' }, true)],
  ['empty', recordOf('VIE', '48.15,17.11', {}, true)],
  ['hostile', hostile()],
];

/** Every tag is closed in its turn, every attribute quoted, every `&` an entity. */
function faultsOf(xml: string): readonly string[] {
  const open: string[] = [];
  const faults: string[] = [];
  for (const [tag, slash = '', name = '', attributes = '', empty = ''] of xml.matchAll(
    /<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/gu,
  )) {
    if (slash === '/') {
      if (open.pop() !== name) faults.push(`${tag} closes nothing`);
    } else if (empty === '') open.push(name);
    if (/&(?!(?:\w+|#\d+);)/u.test(attributes)) faults.push(`${tag} has a bare &`);
  }
  const text = xml.replace(/<\/?[A-Za-z][\w:-]*(?:\s+[\w:-]+="[^"<]*")*\s*\/?>/gu, '');
  if (/[<>]|&(?!(?:\w+|#\d+);)/u.test(text)) faults.push('text is not escaped');
  return [...faults, ...open.map((name) => `${name} is not closed`)];
}

const schemaText = readFileSync(join(__dirname, '../../schemas/lightbound.link.schema.json'), 'utf8');
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(schemaText) as object);

describe.each(cases)('the record that is %s', (_, record) => {
  it('fits 80 columns as a page, addresses aside, and says the same in colour', () => {
    const page = linkPretty(record, { colour: false });
    expect(page.split('\n').filter((line) => line.length > 80 && !line.includes('https://'))).toEqual([]);
    expect(page).not.toMatch(/[^\P{C}\n]|NaN|undefined|null/u);
    expect(stripVTControlCharacters(linkPretty(record, { colour: true }))).toBe(page);
  });

  it('is valid JSON by the shipped schema', () => {
    const text = linkJson(record);
    expect(text).not.toMatch(/[^\P{C}\n]/u);
    validate(JSON.parse(text));
    expect(validate.errors).toBeNull();
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(record)));
  });

  it('is a well-formed SVG with title and description, whatever was drawn before', () => {
    const svg = linkSvg(record);
    expect(faultsOf(svg)).toEqual([]);
    expect(svg).toMatch(/^<svg [^>]*><title [^>]*>[^<]+<\/title><desc [^>]*>/u);
    expect(svg).not.toMatch(/[^\P{C}\n]|NaN|undefined|Infinity|<script|ecmeta/u);
    expect(linkSvg(record)).toBe(svg);
    const ids = [...svg.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is a page without scripts that asks no network for anything', () => {
    const html = linkHtml(record);
    expect(faultsOf(html.replace(/<!doctype html>|<meta [^>]*>|<style>[^<]*<\/style>/gu, ''))).toEqual([]);
    expect(html).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|\ssrc=|@import|[^\P{C}\n]|NaN|undefined/u);
    expect(html).toContain("default-src 'none'");
    expect(linkHtml(record)).toBe(html);
  });
});

it('the shipped schema is what the types say', () => {
  expect(linkSchemaJson()).toBe(schemaText);
});

describe('the map', () => {
  const svg = linkSvg(toDublin(everything, true));

  it('tells each verdict by a pattern of its own and by its name', () => {
    for (const name of ['feasible', 'does not converge', 'unsupported', 'impossible']) {
      expect(svg).toContain(`>${name}</text>`);
    }
    const patterns = [...svg.matchAll(/<pattern id="verdict-([^"]+)"[^>]*>(.*?)<\/pattern>/gu)];
    expect(patterns.map(([, id]) => id)).toEqual(
      expect.arrayContaining(['does-not-converge', 'unsupported', 'impossible']),
    );
    const lines = patterns.map(([, , content = '']) => / d="([^"]+)"/u.exec(content)?.[1]);
    expect(new Set(lines).size).toBe(lines.length);
  });

  it('labels every limit and this link', () => {
    for (const label of [
      'pre-copy converges above',
      'total time at most 10 min',
      'light in fibre 16 ms',
      'this link',
    ]) {
      expect(svg).toContain(`>${label}</text>`);
    }
    expect(svg).toContain('>vSphere vMotion 6.7: at most 150 ms</text>');
  });
});

it('the page for people begins with the verdict and ends with the sources', () => {
  const lines = linkPretty(toDublin({ platform: 'vmotion@6.7' }), { colour: false }).split('\n');
  expect(lines.slice(0, 4)).toEqual([
    'link        Vienna (VIE) - Dublin (DUB), 1,686 km (1,636 km to 1,736 km)',
    'verdict     feasible',
    '            pre-copy converges: 9.41 Gbit/s carried, 1.68 Gbit/s needed',
    '            total time is 69.9 s, downtime 298 ms',
  ]);
  expect(lines.at(-2)).toMatch(/^ {14}https?:\/\//);
});
