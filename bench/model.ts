/** What the model costs in one process: records a second, memory for each, and flip points against one record. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { feasibility } from '../lib/model/feasibility/feasibility';
import { flipPoints } from '../lib/model/feasibility/flip-points';
import type { Question } from '../lib/model/feasibility/question';
import { QEMU, TEXTBOOK } from '../lib/model/stop-rule';
import { bps, bytes, bytesPerSecond, gib, mb, ms, seconds, tib, type Bytes } from '../lib/model/units';
import { median } from './measure';
import { table, times } from './table';

/** Payload at MTU 1500. */
const FRAMING = 1448 / 1538;

interface Manner extends Pick<Question, 'stop' | 'writes'> {
  /** All memory takes so many seconds, which comes to ten rounds. */
  readonly seconds: number;
}

/** A guest that dirties half of what is carried, so that each round is half of the one before, or a little less. */
function tenRounds(memory: Bytes, { stop, writes, seconds: whole }: Manner): Question {
  const rate = memory / whole;
  return {
    rtt: ms(20),
    bandwidth: bps((rate * 8) / FRAMING),
    window: mb(1e6),
    maxRtt: ms(150),
    memory,
    dirtyRate: bytesPerSecond(rate / 2),
    workingSet: bytes(memory / 2),
    writes,
    disk: gib(100),
    downtimeLimit: ms(300),
    stop,
  };
}

const manners: readonly (readonly [string, Manner])[] = [
  ['textbook, cyclic writes', { stop: TEXTBOOK, writes: 'cyclic', seconds: 220 }],
  ['textbook, random writes', { stop: TEXTBOOK, writes: 'random', seconds: 520 }],
  ['QEMU, cyclic writes', { stop: QEMU, writes: 'cyclic', seconds: 24 }],
  ['QEMU, random writes', { stop: QEMU, writes: 'random', seconds: 54 }],
];

const roundsOf = (question: Question): number => feasibility(question).numbers.live?.preCopy.rounds.length ?? 0;

/** Microseconds of all cores, helpers of the engine among them: other work on the machine does not count. */
function busy(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Processor seconds for one call of each, in turns; the compiler has seen enough of them before. */
function timesOf(calls: readonly (() => unknown)[]): readonly (readonly number[])[] {
  const batch = (call: () => unknown, budget: number): number => {
    const started = busy();
    let done = 0;
    while (busy() - started < budget) {
      for (let i = 0; i < 100; i++) call();
      done += 100;
    }
    return (busy() - started) / 1e6 / done;
  };
  for (const call of calls) batch(call, 5e5);
  const turns = Array.from({ length: 9 }, () => calls.map((call) => batch(call, 1e5)));
  return calls.map((_, n) => turns.map((turn) => turn[n] ?? NaN));
}

/** Bytes of heap that a record takes while it is made, and that it keeps. */
function heapOf(question: Question): { readonly made: number; readonly kept: number } {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const count = 200;
  const made: number[] = [];
  const kept: number[] = [];
  for (let run = 0; run < 9; run++) {
    const records: unknown[] = new Array(count).fill(undefined);
    collect();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < count; i++) records[i] = feasibility(question);
    made.push((process.memoryUsage().heapUsed - before) / count);
    collect();
    kept.push((process.memoryUsage().heapUsed - before) / count);
    if (records.length !== count) throw new Error('a record was lost');
  }
  return { made: median(made), kept: median(kept) };
}

const kibibytes = (n: number): string => `${(n / 1024).toFixed(1)} KiB`;

function records(): string {
  const rows = manners.map(([name, manner]) => {
    const question = tenRounds(gib(64), manner);
    const each = median(timesOf([() => feasibility(question)]).flat());
    return [
      name,
      String(roundsOf(question)),
      `${(each * 1e6).toFixed(1)} µs`,
      Math.round(1 / each).toLocaleString('en'),
    ];
  });
  return table(['Full record', 'rounds', 'processor', 'a second'], rows);
}

function heap(): string {
  const rows = manners.flatMap(([name, manner]) =>
    (
      [
        ['1 GiB', gib(1)],
        ['4 TiB', tib(4)],
      ] as const
    ).map(([size, memory]) => {
      const question = tenRounds(memory, manner);
      const { made, kept } = heapOf(question);
      return [`${name}, ${size}`, String(roundsOf(question)), kibibytes(made), kibibytes(kept)];
    }),
  );
  return table(['Heap of a record', 'rounds', 'allocated', 'kept'], rows);
}

function flips(): string {
  const rows = manners.flatMap(([name, manner]) => {
    const question = tenRounds(gib(64), manner);
    const total = feasibility(question).numbers.totalTime ?? 0;
    const budget = { totalTime: seconds(total * 1.5), downtime: seconds(1) };
    return [
      [name, question],
      [`${name}, time limited`, { ...question, ...budget }],
    ].map(([label, asked]) => {
      const [one = [], all = []] = timesOf([() => feasibility(asked as Question), () => flipPoints(asked as Question)]);
      const found = flipPoints(asked as Question).length;
      const ratios = all.map((time, turn) => time / (one[turn] ?? NaN));
      return [label as string, String(found), `${(median(all) * 1e6).toFixed(0)} µs`, times(median(ratios))];
    });
  });
  return table(['Flip points of all inputs', 'found', 'together', 'of one record'], rows);
}

export function model(): string {
  return [records(), heap(), flips()].join('\n\n');
}
