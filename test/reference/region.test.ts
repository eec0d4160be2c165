import { findPlace, suggestPlaces } from '../../lib/reference/find-place';
import { regions } from '../../lib/reference/place';
import { findRegion } from '../../lib/reference/region';

describe('the table of places', () => {
  const { places, sources } = regions();

  test('every place has a source, a name and coordinates on the Earth', () => {
    for (const place of places) {
      const key = `${place.provider}:${place.code}`;
      expect([key, sources[place.source]]).toEqual([key, expect.stringMatching(/\S{3}/u)]);
      expect([key, place.name]).toEqual([key, expect.stringMatching(/\S/u)]);
      expect([key, Math.abs(place.lat) <= 90, Math.abs(place.lon) <= 180]).toEqual([key, true, true]);
      expect([key, place.country]).toEqual([key, expect.stringMatching(/^[A-Z]{2}$/u)]);
      expect(['facility', 'metro', 'centroid']).toContain(place.precision);
      expect(['region', 'local-zone', 'metro']).toContain(place.kind);
    }
    expect(places).toHaveLength(1152);
  });

  test('provider and code are unique, whatever the case', () => {
    const keys = places.map((place) => `${place.provider}:${place.code}`.toLowerCase());
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('every source is used', () => {
    expect(new Set(places.map((place) => place.source)).size).toBe(sources.length);
  });
});

describe('a region is found as its provider writes it', () => {
  test.each([
    ['aws', 'eu-central-1', 'eu-central-1'],
    ['aws', 'eu-central-1a', 'eu-central-1'],
    ['aws', 'us-east-1-atl-1', 'us-east-1-atl-1'],
    ['aws', 'us-east-1-atl-1a', 'us-east-1-atl-1'],
    ['aws', 'US_WEST_2', 'us-west-2'],
    ['azure', 'westeurope', 'westeurope'],
    ['azure', 'West Europe', 'westeurope'],
    ['gcp', 'europe-west3', 'europe-west3'],
    ['gcp', 'europe-west3-b', 'europe-west3'],
    ['ibm', 'eu-de', 'eu-de'],
    ['ibm', 'eu-de-2', 'eu-de'],
    ['ovh', 'GRA9', 'GRA9'],
    ['ovh', 'GRA13', 'GRA'],
    ['ovh', 'EU-WEST-PAR-A', 'EU-WEST-PAR'],
    ['equinix-metro', 'DB', 'DB'],
    ['iata', 'vie', 'VIE'],
    ['city', 'vienna', 'vienna'],
  ])('%s %s', (provider, written, code) => {
    expect(findRegion(provider, written)).toMatchObject({ provider, code });
  });

  test.each([
    ['aws', 'eu-central-9'],
    ['aws', 'us-east-1-wl1-bos-wlz-1'],
    ['aws', 'euc1-az1'],
    ['gcp', 'global'],
    ['ovh', 'EU-WEST-XXX'],
    ['nobody', 'eu-central-1'],
    ['constructor', 'x'],
    ['aws', ''],
  ])('%s %s is no place of the table', (provider, code) => {
    expect(findRegion(provider, code)).toBeUndefined();
  });

  test('the same code of two providers is two places: AWS in Dublin, Alibaba in London', () => {
    expect(findRegion('aws', 'eu-west-1')?.position.longitude).toBeCloseTo(-6.25, 1);
    expect(findRegion('alibaba', 'eu-west-1')?.position.longitude).toBeCloseTo(-0.12, 1);
  });

  test('the tolerance follows from how precise the position is', () => {
    expect(findRegion('aws', 'eu-west-1')?.position.tolerance).toBe(25_000);
    expect(findRegion('azure', 'usgovvirginia')?.position.tolerance).toBe(250_000);
    const airport = regions().places.find((row) => regions().sources[row.source]?.includes('(airport coordinates)'));
    expect(findRegion(airport?.provider ?? '', airport?.code ?? '')?.position.tolerance).toBe(60_000);
  });

  test('a place says what is doubtful about it', () => {
    expect(findRegion('azure', 'eastus')?.note).toMatch(/inferred/u);
    expect(findRegion('aws', 'eu-west-1')?.source).toMatch(/Natural Earth/u);
  });
});

describe('a place is found as people write it', () => {
  test.each([
    ['VIE', 'iata', 'VIE'],
    ['vienna', 'city', 'vienna'],
    ['Vienna', 'city', 'vienna'],
    ['Los Angeles', 'city', 'los-angeles'],
    ['São Paulo', 'city', 'sao-paulo'],
    ['aws:eu-central-1', 'aws', 'eu-central-1'],
    ['azure:West Europe', 'azure', 'westeurope'],
    ['equinix-metro:DB', 'equinix-metro', 'DB'],
    ['slough', 'city', 'slough'],
    ['Silicon Valley', 'equinix-metro', 'SV'],
    ['Bridgetown', 'iata', 'BGI'],
    // Native names, and towns that no cloud region is named after.
    ['Wien', 'city', 'vienna'],
    ['Köln', 'city', 'cologne'],
    ['München', 'city', 'munich'],
    ['Genève', 'city', 'geneva'],
    ['Graz', 'city', 'graz-at'],
    ['Linz', 'city', 'linz-at'],
    ['Salzburg', 'city', 'salzburg-at'],
    ['Brno', 'city', 'brno-cz'],
    ['Basel', 'city', 'basel-ch'],
    ['Cambridge, GB', 'city', 'cambridge-gb'],
    ['cambridge-us', 'city', 'cambridge-us'],
    ['Springfield, US-MO', 'city', 'springfield-us-mo'],
  ])('%s', (text, provider, code) => {
    expect(findPlace(text)).toMatchObject({ provider, code });
  });

  test.each([
    '',
    ' ',
    ':',
    'aws:',
    'eu-central-1',
    'DB',
    'nowhere',
    'Vitoria',
    'Cambridge',
    'Springfield, US',
    'Graz, DE',
  ])('"%s" is no single place', (text) => {
    // Vitória is in Brazil, Vitoria in Spain; us-west-1 shows why a region's code alone does not do.
    expect(findPlace(text)).toBeUndefined();
  });

  test.each([
    ['Wein', 'vienna'],
    ['Cambridge', 'cambridge-gb'],
    ['viena', 'vienna'],
    ['dubln', 'dublin'],
    ['frank', 'frankfurt'],
    ['eu-central-1', 'aws:eu-central-1'],
    ['DB', 'equinix-metro:DB'],
    ['aws:eu-centrl-1', 'aws:eu-central-1'],
    ['azure:west-europ', 'azure:westeurope'],
  ])('for %s, %s is suggested', (text, suggestion) => {
    expect(suggestPlaces(text)).toContain(suggestion);
  });

  test('there are at most three suggestions, each of which is a place; none for what is near to nothing', () => {
    for (const text of ['viena', 'london', 'eu', 'ber', 'eu-west-1', 'us-east-1', 'x'.repeat(10_000), '']) {
      const suggestions = suggestPlaces(text);
      expect(suggestions.length).toBeLessThanOrEqual(3);
      for (const suggestion of suggestions) expect(findPlace(suggestion)).toBeDefined();
    }
    expect(suggestPlaces('completely-unknown-place')).toEqual([]);
  });
});
