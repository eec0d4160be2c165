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
