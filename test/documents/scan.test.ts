import { JsonError } from '../../lib/documents/json/json-error';
import { KeySequences } from '../../lib/documents/json/key-sequences';
import { scan, type Notable, type Part } from '../../lib/documents/json/scan';
import { fc } from '../support/property';

const nothing: Notable = { isKey: () => false, isKeyOfText: () => false, isText: () => false, initials: '' };

const scanText = (text: string): ReadonlyMap<string, Part> => scan(Buffer.from(text), 0, nothing).members ?? new Map();

const complaintAbout = (text: string): string | undefined => {
  try {
    scanText(text);
    return undefined;
  } catch (error) {
    if (error instanceof JsonError) return error.message;
    throw error;
  }
};

const accepts = (text: string): boolean => complaintAbout(text) === undefined;

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** Accepted if and only if JSON.parse accepts it. */
function expectLikeParse(text: string): void {
  fc.pre(Buffer.from(text).toString() === text);
  const complaint = complaintAbout(text);
  // These JSON.parse lets pass.
  fc.pre(complaint === undefined || !/twice|__proto__/.test(complaint));
  expect([text, complaint === undefined]).toEqual([text, parses(text)]);
}

test('whatever JSON.stringify writes is accepted, with or without white space, and its members are found', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom(0, 1, 4), (value, indent) => {
      fc.pre(!JSON.stringify(value).includes('__proto__'));
      const text = JSON.stringify(value, null, indent);
      const bytes = Buffer.from(text);
      const { members = new Map<string, Part>() } = scan(bytes, 0, nothing);
      const read: [string, unknown][] = [...members].map(([key, { start, end }]) => [
        key,
        JSON.parse(bytes.subarray(start, end).toString()),
      ]);
      expect(Object.fromEntries(read)).toEqual(JSON.parse(text));
    }),
  );
});

test('a text with one character changed, lost or added is accepted if and only if JSON.parse accepts it', () => {
  const piece = fc.constantFrom(
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '0',
    '-',
    '.',
    'e',
    'u',
    't',
    ' ',
    '\n',
    '\u0001',
    '1',
  );
  fc.assert(
    fc.property(fc.json(), fc.nat(), fc.nat(2), piece, (json, at, cut, added) => {
      const place = at % (json.length + 1);
      const text = json.slice(0, place) + added + json.slice(place + cut);
      expectLikeParse(text);
    }),
    { numRuns: 2000 },
  );
});

test('a number, a literal or an escape that JSON does not have is refused', () => {
  for (const bad of [
    '01',
    '-',
    '1.',
    '.5',
    '1e',
    '+1',
    'nul',
    'True',
    'NaN',
    '"\\x"',
    '"\\u12G4"',
    '"\t"',
    '[1 2]',
    '{a:1}',
    "{'a':1}",
    '[1,]',
    '{"a" 1}',
  ]) {
    expect([bad, accepts(bad)]).toEqual([bad, false]);
  }
  for (const good of ['0', '-0', '-1.5e+10', '1E5', 'null', '"\\u00e9\\n"', '[]', '{}', ' [ 1 , { "a" : [ ] } ] ']) {
    expect([good, accepts(good)]).toEqual([good, true]);
  }
});

test('a key given twice is found in an object of any size', () => {
  for (const size of [1, 2, 50, 160, 161, 1000, 5000]) {
    const keys = Array.from({ length: size }, (_, i) => `"key_${i}":0`);
    expect(accepts(`{"a":{${keys.join()}}}`)).toBe(true);
    for (const again of [0, size >> 1, size - 1]) {
      expect(() => scanText(`{"a":{${keys.join()},"key_${again}":1}}`)).toThrow(new RegExp(`"key_${again}" twice`));
    }
  }
});

test('the same key in two objects is no repetition', () => {
  expect(accepts('[{"a":1},{"a":{"a":2}},{"a":[{"a":1},{"a":1}]}]')).toBe(true);
});

test('512 levels are allowed, one more is not', () => {
  expect(accepts('['.repeat(512) + ']'.repeat(512))).toBe(true);
  expect(accepts('['.repeat(513) + ']'.repeat(513))).toBe(false);
  // Nor where it was seen before, less deep: 400 levels by themselves, and inside 200 more.
  const deep = `{"a":${'['.repeat(400)}${']'.repeat(400)}}`;
  expect(accepts(`{"l":[${deep},${deep}]}`)).toBe(true);
  expect(accepts(`{"l":[${deep},${'['.repeat(200)}${deep}${']'.repeat(200)}]}`)).toBe(false);
});

test('what was written before may be passed over, what only begins like it may not', () => {
  const object = fc.dictionary(fc.constantFrom('a', 'b', 'ab', 'c'), fc.jsonValue({ maxDepth: 2 }), { minKeys: 1 });
  const piece = fc.constantFrom('"', '\\', '{', '}', '[', ']', ',', ':', '0', '1', '-', '.', 'e', ' ', '\u0001');
  fc.assert(
    fc.property(object, fc.nat(), fc.nat(2), piece, fc.nat(3), (value, at, cut, added, copies) => {
      const one = JSON.stringify(value);
      const place = at % (one.length + 1);
      const changed = one.slice(0, place) + added + one.slice(place + cut);
      const text = `{"list":[${[...Array.from({ length: copies + 1 }, () => one), changed, one].join()}]}`;
      expectLikeParse(text);
    }),
    { numRuns: 2000 },
  );
});

