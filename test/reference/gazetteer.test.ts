import { findPlace, guessCity } from '../../lib/reference/find-place';
import { citiesNamed } from '../../lib/reference/gazetteer';

const names = [
  'Wien',
  'vienna',
  'Köln',
  'Cambridge',
  'cambridge-us-ma',
  'graz-at',
  'shang-hai',
  'cell-0-preferred',
  '',
];

test('a name that is a word or a state sooner than a city is taken for none, and may still be declared', () => {
  expect(['Central', 'Gold', 'Metro', 'Virginia'].map(guessCity)).toEqual([undefined, undefined, undefined, undefined]);
  expect(['Wien', 'Cambridge', 'Graz'].map((name) => guessCity(name)?.code)).toEqual([
    'vienna',
    'cambridge-gb',
    'graz-at',
  ]);
  expect(findPlace('virginia-za')?.code).toBe('virginia-za');
});

test('a name is found alike by the first searches and by the index that many more names make', () => {
  const codes = (): readonly (readonly string[])[] => names.map((name) => citiesNamed(name).map(({ code }) => code));
  const searched = codes();
  for (let n = 0; n < 100; n++) citiesNamed(`nowhere ${n}`);
  expect(codes()).toEqual(searched);
  expect(searched.map(([first]) => first)).toEqual([
    'vienna-at',
    'vienna-at',
    'koln-de',
    'cambridge-gb',
    'cambridge-us',
    'graz-at',
    'shanghai-cn',
    undefined,
    undefined,
  ]);
});
