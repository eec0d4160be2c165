import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { brief } from '../../lib/reports/brief';
import * as results from './results';

const { blocked, blind, clean, crowded, empty, failed, hostile } = results;

describe.each(Object.entries({ blocked, blind, clean, crowded, empty, failed, hostile }))(
  'the brief page of a run that is %s',
  (name, result) => {
    const page = brief(result, { colour: false });

    it('reads as the golden page, which was checked by eye', () => {
      expect(page).toBe(readFileSync(join(__dirname, 'golden', `brief-${name}.txt`), 'utf8'));
    });

    it('fits 80 columns, but for addresses that are longer', () => {
      expect(page.split('\n').filter((line) => line.length > 80 && !/^ +\S+$/u.test(line))).toEqual([]);
    });

    it('holds nothing but printable characters and line ends', () => {
      expect(page).not.toMatch(/[^\P{C}\n]/u);
    });

    it('says the same in colour', () => {
      expect(stripVTControlCharacters(brief(result, { colour: true }))).toBe(page);
    });
  },
);