test('what is noted of one entry of a map holds for the next, and what is wrong in that one is still found', () => {
  const object = fc.dictionary(fc.constantFrom('a', 'b', 'ab', 'c'), fc.jsonValue({ maxDepth: 2 }), { minKeys: 1 });
  const piece = fc.constantFrom('"', '\\', '{', '}', '[', ']', ',', ':', '0', '1', '-', '.', 'e', ' ', '\u0001');
  fc.assert(
    fc.property(object, fc.nat(), fc.nat(2), piece, (value, at, cut, added) => {
      const one = JSON.stringify(value);
      const place = at % (one.length + 1);
      const changed = one.slice(0, place) + added + one.slice(place + cut);
      const map = (...entries: readonly string[]): string =>
        `{${entries.map((entry, n) => `"e${n}":${entry}`).join()}}`;
      expectLikeParse(`{"deep":{"map":{"of":${map(one, one, changed, one)}}}}`);
    }),
    { numRuns: 2000 },
  );
  const entry = '{"x":1,"y":{"z":2}}';
  for (const twice of ['{"x":1,"x":1}', '{"x":1,"y":{"z":2,"z":2}}', '{"x":1,"y":{"z":2},"x":1}']) {
    expect(() => scanText(`{"a":{"b":{"c":{"1":${entry},"2":${entry},"3":${twice}}}}}`)).toThrow(/twice/);
  }
});

test('of a map whose entries are alike, the keys of one are noted', () => {
  const bytes = Buffer.from('{"1":{"x":0},"2":{"x":0},"3":{"y":0}}');
  const sequences = new KeySequences(bytes, () => 0);
  const [first, second, third] = ['"1"', '"2"', '"3"'].map((key) => bytes.indexOf(key) + 1) as [number, number, number];
  const [x, again, y] = [first + 5, second + 5, third + 5];
  const one = sequences.add(sequences.within(1, first), first, first + 1);
  const inside = sequences.within(one, x);
  sequences.add(inside, x, x + 1);
  const two = sequences.add(one, second, second + 1);
  expect(sequences.within(two, again)).toBe(inside);
  expect(sequences.within(sequences.add(two, third, third + 1), y)).not.toBe(inside);
});

test('behind members that were written before a key given twice is still found, and a number still goes on', () => {
  const one = '{"a":{"x":1,"y":[1,2]},"b":12,"c":"d"}';
  expect(accepts(`{"list":[${one},${one},{"a":{"x":1,"y":[1,2]},"b":123,"c":"d"}]}`)).toBe(true);
  expect(accepts(`{"list":[${one},{"a":{"x":1,"y":[1,2]},"b":12.,"c":"d"}]}`)).toBe(false);
  for (const again of ['"a":{"x":1,"y":[1,2]}', '"b":12', '"c":"d"', '"a":0'])
    expect(() => scanText(`{"list":[${one},${one.slice(0, -1)},${again}}]}`)).toThrow(/twice/);
  expect(() => scanText(`{"list":[${one},{"a":{"x":1,"y":[1,2],"x":1},"b":12,"c":"d"}]}`)).toThrow(/"x" twice/);
});

describe('elements that hold something notable', () => {
  const stretching: Notable = {
    isKey: (key) => key.includes('stretch'),
    isKeyOfText: (key) => key.includes('a'),
    isText: (text) => /^vpls$/i.test(text),
    initials: 'vV',
  };
  const notableIn = (text: string): readonly number[] | undefined =>
    scan(Buffer.from(text), 0, stretching).members?.get('list')?.notable;
  const isSet = (value: unknown): boolean =>
    value !== null && value !== false && !(Array.isArray(value) && value.length === 0);
  const holds = (value: unknown, key = ''): boolean => {
    if (typeof value === 'string') return key.includes('a') && /^vpls$/i.test(value);
    if (Array.isArray(value)) return value.some((item) => holds(item, key));
    if (typeof value !== 'object' || value === null) return false;
    return Object.entries(value).some(
      ([name, held]: [string, unknown]) => (name.includes('stretch') && isSet(held)) || holds(held, name),
    );
  };

  test('are found wherever it stands in them, and however often it was written before', () => {
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, false, true, 0, '', 'vpls', 'VPLS', 'vplsx', 'other'),
        fc.array(tie('value'), { maxLength: 2 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'stretch', 'a_stretch'), tie('value'), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 12 }), fc.constantFrom(0, 1), (list, indent) => {
        const sought = list.flatMap((one, index) => (holds(one, 'list') ? [index] : []));
        expect(notableIn(JSON.stringify({ list }, null, indent))).toEqual(sought);
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ['an escaped key', '{"list":[{},{"str\\u0065tch":1}]}'],
    ['an escaped text', '{"list":[{},{"a":"\\u0056PLS"}]}'],
    [
      'a key beyond those that are noted',
      `{"list":[{},{${Array.from({ length: 300 }, (_, n) => `"k${n}":0`).join(',')},"stretch":1}]}`,
    ],
  ])('%s', (_, text) => {
    expect(notableIn(text)).toEqual([1]);
  });
});
