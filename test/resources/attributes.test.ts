import { Attributes } from '../../lib/resources/attributes';

const attributes = (values: unknown, unknown: Record<string, true | readonly boolean[]> = {}) =>
  new Attributes({ address: 'a.b', spelling: 'terraform', values, unknown });

const text = 'of another type';

test('blocks of another type are unknown, not none', () => {
  for (const services of [text, [text], [{ name: 'one' }, 7]]) {
    expect(attributes({ services }).blocks('services')).toMatchObject({ known: false, reason: { kind: 'wrong-type' } });
  }
});

test('in a block that is unknown as a whole all is unknown', () => {
  const blocks = attributes({ service: [{ name: 'one' }, null] }, { service: [false, true] }).blocks('service');
  const names = blocks.known ? blocks.value.map((block) => block.string('name')) : [];
  expect(names).toMatchObject([{ value: 'one' }, { reason: { kind: 'after-apply' } }]);
});

test('an empty block is none', () => {
  expect(attributes({ service: [null] }).blocks('service')).toMatchObject({ known: true, value: [] });
});

test('what would stand in a block that is of another type is unknown, not absent', () => {
  const inside = (values: unknown) => attributes(values).string('side.port.uuid');
  expect(inside({ side: text })).toMatchObject({ reason: { kind: 'wrong-type', text: 'side is not a block' } });
  expect(inside({ side: [{ port: text }] })).toMatchObject({ reason: { kind: 'wrong-type' } });
  expect(inside({ side: [] })).toMatchObject({ reason: { kind: 'absent' } });
  expect(inside({ side: [{ port: null }] })).toMatchObject({ reason: { kind: 'absent' } });
});

describe('of a secret, of which the dialect does not show the shape either,', () => {
  const secrets = new Attributes({
    address: 'a.b',
    spelling: 'pulumi',
    values: { side: '(hidden)', regions: ['GRA11', '(hidden)'], nests: [{ inner: '(hidden)' }] },
    sensitive: { side: true, regions: [false, true], nests: [{ inner: true }] },
  });
  const secret = (reason: string) => ({ known: false, reason: { kind: 'sensitive', text: reason } });

  test('what stands in it is secret, and so are its blocks', () => {
    expect(secrets.string('side.port.uuid')).toMatchObject(secret('side is [secret]'));
    expect(secrets.blocks('side')).toMatchObject(secret('side is [secret]'));
    expect(secrets.string('nests.inner.name')).toMatchObject(secret('nests[0].inner is [secret]'));
  });

  test('an item is secret, and the others are read', () => {
    const items = secrets.strings('regions');
    expect(items.known ? items.value : items).toMatchObject([{ value: 'GRA11' }, secret('[secret]')]);
  });

  test('a list is secret, and does not count as another type or as a list of one', () => {
    expect(secrets.list('side')).toMatchObject(secret('side is [secret]'));
    expect(secrets.strings('side')).toMatchObject(secret('side is [secret]'));
    for (const read of ['string', 'number', 'boolean'] as const) {
      expect(secrets[read]('side')).toMatchObject(secret('side is [secret]'));
    }
    expect(secrets.list('regions')).toEqual(secrets.strings('regions'));
  });

  test('the mark stands in what is shown', () => {
    expect(JSON.stringify(secrets)).toBe(
      '{"side":"[secret]","regions":["GRA11","[secret]"],"nests":[{"inner":"[secret]"}]}',
    );
  });
});

test('a number that counts nothing is none', () => {
  const number = (size: unknown) => attributes({ size }).number('size');
  expect(number(2 ** 53 - 1)).toMatchObject({ value: 2 ** 53 - 1 });
  for (const size of [2 ** 53, -(2 ** 53), 1e308, '1e308', NaN]) {
    expect(number(size)).toMatchObject({ reason: { kind: 'wrong-type', text: 'size is not a number' } });
  }
});
