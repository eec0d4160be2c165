import { editDistance } from './edit-distance';
import { citiesNamed, cityNamed, namesBeginning, type City } from './gazetteer';
import { hyphenate } from './hyphenate';
import { placeText, regions, toPlace, type Place, type PlaceRow } from './place';
import { findRegion } from './region';

/**
 * The place that people mean by `VIE` (IATA), `vienna` or `Los Angeles` (city), `aws:eu-central-1`, `equinix-metro:DB`,
 * or the name of an airport's or colocation metro. A region's code alone is not enough: `us-west-1` of AWS and of Alibaba
 * are different places.
 * @returns undefined if nothing, or more than one place, has that name
 */
export function findPlace(text: string): Place | undefined {
  const written = text.trim();
  const colon = written.indexOf(':');
  if (colon >= 0) return findRegion(written.slice(0, colon), written.slice(colon + 1));
  return (
    findRegion('iata', written) ??
    findRegion('city', hyphenate(written)) ??
    findMetro(hyphenate(written)) ??
    findTown(written)
  );
}

/** A city by a name that means no other: `Wien`, `Graz`; or by name and country: `Cambridge, GB`. */
function findTown(written: string): Place | undefined {
  if ((rowsByName().get(hyphenate(written)) ?? []).length > 0) return undefined;
  const city = cityNamed(written);
  return city && asListed(city);
}

/** Names of cities that people give to things sooner than after the city: words, and states that have a city of their name. */
const otherNames = new Set(
  (
    'apex archway basic batman centennial central centurion corona delta dual enterprise gold google hippo independence log logan ' +
    'logos lone male man mason metro midway mobile monster name oral orange pal paradise pre pristine rest saga sam shaping sol solo ' +
    'soul split sum surprise tan tango terminus turn van victor vista florida oklahoma ontario virginia'
  ).split(' '),
);

/** The city that a name is taken to mean where nothing else tells: the table's own, else the largest of that name. */
export function guessCity(name: string): Place | undefined {
  const hyphenated = hyphenate(name);
  const listed = findRegion('city', hyphenated);
  if (listed !== undefined) return listed;
  if (otherNames.has(hyphenated)) return undefined;
  const [largest] = citiesNamed(name);
  return largest && asListed(largest);
}

/** A city under another name is the one that the table lists: `wien` is `vienna`. */
function asListed(city: City): Place {
  for (const name of city.names) {
    const row = rowsByName()
      .get(name)
      ?.find(({ provider, country }) => provider === 'city' && country === city.country);
    if (row !== undefined) return toPlace(row);
  }
  return city;
}

function findMetro(name: string): Place | undefined {
  if (name === '') return undefined;
  const rows = rowsByName().get(name) ?? [];
  const countries = new Set(rows.map((row) => row.country));
  const metro = rows.find((row) => row.kind === 'metro');
  return metro === undefined || countries.size > 1 ? undefined : toPlace(metro);
}

let byName: ReadonlyMap<string, readonly PlaceRow[]> | undefined;

/** Rows by their names; made once, when first asked. */
function rowsByName(): ReadonlyMap<string, readonly PlaceRow[]> {
  if (byName !== undefined) return byName;
  const rows = new Map<string, PlaceRow[]>();
  for (const row of regions().places) {
    for (const name of new Set(namesOf(row))) {
      const list = rows.get(name) ?? [];
      rows.set(name, list);
      list.push(row);
    }
  }
  return (byName = rows);
}

const namesOf = (row: PlaceRow): readonly string[] => [hyphenate(row.metro), hyphenate(row.name)];

/**
 * Up to three places whose name or code is near to the text, nearest first, names before codes, written as `findPlace` reads them;
 * of a name that several cities have, these.
 */
export function suggestPlaces(text: string): readonly string[] {
  const wanted = hyphenate(text.slice(0, 60));
  if (wanted.length < 2) return [];
  const homonyms = citiesNamed(wanted).map((city) => placeText(asListed(city)));
  const near = [...listedNear(wanted), ...citiesNear(wanted)].filter(({ edits }) => edits <= 2);
  const isOther = (name: string): number => (name.startsWith(wanted.charAt(0)) ? 0 : 1);
  near.sort(
    (a, b) =>
      a.edits - b.edits ||
      a.rank - b.rank ||
      isOther(a.text) - isOther(b.text) ||
      a.text.length - b.text.length ||
      (a.text < b.text ? -1 : 1),
  );
  return [...new Set([...homonyms, ...near.map((candidate) => candidate.text)])].slice(0, 3);
}

/** A place that may be meant. */
interface Candidate {
  readonly text: string;
  readonly edits: number;
  /** Of equally near ones a name goes before a code. */
  readonly rank: 0 | 1;
}

const listedNear = (wanted: string): readonly Candidate[] =>
  spelled().flatMap(({ text, names, codes }): readonly Candidate[] => [
    { text, edits: scoreOf(names, wanted), rank: 0 },
    { text, edits: scoreOf(codes, wanted), rank: 1 },
  ]);

/** Cities that begin with the same letter. */
const citiesNear = (wanted: string): readonly Candidate[] =>
  namesBeginning(wanted.charAt(0)).flatMap((name): readonly Candidate[] => {
    const edits = scoreOf([name], wanted);
    if (edits > 2) return [];
    const city = cityNamed(name);
    return city === undefined ? [] : [{ text: placeText(asListed(city)), edits, rank: 0 }];
  });

interface Spelled {
  readonly text: string;
  readonly names: readonly string[];
  readonly codes: readonly string[];
}

let places: readonly Spelled[] | undefined;

/** Every place in the spellings that it may be meant by; made once, when first asked. */
function spelled(): readonly Spelled[] {
  places ??= regions().places.map((row) => {
    const text = placeText(row);
    const isCity = row.provider === 'city';
    const codes = [text, row.code].map(hyphenate);
    return { text, names: [hyphenate(row.name), ...(isCity ? codes : [])], codes: isCity ? [] : codes };
  });
  return places;
}

/** Edits between the text and the nearest of some spellings; a beginning of four letters or more counts as one. */
function scoreOf(spellings: readonly string[], wanted: string): number {
  const scores = spellings.map((spelling) => {
    if (wanted.length >= 4 && spelling !== wanted && spelling.startsWith(wanted)) return 1;
    const allowed = wanted.length <= 3 ? 1 : 2;
    const edits = Math.abs(spelling.length - wanted.length) > allowed ? Infinity : editDistance(spelling, wanted);
    return edits <= allowed ? edits : Infinity;
  });
  return Math.min(...scores);
}
