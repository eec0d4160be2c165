import { stripVTControlCharacters } from 'node:util';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import type { LinkRecord } from '../../lib/link/link-record';
import { chartedRecord } from '../../lib/reports/charted-link';
import { linkHtml, linkSvg } from '../../lib/reports/link-charts';
import { crosses } from '../../lib/reports/link-map-boxes';
import { mapLabels } from '../../lib/reports/link-map-chart';
import { segmentsOf, type MapLabel } from '../../lib/reports/link-map-labels';
import { linkJson } from '../../lib/reports/link-json';
import { linkPretty } from '../../lib/reports/link-pretty';
import { linkSchemaJson } from '../../scripts/generate-result-schema';
import { recordOf, toDublin, withoutInput } from '../link/ask';
import { faultsOf } from './markup-faults';

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

describe('labels of the map', () => {
  const plot = { left: 92, top: 84, width: 680, height: 400 };
  /** A box of a label by the widths of DejaVu Sans, which is wide as sans-serif fonts go; half a line beyond the letters is air. */
  const boxOf = ({ text, x, y, bold }: MapLabel) => {
    const rows = text.split('\n');
    const width = Math.max(...rows.map((row) => row.length)) * (bold ? 8 : 6.4);
    return { x, y, width, height: 12 + (rows.length - 1) * 14 };
  };
  const near = { rtt: '5 ms', bandwidth: '10 Gbit/s', memory: '8 GiB', dirtyRate: '100 MiB/s' };

  it.each<[string, LinkRecord]>([
    ...cases.filter(([, { map }]) => map !== undefined),
    ['shared', toDublin({ platform: 'vmotion@6.7', share: '40 %', totalTime: '5 min', downtime: '1 s' }, true)],
    ['capped', toDublin({ platform: 'qemu', dirtyRate: '5 MB/s', downtime: '2 s', totalTime: '1 h' }, true)],
    ['impatient', toDublin({ platform: 'kubevirt', dirtyRate: '1 MiB/s', bandwidth: '1 Gbit/s' }, true)],
    ['old', recordOf('FRA', 'AMS', { ...near, platform: 'vmotion@5.5' }, true)],
    ['near', recordOf('VIE', '48.15,17.11', { ...near, platform: 'vmotion' }, true)],
  ])('%s: none lies on a line or on another', (_, record) => {
    const map = record.map!;
    const placed = { ...plot, roundTrip: map.roundTrip, bandwidth: map.bandwidth };
    const labels = mapLabels(chartedRecord(record), map, placed);
    const lines = map.contours.flatMap(({ points }) => segmentsOf(placed, points));
    const leaders = labels.flatMap(({ leader }) => (leader === undefined ? [] : [leader]));
    for (const [i, label] of labels.entries()) {
      const box = boxOf(label);
      expect([label.text, box.x - box.width / 2 >= 0, box.x + box.width / 2 <= 800]).toEqual([label.text, true, true]);
      const under = [...(label.outside ? [] : lines), ...leaders].filter((line) => crosses(line, box));
      expect([label.text, under]).toEqual([label.text, []]);
      const on = labels.slice(i + 1).filter((other) => {
        const b = boxOf(other);
        return Math.abs(b.x - box.x) < (b.width + box.width) / 2 && Math.abs(b.y - box.y) < (b.height + box.height) / 2;
      });
      expect([label.text, on]).toEqual([label.text, []]);
    }
    // A long word is broken as well.
    const unbroken = (text: string): string => text.replaceAll(/\s/gu, '');
    const said = labels.map(({ text }) => unbroken(text));
    expect(said).toEqual(expect.arrayContaining(map.contours.map(({ label }) => unbroken(label))));
  });

  it('a line that only touches the air around a box does not cross it', () => {
    const box = { x: 10, y: 10, width: 10, height: 4 };
    expect([crosses([0, 7, 20, 7], box), crosses([0, 0, 4, 20], box), crosses([0, 30, 30, 12], box)]).toEqual([
      false,
      false,
      false,
    ]);
    expect([crosses([0, 10, 20, 10], box), crosses([8, 0, 8, 20], box), crosses([9, 9, 11, 11], box)]).toEqual([
      true,
      true,
      true,
    ]);
  });
});

it('the page keeps a number and its unit in one line, and lets addresses break behind a slash', () => {
  const html = linkHtml(toDublin(everything));
  const cells = [...html.matchAll(/<(?:td|li|h1|th scope="row")[^>]*>(.*?)<\/(?:td|li|h1|th)>/gsu)].map(
    ([, cell = '']) => cell,
  );
  expect(cells.length).toBeGreaterThan(50);
  const loose = cells.flatMap((cell) => {
    const plain = cell.replace(/<span class="n">[^<]*<\/span>/gu, '').replace(/https?:\S*(?:<wbr\/>\S*)*/gu, '');
    return plain.match(/\d (?:[kMGT]?i?(?:B|bit)(?:\/s)?|ms|s|min|h|km|%)(?![\w/])/gu) ?? [];
  });
  expect(loose).toEqual([]);
  expect(html).toContain('<span class="n">4.33 Gbit/s</span>');
  expect(html).toMatch(/https:\/\/knowledge\.broadcom\.com\/<wbr\/>external\/<wbr\/>article/u);
  expect(html).not.toContain('anywhere');
});

it('the rounds are drawn in the units of the table: powers of two', () => {
  const svg = linkSvg(toDublin());
  expect(svg).toMatch(/>(?:1|16|256) MiB<\/text>/u);
  expect(svg).toMatch(/>(?:4|64) GiB<\/text>/u);
  expect(svg).not.toMatch(/>[\d.]+ [kMGT]B<\/text>/u);
});

it('the page for people begins with the verdict and ends with the sources', () => {
  const lines = linkPretty(toDublin({ platform: 'vmotion@6.7' }), { colour: false }).split('\n');
  expect(lines.slice(0, 4)).toEqual([
    'link        Vienna (VIE) - Dublin (DUB), 1,686 km (1,636 km to 1,736 km)',
    'verdict     feasible',
    '            pre-copy converges: 9.41 Gbit/s carried, 1.68 Gbit/s needed',
    '            total time is 69.9 s; downtime is between 31 ms and 550 ms',
  ]);
  expect(lines.at(-2)).toMatch(/^ {14}https?:\/\//);
});
