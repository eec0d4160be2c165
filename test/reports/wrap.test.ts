import { hang, wrap, wrapWithin } from '../../lib/reports/wrap';
import { fc } from '../support/property';

it('breaks at spaces', () => {
  expect(wrap('one two three four', 9)).toEqual(['one two', 'three', 'four']);
});

it('keeps a token whole that fits a line of its own', () => {
  expect(wrap('at module.network.aws_vpc.main now', 27)).toEqual(['at', 'module.network.aws_vpc.main', 'now']);
});

it.each(['module.one.module.two.module.three', 'https://example.com/a/very/long/path/to/a/page.html'])(
  'never cuts %s',
  (address) => {
    expect(wrap(`see ${address}`, 20)).toEqual(['see', address]);
  },
);

it.each(['5 ms', '3.1 Gbit/s', '64 GiB', '400 MiB/s', '80 km', '12 %'])('keeps %s together', (quantity) => {
  expect(wrap(`a ${quantity}, b`, quantity.length + 2)).toEqual(['a', `${quantity},`, 'b']);
});

it('parts a number from a word that only begins like a unit', () => {
  expect(wrap('2 sites', 5)).toEqual(['2', 'sites']);
});

it('indents every line but the first', () => {
  expect(hang('one two three four five', 11)).toEqual(['one two', '  three', '  four five']);
});

it('of nothing makes no line', () => {
  expect(wrap('', 10)).toEqual([]);
  expect(hang('', 10)).toEqual([]);
});

it('loses no character, and exceeds no width but by what is in one piece', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 4, max: 80 }), (text, width) => {
      const lines = wrap(text, width);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      expect(lines.every((line) => line.length <= width || !/[^\d] /.test(line))).toBe(true);
    }),
  );
});

it('for a picture cuts what is longer than a line, after a dot, a slash or a bracket', () => {
  expect(wrapWithin('module.one.module.two.module.three', 20)).toEqual(['module.one.module.', 'two.module.three']);
});
