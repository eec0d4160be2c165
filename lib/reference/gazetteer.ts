import { km } from '../model/units';
import { hyphenate } from './hyphenate';
import type { Place } from './place';
import { readText } from './read-data';

/** A city of the gazetteer. */
export interface City extends Place {
  readonly inhabitants: number;
  readonly country: string;
  /** Every name it goes by, hyphenated. */
  readonly names: readonly string[];
}

let loaded: string | undefined;

/** The source in the first line, then a city a line, the largest first. */
const gazetteer = (): string => (loaded ??= readText('cities.tsv'));

/** The cities of a name, the largest first; of `graz-at` or `cambridge-us-ma` only those of the country, or of the state. */
export function citiesNamed(name: string): readonly City[] {
  const hyphenated = hyphenate(name);
  const all = linesOf(hyphenated);
  if (all.length > 0) return all.map(toCity);
  const [, bare = '', country = '', state] = /^(.+?)-([a-z]{2})(?:-([a-z0-9]+))?$/u.exec(hyphenated) ?? [];
  const isThere = ([, itsCountry = '', itsState = '']: readonly string[]): boolean =>
    itsCountry.toLowerCase() === country && (state === undefined || itsState.toLowerCase() === state);
  return linesOf(bare).filter(isThere).map(toCity);
}

/** How much larger a city is that alone is meant by a name that others have too. */
const dominance = 10;

/** The one city that a name means without doubt. */
export function cityNamed(name: string): City | undefined {
  const [first, second] = citiesNamed(name);
  const isMeant = second === undefined || (first?.inhabitants ?? 0) >= dominance * second.inhabitants;
  return isMeant ? first : undefined;
}

let byLetter: ReadonlyMap<string, readonly string[]> | undefined;

/** Every name of every city that begins with a letter, hyphenated. */
export function namesBeginning(letter: string): readonly string[] {
  if (byLetter === undefined) {
    const sorted = new Map<string, string[]>();
    for (const name of new Set(gazetteer().match(/(?<=\|)[^|\n]+(?=\|)/gu))) {
      const list = sorted.get(name.charAt(0)) ?? [];
      sorted.set(name.charAt(0), list);
      list.push(name);
    }
    byLetter = sorted;
  }
  return byLetter.get(letter) ?? [];
}

/** The cells of each city of a hyphenated name. */
function linesOf(hyphenated: string): readonly (readonly string[])[] {
  if (hyphenated === '') return [];
  const text = gazetteer();
  return startsOf(hyphenated).map((start) => text.slice(start, text.indexOf('\n', start)).split('\t'));
}

/** Most runs ask for a few names, and finding one costs a hundredth of making the index. */
const namesBeforeIndex = 64;

const searched = new Map<string, readonly number[]>();
let index: ReadonlyMap<string, readonly number[]> | undefined;

/** Where the lines of the cities of a hyphenated name start. */
function startsOf(hyphenated: string): readonly number[] {
  const before = searched.get(hyphenated);
  if (before !== undefined) return before;
  if (searched.size === namesBeforeIndex) return (index ??= makeIndex()).get(hyphenated) ?? [];
  const found = search(hyphenated);
  searched.set(hyphenated, found);
  return found;
}

function search(hyphenated: string): readonly number[] {
  const found: number[] = [];
  const text = gazetteer();
  const wanted = `|${hyphenated}|`;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    found.push(text.lastIndexOf('\n', at) + 1);
  }
  return found;
}

function makeIndex(): ReadonlyMap<string, readonly number[]> {
  const starts = new Map<string, number[]>();
  const text = gazetteer();
  for (let start = text.indexOf('\n') + 1; start < text.length; start = text.indexOf('\n', start) + 1) {
    const names = text.slice(text.indexOf('|', start) + 1, text.indexOf('\n', start) - 1);
    for (const name of names.split('|')) {
      const list = starts.get(name);
      if (list === undefined) starts.set(name, [start]);
      else list.push(start);
    }
  }
  return starts;
}

/** The code of a city names its country, and its state where several cities of the country have its name. */
function toCity(cells: readonly string[]): City {
  const [name = '', country = '', state = '', latitude, longitude, thousands, names = ''] = cells;
  const bare = hyphenate(name);
  const isAlone = linesOf(bare).filter((other) => other[1] === country).length === 1;
  return {
    provider: 'city',
    code: [bare, country, ...(isAlone ? [] : [state])].join('-').toLowerCase(),
    name,
    country,
    position: { latitude: Number(latitude), longitude: Number(longitude), tolerance: km(25) },
    source: gazetteer().slice(0, gazetteer().indexOf('\n')),
    inhabitants: Number(thousands) * 1000,
    names: names.slice(1, -1).split('|'),
  };
}
