import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hyphenate } from '../lib/reference/hyphenate';

/*
 * Makes lib/reference/data/cities.tsv from a dump of GeoNames, of which each line is a place, with the columns that
 * https://download.geonames.org/export/dump/readme.txt describes: `npm run gazetteer -- cities1000.txt "18 March 2020"`.
 */

const leastPopulation = 100_000;

/** Feature codes of what is part of a town, or a town no more. */
const noTown = ['PPLX', 'PPLH', 'PPLQ', 'PPLW'];

interface City {
  readonly population: number;
  readonly line: string;
}

function cityOf(dumped: string): readonly City[] {
  const columns = dumped.split('\t');
  const [, name = '', ascii = '', others = '', latitude, longitude, , kind = '', country = '', , state = ''] = columns;
  const population = Number(columns[14]);
  if (!(population >= leastPopulation) || noTown.includes(kind)) return [];
  const keys = new Set(
    [name, ascii, ...others.split(',').filter(isName)].map(hyphenate).filter((key) => key.length > 2),
  );
  const degrees = [latitude, longitude].map((text) => Number(text).toFixed(3));
  const cells = [name, country, state, ...degrees, Math.round(population / 1000), `|${[...keys].sort().join('|')}|`];
  return [{ population, line: cells.join('\t') }];
}

/** In Latin letters and at most two words, and neither an airport's code nor a transcription in small letters. */
const isName = (text: string): boolean =>
  /^\p{Lu}[\p{Script=Latin}'.-]{2,}(?: [\p{Script=Latin}'.-]+)?$/u.test(text) && text !== text.toUpperCase();

const [dump, day] = process.argv.slice(2);
if (dump === undefined || day === undefined) throw new Error('usage: gazetteer.ts DUMP DAY');
const cities = readFileSync(dump, 'utf8').split('\n').flatMap(cityOf);
cities.sort((a, b) => b.population - a.population || (a.line < b.line ? -1 : 1));
const lines = [
  `GeoNames, cities1000 of ${day}, https://www.geonames.org/, CC BY 4.0`,
  ...cities.map(({ line }) => line),
  '',
];
writeFileSync(join(__dirname, '..', 'lib', 'reference', 'data', 'cities.tsv'), lines.join('\n'));
