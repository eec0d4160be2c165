import { JsonMembers } from '../../lib/documents/json/json-members';

const membersOf = (value: unknown): JsonMembers =>
  JsonMembers.of(
    { path: 'input.json', bytes: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)) },
    0,
    { isKey: () => false, isKeyOfText: () => false, isText: () => false, initials: '' },
  )!;

test('members near the root are parsed by themselves, those farther in with what holds them', () => {
  const members = membersOf({ a: { b: { c: { d: 1 } } }, e: 'é' });
  expect(members.get('e')).toBe('é');
  expect(members.get('a', 'b', 'c')).toEqual({ d: 1 });
  expect(members.get('a', 'b', 'c', 'd')).toBeUndefined();
  expect(members.get('a', 'x')).toBeUndefined();
  expect(members.get('e', 'x')).toBeUndefined();
});

test('an object near the root is parsed without one of its members', () => {
  const members = membersOf({ a: { b: { c: 1, d: [2] } }, e: 'é' });
  expect(members.getWithout('d', 'a', 'b')).toEqual({ c: 1 });
  expect(members.getWithout('x', 'a', 'b')).toEqual({ c: 1, d: [2] });
  expect(members.getWithout('d', 'e')).toBeUndefined();
});

const list = [{ n: 'one', more: [1] }, { n: 'a "quoted" é\\' }, { m: 0, n: 'second' }, 5, {}, { n: 1 }];

const siftedBy = (
  members: JsonMembers,
  passesOver: (text: string) => boolean,
  unless = 'other-member',
): unknown[] | undefined => {
  const taken: unknown[] = [];
  const sieve = {
    key: 'n',
    passesOver: (text: string) => (passesOver(text) ? {} : undefined),
    passed: () => undefined,
    unless,
  };
  return members.sift(['a', 'list'], sieve, (element, index) => taken.push([element, index])) ? taken : undefined;
};

test.each([0, 2])('a list near the root is sifted by the member that comes first, indented by %i', (indent) => {
  const members = membersOf(JSON.stringify({ a: { list } }, null, indent));
  const all = list.map((element, index) => [element, index]);
  expect(siftedBy(members, () => false)).toEqual(all);
  // Only text that comes first and is written without white space tells: everything else is handed on.
  expect(siftedBy(members, () => true)).toEqual(indent === 0 ? all.slice(2) : all);
  expect(siftedBy(members, (text) => text === 'a "quoted" é\\')).toEqual(
    indent === 0 ? all.filter(([, index]) => index !== 1) : all,
  );
});

test('nothing is passed over in a list that holds the member which forbids it', () => {
  const members = membersOf({ a: { list: [{ n: 'one' }, { n: 'two', deposed: 'x' }] } });
  expect(siftedBy(members, () => true, 'deposed')).toHaveLength(2);
  expect(siftedBy(members, () => true, 'other')).toHaveLength(0);
});

test('an element is passed over only where its first members are as expected', () => {
  const elements = [
    { n: 'as expected', type: 'a', mode: 'x', more: 1 },
    { n: 'of another type', type: 'b', mode: 'x' },
    { n: 'without a mode', type: 'a' },
    { n: 'with a number between', i: 0, type: 'a', mode: 'x' },
    { n: 'with an escape', type: 'a\n', mode: 'x' },
    { n: 'in another order', mode: 'y', type: 'a' },
    { n: 'with a list for a type', type: ['a'], mode: 'x' },
  ];
  const passed: string[] = [];
  const taken: unknown[] = [];
  membersOf({ list: elements }).sift(
    ['list'],
    {
      key: 'n',
      passesOver: () => ({ type: ['a'], mode: ['x', 'y'] }),
      passed: (text) => passed.push(text),
      unless: 'deposed',
    },
    (element) => taken.push(element),
  );
  expect(passed).toEqual(['as expected', 'in another order']);
  expect(taken).toEqual(elements.filter(({ n }) => !passed.includes(n)));
});

test('what is no list near the root is not sifted', () => {
  expect(siftedBy(membersOf({ a: { list: {} } }), () => false)).toBeUndefined();
  expect(siftedBy(membersOf({ b: 1 }), () => false)).toBeUndefined();
  expect(siftedBy(membersOf({ a: { list: [] } }), () => false)).toEqual([]);
});

test.each([0, 2])('a list near the root is looked up by the text of a member, indented by %i', (indent) => {
  const members = membersOf(JSON.stringify({ a: { list: list.slice(0, 3) } }, null, indent));
  const find = members.lookup(['a', 'list'], 'n', (element) => (element as { n: string }).n)!;
  expect(['one', 'a "quoted" é\\', 'second', 'none'].map(find)).toEqual([...list.slice(0, 3), undefined]);
  expect(membersOf({ a: {} }).lookup(['a', 'list'], 'n', String)).toBeUndefined();
});

test('a lookup asks for the key of what does not begin with it', () => {
  const refuse = (_: unknown, index: number): string => {
    throw new Error(`element ${index} has no key`);
  };
  expect(() => membersOf({ list: [{ n: 'a' }, 7] }).lookup(['list'], 'n', refuse)).toThrow('element 1 has no key');
});
