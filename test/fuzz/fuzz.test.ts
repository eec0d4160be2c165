import * as fc from 'fast-check';
import type { Graph } from '../../lib/graph/graph';
import { rules } from '../../policies';
import { inputs, make, type Input } from './input';
import { holds } from './invariants';

/* `npm run fuzz` takes new inputs each time; here the same few show that it works, and that what it asks can fail. */

const sample = fc.sample(inputs, { seed: 1, numRuns: 60 });

test('what must be true of all inputs is true of a few', () => {
  for (const input of sample) holds(input, rules);
});

test('the inputs are of each dialect, whole and broken, with and without facts and hidden attributes', () => {
  const dialects = new Set(sample.flatMap(({ documents }) => documents.map(({ dialect }) => dialect)));
  expect([...dialects].sort()).toEqual(['export', 'plan', 'preview', 'stack', 'state', 'state file']);
  const made = sample.map(make);
  for (const has of [true, false]) {
    expect(made.some(({ isWhole }) => isWhole === has)).toBe(true);
    expect(made.some(({ facts }) => (facts !== undefined) === has)).toBe(true);
    expect(made.some(({ masked }) => (masked !== undefined) === has)).toBe(true);
  }
});

describe('is told that', () => {
  /** A plan with two hosts 6,700 km apart in one cluster, as it stands in the corpus. */
  const plain: Input = {
    documents: [{ group: 0, dialect: 'plan', things: [], json: [], bytes: [] }],
    facts: [],
    mask: { at: 0, how: 'unknown' },
    asked: 0,
  };
  const [rule] = rules;
  const clusters = (graph: Graph) => graph.domains['sync-replica'];
  const spoilt = (change: object) => [{ ...rule!, select: clusters, ...change }] as never;

  it('a rule throws', () => {
    const throws = () => {
      throw new Error('broken');
    };
    expect(() => holds(plain, spoilt({ check: throws }))).toThrow(/^internal error: .*broken/);
  });

  it('a prototype is polluted', () => {
    const pollutes = () => {
      Object.defineProperty(Object.prototype, 'polluted', { value: true, configurable: true, enumerable: false });
      return [];
    };
    try {
      expect(() => holds(plain, spoilt({ check: pollutes }))).toThrow('Object.prototype holds polluted');
    } finally {
      Reflect.deleteProperty(Object.prototype, 'polluted');
    }
  });

  it('a result differs from time to time', () => {
    let times = 0;
    const select = (graph: Graph) => (times++ === 0 ? clusters(graph) : []);
    expect(() => holds(plain, spoilt({ select, check: () => [] }))).toThrow('it says something else the second time');
  });

  it('a check takes more than two seconds', () => {
    const spins = () => {
      const before = process.cpuUsage();
      const spent = ({ user, system }: NodeJS.CpuUsage): number => user + system;
      while (spent(process.cpuUsage(before)) < 2_200_000);
      return [];
    };
    expect(() => holds(plain, spoilt({ check: spins }))).toThrow(/^the check took \d\.\d s of CPU time/);
  });
});
