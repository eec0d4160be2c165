import { pendingMemory } from '../../lib/model/pre-copy-pending';
import { bytesPerSecond, mb, ratio, seconds } from '../../lib/model/units';

/** 1000 MB of memory, of which 200 MB are written at 100 MB/s; the first round leaves 100 MB waiting. */
function afterFirstRound(kind: 'random' | 'cyclic', place: number | undefined, workingSet = 200) {
  const writes = {
    rate: bytesPerSecond(100e6),
    workingSet: mb(workingSet),
    place: place === undefined ? undefined : ratio(place),
  };
  const pending = pendingMemory(
    mb(1000),
    kind === 'random' ? { kind: 'random', ...writes } : { kind: 'cyclic', ...writes },
  );
  expect(pending.amount()).toBe(1e9);
  pending.send(900e6);
  expect(pending.amount() / 1e6).toBeCloseTo(100, 6);
  return pending;
}

describe('random writers: 200 MB (1 - exp(-1)) = 126.424 MB in 2 s, less what waits already', () => {
  test.each([
    ['scattered over all memory, as where nothing is known: a tenth of it waits', undefined, 113.782],
    ['at the lowest addresses', 0, 126.424],
    ['in the middle: 400 MB lie behind', 0.5, 126.424],
    // 0.1 x 800 = 80 MB lie behind, so that 20 of the 100 belong to it: a tenth of the working set.
    ['so high that it ends 80 MB below the end', 0.9, 113.782],
    ['at the highest addresses: half of it waits', 1, 63.212],
  ])('%s', (_name, place, dirtied) => {
    const pending = afterFirstRound('random', place);
    expect(pending.write(2) / 1e6).toBeCloseTo(dirtied, 3);
    expect(pending.amount() / 1e6).toBeCloseTo(100 + dirtied, 3);
  });

  test('a working set larger than memory lies everywhere, and there is no more to dirty than memory', () => {
    const pending = afterFirstRound('random', 0.5, 5000);
    // 5000 (1 - exp(-50 x 0.02)) = 3160 would be written anew: 900 are left.
    expect(pending.write(1e3) / 1e6).toBeCloseTo(900, 6);
    expect(pending.write(1e3)).toBe(0);
  });

  test('the sender goes on from where it stopped', () => {
    const pending = afterFirstRound('random', 0.9);
    // 20 MB of the working set come first, then 60 of the 80 behind it.
    pending.send(80e6);
    expect(pending.amount() / 1e6).toBeCloseTo(20, 6);
    expect(pending.write(2) / 1e6).toBeCloseTo(126.424, 3);
    pending.send(20e6);
    expect(pending.amount() / 1e6).toBeCloseTo(126.424, 3);
    pending.send(1e9);
    expect(pending.amount()).toBe(0);
  });
});

describe('cyclic writers', () => {
  test('the first time a share of what waits is overwritten, as large as what it passes of the working set', () => {
    // 100 of 200 MB in 1 s; scattered, a tenth of what it passes waits already.
    expect(afterFirstRound('cyclic', 0).write(1)).toBe(100e6);
    expect(afterFirstRound('cyclic', undefined).write(1) / 1e6).toBeCloseTo(90, 9);
    // Half of what waits lies on its way.
    expect(afterFirstRound('cyclic', 1).write(1)).toBe(50e6);
    // 20 MB wait: 10 of them are passed.
    expect(afterFirstRound('cyclic', 0.9).write(1) / 1e6).toBeCloseTo(90, 9);
    expect(afterFirstRound('cyclic', 1).write(2)).toBe(100e6);
  });

  test('then what it overwrites when it comes round', () => {
    const pending = afterFirstRound('cyclic', 0);
    expect(pending.write(1)).toBe(100e6);
    pending.send(100e6);
    // 100 outside are gone, 100 of the working set wait: 100 + 150 - 200 = 50 of the 100 written before are hit again.
    expect(pending.write(1.5) / 1e6).toBeCloseTo(100, 9);
    expect(pending.write(0)).toBe(0);
    // All 200 wait. Of the half that is sent half is written again within a second, of the other half nothing anew.
    pending.send(100e6);
    expect(pending.write(1) / 1e6).toBeCloseTo(50, 9);
  });

  test('nothing is written of nothing', () => {
    for (const kind of ['random', 'cyclic'] as const) {
      expect(afterFirstRound(kind, undefined, 0).write(1)).toBe(0);
      expect(afterFirstRound(kind, 0.5, 0).write(1)).toBe(0);
    }
  });
});

describe('a measured curve', () => {
  test('of each stretch waits what was written since it was sent', () => {
    const point = (within: number, dirtied: number) => ({ within: seconds(within), dirtied: mb(dirtied) });
    const pending = pendingMemory(mb(1000), {
      kind: 'measured',
      points: [point(1, 100), point(2, 150)],
      ceiling: mb(200),
    });
    pending.send(1000e6);
    expect(pending.write(1)).toBe(100e6);
    expect(pending.write(0.5)).toBe(25e6);
    pending.send(50e6);
    // Two fifths were sent just now, 0.4 x 100 MB; of the rest 0.6 x 175 MB wait, of which 75 did before.
    expect(pending.write(1) / 1e6).toBeCloseTo(70, 9);
    expect(pending.write(100) / 1e6).toBeCloseTo(55, 9);
    expect(pending.write(100)).toBe(0);
  });
});
