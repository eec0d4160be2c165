import { comparedRatios, recordedRatios, type RecordedRatios } from '../../bench/recorded-ratios';
import { shapes } from '../../bench/shapes/shapes';

const ratios = (ratio: number, bytes = 31_000_000, shape = 'wide'): RecordedRatios => ({
  node: 'v20.0.0',
  shapes: [{ shape, bytes, ratio }],
});

test('a ratio within the tolerance, or better, is no complaint', () => {
  for (const now of [1.5, 1.56, 1.0]) expect(comparedRatios(ratios(1.5), ratios(now)).complaints).toEqual([]);
});

test('a ratio beyond the tolerance is one, with both numbers', () => {
  const { complaints, report } = comparedRatios(ratios(1.5), ratios(1.8));
  expect(complaints).toEqual([expect.stringMatching(/^wide .*1\.80 x.*1\.50 x/u)]);
  expect(report).toContain('+20 %');
});

test('what is not recorded, or is another plan, is not passed over', () => {
  expect(comparedRatios(ratios(1.5), ratios(1.5, 30_000_000)).complaints).toHaveLength(1);
  expect(comparedRatios(ratios(1.5, 31_000_000, 'deep'), ratios(1.5)).complaints).toHaveLength(1);
});

test('the recorded ratios are those of the plans that are measured', () => {
  const sizes = shapes.map(({ name, plan }) => ({ shape: name, bytes: Buffer.byteLength(plan()) }));
  expect(recordedRatios().shapes.map(({ shape, bytes }) => ({ shape, bytes }))).toEqual(sizes);
});
