import type { LinkRecord } from '../../lib/link/link-record';
import { dublin, recordOf, toDublin } from './ask';

const inputOf = (record: LinkRecord, name: string) => record.inputs.find((input) => input.name === name);

// By hand: 1448/1538 of 10 Gbit/s; D(t) = W (1 - exp(-r t / W)).
const RATE = (10e9 * 1448) / 1538;
const MEMORY = 64 * 2 ** 30;
const WRITES = 200 * 2 ** 20;
const about = (value: number): unknown => expect.closeTo(value, 9);
const dirtied = (time: number): number => MEMORY * (1 - Math.exp((-WRITES * time) / MEMORY));

describe('a verdict that hangs on what nobody gives', () => {
  const { window: _window, loss: _loss, share: _share, ...given } = dublin;
  const asked = (written: object = {}) => recordOf('VIE', 'DUB', { ...given, ...written });

  it('is undetermined, and says in its first line what that must be', () => {
    // 1.68 Gbit/s at 31 ms: 6.5 MB in flight, 4,494 segments of 1,448 bytes; by CUBIC 31 ms x (1.054 / 4494)^(4/3) = 4.5e-7.
    const needed = (dirtied(0.5) * 8) / 0.5;
    const segments = (needed * 0.031) / 8 / 1448;
    const { verdict, headline, reasons, unknowns, times } = asked();
    expect([verdict, headline]).toEqual([
      'undetermined',
      'feasible only if loss is at most 0.0000449 % and window is at least 6.2 MiB',
    ]);
    expect(0.031 * (1.054 / segments) ** (4 / 3)).toBeCloseTo(4.5e-7, 8);
    expect(reasons.map(({ id }) => id)).toEqual(['loss-unknown', 'window-unknown', 'pre-copy-converges']);
    expect(unknowns.map(({ message }) => message)).toEqual([
      'loss is unknown; at most 0.0000449 % is needed',
      'window is unknown; at least 6.2 MiB is needed',
      expect.stringMatching(
        /^migration share is unknown; the verdict holds from 17\.9 % upwards \(assumed is at worst 50 %: /,
      ),
    ]);
    expect(times).toBe('total time is at least 69.9 s; downtime is between 31 ms and 550 ms');
  });

  it('of them the share alone: 68 % of the link, as a guest that writes 800 MB/s needs', () => {
    // 800 MB/s are 6.4 Gbit/s of the 9.4148 that the whole link carries: docs/model.md, section 3.
    const busy = { window: '1 GiB', loss: '0 %', dirtyRate: '800 MB/s', workingSet: '16 GiB', writes: 'cyclic' };
    expect(asked(busy)).toMatchObject({
      verdict: 'undetermined',
      headline: 'feasible only if migration share is at least 68 %',
    });
    expect(asked({ ...busy, share: '69 %' }).headline).toBe('feasible');
    expect(asked({ ...busy, share: '67 %' }).verdict).toBe('does-not-converge');
  });

  it('and is decided where even the least favourable plausible value passes', () => {
    // 4 MiB/s are 33.6 Mbit/s: 0.5 MB in 31 ms carry 129, and 0.01 % of loss 122 segments x 1,448 B x 8 / 31 ms = 45.7.
    expect(asked({ dirtyRate: '4 MiB/s' })).toMatchObject({ verdict: 'feasible', headline: 'feasible' });
    expect(asked({ dirtyRate: '8 MiB/s' })).toMatchObject({
      verdict: 'undetermined',
      headline: expect.stringMatching(/^feasible only if loss is at most [\d.]+ %$/),
    });
  });

  it('of QEMU is decided by the window of Linux, which is shown with its source', () => {
    const record = asked({ platform: 'qemu', loss: '0 %', share: '100 %', dirtyRate: '50 MB/s', workingSet: '1 GiB' });
    expect(inputOf(record, 'window')).toMatchObject({
      text: '3.35 MB',
      from: { kind: 'default', reason: expect.stringContaining('tcp_wmem') },
    });
    // 3.35 MB / (31.5 ms + 3.35 MB / 4 / 1,176.85 MB/s) = 104.0 MB/s, 832 Mbit/s; 16 GiB would take 165 s, 64 GiB 661 s.
    expect(record.numbers.move?.rounds[0]?.duration.value).toBeGreaterThan(655);
    expect(record.verdict).toBe('feasible');
  });
});

describe('the whole move', () => {
  it('is disk and memory together, in text and numbers: 500 GB at 9.41 Gbit/s are 424.9 s', () => {
    const { numbers, times, steps } = toDublin({ disk: '500 GB', sharedStorage: false });
    const disk = (500e9 * 8) / RATE;
    const { totalTime, diskTime, memoryTime } = numbers.move!;
    expect([diskTime?.value, totalTime?.value]).toEqual([about(disk), about(disk + memoryTime.value!)]);
    expect(times).toMatch(/^total time is 8\.25 min \(disk 7\.08 min, memory 69.9 s\); downtime is between /);
    expect(steps.find(({ name }) => name === 'total time with the disk')?.result.text).toBe('8.25 min');
  });

  it('has no total while the disk is unknown', () => {
    const { numbers, times } = toDublin({ sharedStorage: false });
    expect([numbers.move?.totalTime, numbers.move?.diskTime]).toEqual([null, null]);
    expect(times).toMatch(/^time for the memory is 69.9 s, and the disk comes on top; /);
  });
});
