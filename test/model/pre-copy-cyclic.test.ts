import { cyclicPending } from '../../lib/model/pre-copy-cyclic';
import { bytes, bytesPerSecond, ratio } from '../../lib/model/units';

/** 100 bytes of memory, written at 10 bytes a second. */
function pendingOf(workingSet: number, phase: number, place?: number) {
  const dirty = { kind: 'cyclic', rate: bytesPerSecond(10), workingSet: bytes(workingSet) } as const;
  return cyclicPending(bytes(100), { ...dirty, place: place === undefined ? undefined : ratio(place) }, ratio(phase));
}

test('a working set of 40 in the middle, and a writer a quarter through it: 30 to 70, from 40 on', () => {
  for (const phase of [0.25, 1.25]) {
    const pending = pendingOf(40, phase, 0.5);
    expect(pending.amount()).toBe(100);
    pending.send(50); // 50 to 100 wait
    expect(pending.write(1)).toBe(10); // 40 to 50
    expect(pending.write(3)).toBe(10); // 50 to 70 wait already, then 30 to 40
    expect(pending.amount()).toBe(70);
    pending.send(60); // 50 to 100, then 30 to 40
    expect(pending.amount()).toBe(10);
    expect(pending.write(1)).toBe(0); // 40 to 50, which wait still
    pending.send(5); // 40 to 45
    expect(pending.write(3)).toBe(30); // 50 to 70, then 30 to 40
    expect(pending.write(1)).toBe(5); // 40 to 45
    expect(pending.amount()).toBe(40);
  }
});

test('it lies lowest where nothing is said, and is written only once however long that takes', () => {
  const pending = pendingOf(40, 0);
  pending.send(100);
  expect(pending.write(100)).toBe(40);
  pending.send(10); // from where it stopped, the end, round to 0 to 10
  expect(pending.amount()).toBe(30);
  expect(pending.write(1)).toBe(10); // 0 to 10
  pending.send(15); // 10 to 25
  expect(pending.write(1)).toBe(10); // 10 to 20
});

test('sending goes on where it stopped, not where the next stretch begins', () => {
  const pending = pendingOf(100, 0.4);
  pending.send(100);
  expect(pending.write(6)).toBe(60); // 40 to 100
  pending.send(10); // 40 to 50
  expect(pending.write(1)).toBe(10); // 0 to 10
  pending.send(25); // 50 to 75
  pending.send(25); // 75 to 100
  expect(pending.amount()).toBe(10);
  expect(pending.write(1)).toBe(10); // 10 to 20
  pending.send(5); // 0 to 5
  pending.send(5); // 5 to 10
  expect(pending.write(9)).toBe(90); // 20 to 100, and 0 to 10
});

test('two stretches apart become one when what lies between them is written', () => {
  const pending = pendingOf(100, 0.2);
  pending.send(100);
  expect(pending.write(1)).toBe(10); // 20 to 30
  pending.send(5); // 20 to 25
  expect(pending.write(9)).toBe(90); // 30 to 100, and 0 to 20
  expect(pending.write(0.4)).toBe(4); // 20 to 24
  expect(pending.write(0.1)).toBe(1); // 24 to 25
  expect(pending.amount()).toBe(100);
  expect(pending.write(10)).toBe(0);
});

test('nothing is written of nothing, and of no more than memory', () => {
  const empty = pendingOf(0, 0.5);
  empty.send(60);
  expect([empty.write(1), empty.amount()]).toEqual([0, 40]);
  const large = pendingOf(1000, 0, 1);
  large.send(100);
  expect(large.write(1000)).toBe(100);
});
