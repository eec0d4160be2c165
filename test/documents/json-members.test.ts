import { JsonMembers } from '../../lib/documents/json/json-members';

const membersOf = (value: unknown): JsonMembers =>
  JsonMembers.of({ path: 'input.json', bytes: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)) });

test('members near the root are parsed by themselves, those farther in with what holds them', () => {
  const members = membersOf({ a: { b: { c: { d: 1 } } }, e: 'é' });
  expect(members.get('e')).toBe('é');
  expect(members.get('a', 'b', 'c')).toEqual({ d: 1 });
  expect(members.get('a', 'b', 'c', 'd')).toBeUndefined();
  expect(members.get('a', 'x')).toBeUndefined();
  expect(members.get('e', 'x')).toBeUndefined();
  expect(members.namesIn('a', 'b')).toEqual(['c']);
  expect(members.namesIn('a', 'b', 'c')).toBeUndefined();
  expect(members.namesIn('e')).toBeUndefined();
});

test('a list near the root is parsed in parts', () => {
  const list = [{ n: 'one', more: [1] }, { n: 'a "quoted" é\\' }, { m: 0, n: 'second' }, 5, {}, { n: 1 }];
  for (const indent of [0, 2]) {
    const elements = membersOf(JSON.stringify({ a: { list } }, null, indent)).elementsOf('a', 'list')!;
    expect(elements.count).toBe(6);
    expect(list.map((_, i) => elements.parse(i))).toEqual(list);
    for (const wanted of [[0, 1, 2, 3, 4, 5], [1, 2], [0, 3, 5], [5], []]) {
      const chosen: unknown[] = [];
      elements.parseWhere(
        (i) => wanted.includes(i),
        (element, i) => chosen.push([element, i]),
      );
      expect(chosen).toEqual(wanted.map((i) => [list[i], i]));
    }
    // Only of text that comes first, written without white space; of all else it has to be parsed.
    const first = Array.from({ length: 6 }, (_, i) => elements.first(i, 'n'));
    const unread = [undefined, undefined, undefined, undefined];
    expect(first).toEqual(indent === 0 ? ['one', 'a "quoted" é\\', ...unread] : [undefined, undefined, ...unread]);
  }
});

test('what is no list near the root has no elements', () => {
  const members = membersOf({ a: { list: {} }, empty: [] });
  expect(members.elementsOf('a', 'list')).toBeUndefined();
  expect(members.elementsOf('b')).toBeUndefined();
  expect(members.elementsOf('empty')!.count).toBe(0);
  const take = jest.fn();
  members.elementsOf('empty')!.parseWhere(() => true, take);
  expect(take).not.toHaveBeenCalled();
});
