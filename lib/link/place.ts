import { buildSite } from '../declarations/build-site';
import { orList } from '../declarations/place-fields';
import { quote } from '../model/explain-quantity';
import { geodesicDistance } from '../model/geodesic';
import { km } from '../model/units';
import { findPlace, suggestPlaces } from '../reference/find-place';
import { placeText, regions, type Place } from '../reference/place';
import { findRegion } from '../reference/region';
import type { Reading } from './read-option';

/** One end of a link, on the map. */
export type End = Pick<Place, 'name' | 'position' | 'source'> & { readonly id: string };

const COORDINATES = /^\s*([+-]?\d+(?:\.\d+)?)\s*[,;]\s*([+-]?\d+(?:\.\d+)?)\s*$/u;

/** A region (`aws:eu-central-1` or `eu-central-1`), an IATA code, a city or metro, or `48.2,16.4`. */
export function readPlace(text: string): Reading<End> {
  const coordinates = COORDINATES.exec(text);
  if (coordinates !== null) return fromCoordinates(Number(coordinates[1]), Number(coordinates[2]));
  const found = findPlace(text);
  if (found !== undefined) return { ok: true, value: endOf(found) };
  const [region, ...others] = regionsOfCode(text);
  if (region !== undefined && others.every((other) => isBeside(region, other)))
    return { ok: true, value: endOf(region) };
  const near = orList(region === undefined ? suggestPlaces(text) : [region, ...others].map(placeText));
  if (region !== undefined) return fail(`${quote(text)} is a region of several providers: write ${near}`);
  return fail(
    near === ''
      ? `${quote(text)} is not a known place: write a region such as aws:eu-central-1, an airport such as VIE, a city, or 48.2,16.4`
      : `${quote(text)} is not a known place; did you mean ${near}?`,
  );
}

const fail = (error: string): Reading<never> => ({ ok: false, error });

const endOf = (place: Place): End => ({
  id: placeText(place),
  name: place.name,
  position: place.position,
  source: place.source,
});

function fromCoordinates(latitude: number, longitude: number): Reading<End> {
  if (Math.abs(latitude) > 90) return fail(`must be degrees north, from -90 to 90, not ${latitude}`);
  if (Math.abs(longitude) > 180) return fail(`must be degrees east, from -180 to 180, not ${longitude}`);
  const id = `${latitude},${longitude}`;
  const origin = { kind: 'default', reason: 'coordinates as given' } as const;
  const { position } = buildSite(id, { at: { latitude, longitude } }, [], () => origin);
  return position.known
    ? { ok: true, value: { id, name: id, position: position.value, source: 'coordinates as given' } }
    : fail(position.reason.text);
}

/** Two providers may call their regions in one city by the same code; which of them is meant then makes no difference. */
const isBeside = (a: Place, b: Place): boolean => geodesicDistance(a.position, b.position) <= km(50);

/** The regions of all providers that go by a code which does not name its provider. */
function regionsOfCode(text: string): readonly Place[] {
  if (text.includes(':')) return [];
  const providers = [...new Set(regions().places.map(({ provider }) => provider))];
  const found = providers.flatMap((provider) => findRegion(provider, text) ?? []);
  return [...new Map(found.map((place) => [placeText(place), place])).values()];
}
