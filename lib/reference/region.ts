import { regions, toPlace, type Place, type PlaceRow } from './place';

let index: ReadonlyMap<string, PlaceRow> | undefined;

const keyOf = (provider: string, code: string): string => `${provider}:${code}`.toLowerCase();

function rowOf(provider: string, code: string): PlaceRow | undefined {
  index ??= new Map(regions().places.map((row) => [keyOf(row.provider, row.code), row]));
  return index.get(keyOf(provider, code));
}

/** For each provider, the codes to look for besides the one written: a zone stands where its region stands. */
const FALLBACKS: Readonly<Record<string, (code: string) => readonly string[]>> = {
  // eu-central-1a and us-east-1-atl-1a lose their letter; VMware Cloud on AWS writes US_WEST_2.
  aws: (code) => [code.replaceAll('_', '-'), code.replaceAll('_', '-').replace(/(\d)[a-z]$/iu, '$1')],
  // "West Europe" is westeurope.
  azure: (code) => [code.replace(/\s/gu, '')],
  // europe-west3-b
  gcp: (code) => [code.replace(/-[a-z]$/iu, '')],
  // eu-de-2
  ibm: (code) => [code.replace(/-\d$/u, '')],
  // GRA13 stands where GRA stands; EU-WEST-PAR-A is a zone of EU-WEST-PAR.
  ovh: (code) => [code.replace(/-[a-z]$/iu, ''), code.replace(/^([a-z]+)\d+$/iu, '$1')],
};

/**
 * The place of a provider's region, zone, local zone or metro.
 * @param provider as in `data/regions.json`: `aws`, `azure`, `gcp`, `ovh`, `equinix-metro`, `iata`, `city` and others
 * @param code as the provider writes it; case does not matter
 * @returns undefined if the table has no such place
 */
export function findRegion(provider: string, code: string): Place | undefined {
  const name = provider.trim().toLowerCase();
  const written = code.trim();
  const others = Object.hasOwn(FALLBACKS, name) ? (FALLBACKS[name]?.(written) ?? []) : [];
  const row = [written, ...others].map((candidate) => rowOf(name, candidate)).find((found) => found !== undefined);
  return row === undefined ? undefined : toPlace(row);
}
