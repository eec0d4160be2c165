/** Counts of one server, as Prometheus reads them: https://prometheus.io/docs/instrumenting/exposition_formats/ */
export class Metrics {
  private readonly requests = new Map<number, number>();
  private readonly tasks = new Map<string, number>();
  private failedCallbacks = 0;

  constructor(private readonly load: () => { readonly waiting: number; readonly running: number }) {}

  answered(status: number): void {
    this.requests.set(status, (this.requests.get(status) ?? 0) + 1);
  }

  /** @param outcome `passed`, `failed`, or `error` for a run that could not be judged */
  finished(outcome: 'passed' | 'failed' | 'error'): void {
    this.tasks.set(outcome, (this.tasks.get(outcome) ?? 0) + 1);
  }

  /** A result that nobody took. */
  lost(): void {
    this.failedCallbacks += 1;
  }

  text(): string {
    const { waiting, running } = this.load();
    return [
      ...family('requests_total', 'counter', 'Requests answered, by status.', 'code', this.requests),
      ...family('tasks_total', 'counter', 'Tasks finished, by outcome.', 'outcome', this.tasks),
      ...family('callbacks_failed_total', 'counter', 'Results that could not be delivered.', '', this.failedCallbacks),
      ...family('tasks_waiting', 'gauge', 'Tasks that wait for their turn.', '', waiting),
      ...family('tasks_running', 'gauge', 'Tasks that are worked on.', '', running),
      '',
    ].join('\n');
  }
}

function family(
  name: string,
  type: 'counter' | 'gauge',
  help: string,
  label: string,
  values: number | ReadonlyMap<string | number, number>,
): readonly string[] {
  const full = `lightbound_${name}`;
  const samples =
    typeof values === 'number'
      ? [`${full} ${values}`]
      : [...values].map(([key, value]) => `${full}{${label}="${key}"} ${value}`);
  return [`# HELP ${full} ${help}`, `# TYPE ${full} ${type}`, ...samples];
}
