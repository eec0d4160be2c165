import { editDistance } from './edit-distance';
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
  return findRegion('iata', written) ?? findRegion('city', hyphenate(written)) ?? findMetro(hyphenate(written));
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

/** `São Paulo` is sao-paulo. */
function hyphenate(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/gu, '-').replace(/^-|-$/gu, '');
}

/** Up to three places whose code or name is near to the text, nearest first, written as `findPlace` reads them. */
export function suggestPlaces(text: string): readonly string[] {
  const wanted = hyphenate(text.slice(0, 60));
  if (wanted.length < 2) return [];
  const scored = spelled().map(({ text: place, spellings }) => ({ text: place, score: scoreOf(spellings, wanted) }));
  const near = scored.filter(({ score }) => score <= 2);
  near.sort((a, b) => a.score - b.score || a.text.length - b.text.length || (a.text < b.text ? -1 : 1));
  return [...new Set(near.map((candidate) => candidate.text))].slice(0, 3);
}

interface Spelled {
  readonly text: string;
  readonly spellings: readonly string[];
}

let places: readonly Spelled[] | undefined;

/** Every place in the spellings that it may be meant by; made once, when first asked. */
function spelled(): readonly Spelled[] {
  places ??= regions().places.map((row) => {
    const text = placeText(row);
    return { text, spellings: [text, row.code, row.name].map(hyphenate) };
  });
  return places;
}

/** Edits between the text and the nearest spelling of the place; a beginning of four letters or more counts as one. */
function scoreOf(spellings: readonly string[], wanted: string): number {
  const scores = spellings.map((spelling) => {
    if (wanted.length >= 4 && spelling !== wanted && spelling.startsWith(wanted)) return 1;
    const allowed = wanted.length <= 3 ? 1 : 2;
    const edits = Math.abs(spelling.length - wanted.length) > allowed ? Infinity : editDistance(spelling, wanted);
    return edits <= allowed ? edits : Infinity;
  });
  return Math.min(...scores);
}
