import { replaceRegion } from '../../scripts/generated-region';

it('replaces what stands between the markers and nothing else', () => {
  const text = 'before\n<!-- x:begin -->\nold\n<!-- x:end -->\nafter\n';

  expect(replaceRegion('a.md', text, 'x', 'new')).toBe('before\n<!-- x:begin -->\n\nnew\n\n<!-- x:end -->\nafter\n');
});

it.each(['', '<!-- x:begin -->', '<!-- x:end --><!-- x:begin -->'])('names the file without markers: "%s"', (text) => {
  expect(() => replaceRegion('a.md', text, 'x', 'new')).toThrow('a.md: needs the lines');
});
