import { preCopy } from '../../lib/model/pre-copy';
import { bytesPerSecond, mib } from '../../lib/model/units';
import { queueBytes } from '../../validation/link/link';
import type { Measurement } from '../../validation/measurement';
import { migrationOf } from '../../validation/predict';

/*
 * QEMU 7.2.22 with `max-bandwidth` set, over the emulated link of `validation/` (TUN, real TCP), with other programs running: a guest of
 * 96 MiB that writes 500 pages a second anywhere in 32 MiB. Total time and downtime by the wall clock, in milliseconds; of two
 * runs the later. Of 13 runs one downtime strayed, 199 ms at 20 ms where its repeat took 65.
 */
const runs = [
  { mbps: 1000, rttMs: 1, downtimeLimitMs: 300, capMib: 16, total: 6623, downtime: 38 },
  { mbps: 1000, rttMs: 20, downtimeLimitMs: 300, capMib: 16, total: 6561, downtime: 65 },
  { mbps: 1000, rttMs: 50, downtimeLimitMs: 300, capMib: 16, total: 6741, downtime: 96 },
  { mbps: 300, rttMs: 10, downtimeLimitMs: 300, capMib: 16, total: 6546, downtime: 120 },
  { mbps: 1000, rttMs: 10, downtimeLimitMs: 1000, capMib: 16, total: 5763, downtime: 139 },
  { mbps: 1000, rttMs: 10, downtimeLimitMs: 300, capMib: 32, total: 2991, downtime: 77 },
  { mbps: 150, rttMs: 10, downtimeLimitMs: 300, capMib: 16, total: 6675, downtime: 243 },
] as const;

type Run = (typeof runs)[number];

function askedOf({ mbps, rttMs, downtimeLimitMs }: Run) {
  const run: Measurement = {
    point: {
      id: 'capped',
      group: 'random',
      memoryMib: 96,
      workingSetMib: 32,
      pagesPerSecond: 500,
      pattern: 'random',
      isBusy: false,
      mbps,
      rttMs,
      downtimeLimitMs,
      mode: 'pre-copy',
      channels: 0,
      boundSeconds: 60,
    },
    repeat: 0,
    link: 'tun',
    queueBytes: queueBytes(mbps, rttMs),
    qemuVersion: '7.2.22',
    cpuBusy: 0,
    measured: { status: 'completed', passTimesMs: [] },
  };
  return migrationOf(run);
}

function predicted(run: Run) {
  const asked = askedOf(run);
  const cap = bytesPerSecond(mib(run.capMib));
  const { totalTime, downtime } = preCopy({ ...asked, path: { ...asked.path, cap } });
  const throughout = preCopy({ ...asked, bandwidth: cap }).downtime;
  return {
    total: totalTime * 1e3,
    downtime: (downtime.expected ?? NaN) * 1e3,
    throughout: (throughout.expected ?? NaN) * 1e3,
  };
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;

describe('a rate cap on real migrations', () => {
  test.each(runs)('$mbps Mbit/s at $rttMs ms, limit $downtimeLimitMs ms, cap $capMib MiB/s', (run) => {
    const { total, downtime } = predicted(run);
    expect(Math.abs(total / run.total - 1)).toBeLessThan(0.04);
    expect(Math.abs(downtime / run.downtime - 1)).toBeLessThan(0.35);
  });

  test('is lifted for the guest that stands still: the median error of the downtime is below 10 %, else above 200 %', () => {
    const errors = (of: 'downtime' | 'throughout'): number =>
      median(runs.map((run) => Math.abs(predicted(run)[of] / run.downtime - 1)));
    expect(errors('downtime')).toBeLessThan(0.1);
    expect(errors('throughout')).toBeGreaterThan(2);
  });
});
