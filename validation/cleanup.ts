/** What must not outlive the run, however it ends: processes, namespaces, folders. */
export class Cleanup {
  private readonly actions = new Set<() => void>();

  /** The action must be synchronous and may run when there is nothing left to do. Returns what does it now, once. */
  add(action: () => void): () => void {
    this.actions.add(action);
    return () => {
      if (this.actions.delete(action)) action();
    };
  }

  /** The latest first: a process before the namespace that it lives in. */
  run(): void {
    for (const action of [...this.actions].reverse()) {
      this.actions.delete(action);
      action();
    }
  }
}

/** Ends the process tidily on Ctrl-C, SIGTERM and SIGHUP. */
export function cleanUpOnSignals(cleanup: Cleanup): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => {
      cleanup.run();
      process.exit(code);
    });
  }
}
