import { Worker } from 'node:worker_threads';

/** Wall seconds without an end of an input, on however busy a machine. */
const LONGEST = 60;

const code = `
const { workerData: { counter, seed, longest, pid } } = require('node:worker_threads');
let last = -1, since = Date.now();
setInterval(() => {
  const now = Atomics.load(counter, 0);
  if (now !== last) { last = now; since = Date.now(); return; }
  if (Date.now() - since < longest * 1000) return;
  require('node:fs').writeSync(2, 'FAILED: an input does not end; again: npm run fuzz -- --runs 1 --seed ' + seed + ' --path ' + (now - 1) + '\\n');
  process.kill(pid, 'SIGKILL');
}, 1000);
`;

/** Ends the process where an input never ends: nothing in its own thread could. */
export class Watchdog {
  private readonly counter = new Int32Array(new SharedArrayBuffer(4));
  private readonly worker: Worker;

  constructor(seed: number) {
    const workerData = { counter: this.counter, seed, longest: LONGEST, pid: process.pid };
    this.worker = new Worker(code, { eval: true, workerData });
    this.worker.unref();
  }

  next(): void {
    Atomics.add(this.counter, 0, 1);
  }

  end(): void {
    void this.worker.terminate();
  }
}
