import { ms } from '../../lib/model/units';
import { stricterLimit } from '../../lib/rules/limit';

const option = { value: ms(150), name: 'maxRtt' };
const row = (rtt: number, status: 'read' | 'secondary') => ({
  value: ms(rtt),
  row: { id: `row-${rtt}`, source: { title: 'a manual', url: 'https://vendor.example/manual' }, status },
});
const choose = (vendor?: ReturnType<typeof row>) => stricterLimit('round trip', 'at most', 'duration', vendor, option);

test('without a number of the vendor the option holds', () => {
  expect(choose()).toMatchObject({ value: 0.15, shown: { source: { title: 'option maxRtt' } } });
});

test('a stricter number that was read in the manual holds, and blocks', () => {
  const limit = choose(row(10, 'read'));
  expect(limit).toMatchObject({ value: 0.01, shown: { source: { id: 'row-10' } } });
  expect(limit.level).toBeUndefined();
});

test('a stricter number from elsewhere only warns', () => {
  expect(choose(row(10, 'secondary'))).toMatchObject({ value: 0.01, level: 'warning' });
});

test('of equal numbers the manual is cited, and a secondary source is not needed', () => {
  expect(choose(row(150, 'read')).shown.source.id).toBe('row-150');
  expect(choose(row(150, 'secondary'))).toMatchObject({ shown: { source: { title: 'option maxRtt' } } });
  expect(choose(row(150, 'secondary')).level).toBeUndefined();
});

test('a laxer number of the vendor does not undo a stricter option', () => {
  expect(choose(row(200, 'read'))).toMatchObject({ value: 0.15, shown: { source: { title: 'option maxRtt' } } });
});
