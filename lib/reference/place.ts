import { km, type Metres } from '../model/units';
import { readData } from './read-data';

/** A named place with its position on WGS 84 (degrees north and east) and how far off that may be. */
export interface Place {
  /** `aws`, `azure`, `gcp` and other clouds; `equinix-metro`, `iata` or `city`. */
  readonly provider: string;
  readonly code: string;
  readonly name: string;
  readonly position: { readonly latitude: number; readonly longitude: number; readonly tolerance: Metres };
  readonly source: string;
  /** What is doubtful about it. */
  readonly note?: string;
}

/** A row of `data/regions.json`; `source` is an index into its list of sources. */
export interface PlaceRow {
  readonly provider: string;
  readonly code: string;
  readonly kind: 'region' | 'local-zone' | 'metro';
  readonly name: string;
  readonly metro: string;
  readonly country: string;
  readonly lat: number;
  readonly lon: number;
  readonly precision: 'facility' | 'metro' | 'centroid';
  readonly source: number;
  readonly note?: string;
}

interface Regions {
  readonly sources: readonly string[];
  readonly places: readonly PlaceRow[];
}

let loaded: Regions | undefined;

/** The table of places as it is stored, read once. */
export function regions(): Regions {
  loaded ??= readData('regions.json') as Regions;
  return loaded;
}

/** How a place is written without doubt: `VIE`, `vienna`, or with its provider, `aws:eu-central-1`. */
export function placeText(place: { readonly provider: string; readonly code: string }): string {
  return place.provider === 'iata' || place.provider === 'city' ? place.code : `${place.provider}:${place.code}`;
}

export function toPlace(row: PlaceRow): Place {
  const source = regions().sources[row.source] ?? '';
  return {
    provider: row.provider,
    code: row.code,
    name: row.name,
    position: { latitude: row.lat, longitude: row.lon, tolerance: toleranceOf(row, source) },
    source,
    ...(row.note === undefined ? {} : { note: row.note }),
  };
}

/** A `facility` row is one building: the others of the same region or metro stand elsewhere in the city. */
function toleranceOf(row: PlaceRow, source: string): Metres {
  if (row.precision === 'centroid') return km(250);
  return source.includes('(airport coordinates)') ? km(60) : km(25);
}
