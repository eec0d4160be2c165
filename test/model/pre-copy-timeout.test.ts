import { givesUp, migrationTimeout, slowestRateInTime } from '../../lib/model/pre-copy-timeout';
import { gib, mib, seconds } from '../../lib/model/units';

describe('platforms that give up', () => {
  test('16 GiB at 150 s per GiB are given 2,400 s, as KubeVirt gives them', () => {
    expect(migrationTimeout(gib(16), seconds(150))).toBe(2400);
  });

  test('6 GiB at 800 s per GiB are given 4,800 s', () => {
    expect(migrationTimeout(gib(6), seconds(800))).toBe(4800);
    expect(migrationTimeout(mib(512), seconds(800))).toBe(400);
  });

  test('what takes as long as allowed ends, what takes longer is given up', () => {
    expect(givesUp(seconds(2400), gib(16), seconds(150))).toBe(false);
    expect(givesUp(seconds(2400.1), gib(16), seconds(150))).toBe(true);
  });

  test('what never ends is given up', () => {
    expect(givesUp(seconds(Infinity), gib(1024), seconds(800))).toBe(true);
  });

  test('800 s per GiB are 1.34 MB/s or 10.7 Mbit/s, 150 s are 7.16 MB/s or 57.3 Mbit/s', () => {
    expect((slowestRateInTime(seconds(800)) * 8) / 1e6).toBeCloseTo(10.74, 2);
    expect((slowestRateInTime(seconds(150)) * 8) / 1e6).toBeCloseTo(57.27, 2);
  });
});
