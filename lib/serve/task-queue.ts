type Task = () => Promise<void>;

/** Runs tasks, so many at once; some more wait for their turn, and beyond that none is taken. */
export class TaskQueue {
  private readonly waitingTasks: Task[] = [];
  private runningTasks = 0;
  private readonly idle: (() => void)[] = [];

  constructor(
    private readonly concurrency: number,
    private readonly capacity: number,
  ) {}

  get load(): { readonly waiting: number; readonly running: number } {
    return { waiting: this.waitingTasks.length, running: this.runningTasks };
  }

  get isFull(): boolean {
    return this.runningTasks >= this.concurrency && this.waitingTasks.length >= this.capacity;
  }

  /** @param task that never rejects */
  add(task: Task): void {
    this.waitingTasks.push(task);
    this.startWaiting();
  }

  /** Resolves once nothing waits and nothing runs. */
  async drained(): Promise<void> {
    if (this.runningTasks === 0) return;
    await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  private startWaiting(): void {
    while (this.runningTasks < this.concurrency) {
      const next = this.waitingTasks.shift();
      if (next === undefined) break;
      this.runningTasks += 1;
      void next().then(() => {
        this.runningTasks -= 1;
        this.startWaiting();
      });
    }
    if (this.runningTasks === 0) for (const resolve of this.idle.splice(0)) resolve();
  }
}
