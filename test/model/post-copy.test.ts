import { postCopy, serialFaults } from '../../lib/model/post-copy';
import { preCopy } from '../../lib/model/pre-copy';
import { QEMU_PAGE } from '../../lib/model/stop-rule';
import { bytes, bytesPerSecond, gib, mib, mibPerSecond, ms } from '../../lib/model/units';

const given = { memory: gib(8), bandwidth: mibPerSecond(1024), deviceState: mib(1) };

describe('post-copy, by hand', () => {
  test('at once: 1 MiB of devices at 1 GiB/s, then 8 GiB in 8 s', () => {
    const { downtime, degradedTime, totalTime, transferred } = postCopy(given);
    expect(downtime).toBe(1 / 1024);
    expect(degradedTime).toBe(8);
    expect(totalTime).toBe(8 + 1 / 1024);
    expect(transferred).toBe(gib(8) + mib(1));
  });

  test('after one round of 8 s, in which a cyclic writer of 128 MiB/s dirties 1 GiB', () => {
    const dirty = { kind: 'cyclic', rate: mibPerSecond(128), workingSet: gib(2) } as const;
    const { degradedTime, totalTime, transferred } = postCopy({ ...given, firstRound: { dirty } });
    expect(degradedTime).toBe(1);
    expect(totalTime).toBe(8 + 1 / 1024 + 1);
    expect(transferred).toBe(gib(9) + mib(1));
  });

  test('a guest whose dirty rate pre-copy never catches up with is over in the time of its memory', () => {
    const dirty = { kind: 'cyclic', rate: mibPerSecond(2048), workingSet: gib(8) } as const;
    expect(preCopy({ ...given, dirty, downtimeLimit: ms(300) }).converges).toBe(false);
    expect(postCopy({ ...given, firstRound: { dirty } }).degradedTime).toBe(8);
  });

  test('100 faults one after the other on a link of 100 ms are 10 s', () => {
    const far = postCopy({ ...given, path: { rtt: ms(100) } });
    expect(far.faultTime).toBeCloseTo(0.1, 5);
    expect(serialFaults(100, far)).toBeCloseTo(10, 3);
  });

  test('a fault costs a round trip and a page: 10 ms + 4,104 bytes at 1 MB/s = 14.104 ms', () => {
    const bandwidth = bytesPerSecond(1e6);
    const { faultTime } = postCopy({ ...given, bandwidth, page: QEMU_PAGE, path: { rtt: ms(10) } });
    expect(faultTime).toBeCloseTo(0.014104, 9);
  });

  test('at once only the devices and half a round trip stand between stop and start', () => {
    const { downtime, totalTime, degradedTime } = postCopy({ ...given, path: { rtt: ms(100), startup: ms(100) } });
    expect(downtime).toBeCloseTo(1 / 1024 + 0.05 + 0.0005, 9);
    expect(totalTime).toBeCloseTo(0.1 + downtime + degradedTime, 9);
  });

  test('after a round the devices wait for what is left in the socket; all in all nothing is counted twice', () => {
    const dirty = { kind: 'random', rate: bytesPerSecond(0), workingSet: gib(1) } as const;
    const path = { rtt: ms(100), startup: ms(100), backlog: bytes(1024 * 2 ** 20) };
    const { downtime, totalTime } = postCopy({ ...given, firstRound: { dirty }, path });
    expect(downtime).toBeCloseTo(1 + 1 / 1024 + 0.0505, 9);
    expect(totalTime).toBeCloseTo(0.1 + 8 + 1 / 1024 + 0.0505, 9);
  });
});
