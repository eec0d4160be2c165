import { coldMoveTime, rateForColdMove, sizeOfColdMove } from '../../lib/model/cold-move';
import { gb, gbps, minutes } from '../../lib/model/units';

test('1 GB at 1 Gbit/s is 8 s', () => {
  expect(coldMoveTime(gb(1), gbps(1))).toBe(8);
});

test('256 GB at 1 Gbit/s take just over half an hour', () => {
  // 256 x 8 s = 2,048 s = 34.1 min
  expect(coldMoveTime(gb(256), gbps(1))).toBe(2048);
});

test('rate and size undo it', () => {
  expect(rateForColdMove(gb(256), minutes(30))).toBeCloseTo((256e9 * 8) / 1800, 3);
  expect(sizeOfColdMove(gbps(1), minutes(30))).toBe(225e9);
});
