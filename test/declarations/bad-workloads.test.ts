import { errorsOf, table } from './complaints';

const workload = (field: string): string => `workloads:\n  w:\n    ${field}\n`;

describe('a class of machines', () => {
  table([
    [
      'has a working set larger than its memory',
      workload('{memory: 1 GiB, workingSet: 4 GiB}'),
      '3:33 workloads.w.workingSet',
      'is larger than the memory, 1 GiB',
    ],
    ['has memory in bits', workload('memory: 64 Gbit'), '3:13 workloads.w.memory', 'is not a unit of size'],
    [
      'has more memory than a processor can address',
      workload('memory: 5000 TiB'),
      '3:13 workloads.w.memory',
      'at most 4 PiB',
    ],
    [
      'has memory of nothing but zero pages',
      workload('nonZeroShare: 0 %'),
      '3:19 workloads.w.nonZeroShare',
      'must be above zero',
    ],
    [
      'has a dirty rate without time',
      workload('dirtyRate: 200 MiB'),
      '3:16 workloads.w.dirtyRate',
      'a rate is per second',
    ],
    [
      'has a curve and a rate',
      workload('{dirtyRate: 1 MiB/s, dirtyCurve: [{within: 1 s, dirtied: 1 MiB}]}'),
      '3:17 workloads.w.dirtyRate',
      'keep one of them',
    ],
    [
      'has a curve without points',
      workload('dirtyCurve: []'),
      '3:17 workloads.w.dirtyCurve',
      'write at least one point',
    ],
    [
      'has a curve that goes back in time',
      workload('dirtyCurve: [{within: 2 s, dirtied: 1 MiB}, {within: 1 s, dirtied: 2 MiB}]'),
      '3:49 workloads.w.dirtyCurve[1]',
      'must be later than the point before it',
    ],
    [
      'has a curve that falls',
      workload('dirtyCurve: [{within: 1 s, dirtied: 2 MiB}, {within: 2 s, dirtied: 1 MiB}]'),
      '3:49 workloads.w.dirtyCurve[1]',
      'with at least as much dirtied',
    ],
    ['writes backwards', workload('writes: backwards'), '3:13 workloads.w.writes', 'must be one of random, cyclic'],
    ['has a disk that churns in bits', workload('diskChurn: 5 Mbit/s'), '3:16 workloads.w.diskChurn', '625 kB/s'],
    [
      'is matched by a region',
      workload('match: [{region: "aws:eu-central-1"}]'),
      '3:14 workloads.w.match[0].region',
      'unknown key "region"; known: name, tag',
    ],
  ]);

  test('may write all of its memory over and over', () => {
    expect(errorsOf(workload('{memory: 4 GiB, workingSet: 4 GiB}'))).toEqual([]);
  });
});
