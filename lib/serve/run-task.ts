import type { RunResult } from '../findings/run-result';
import { AddressError } from './address-list';
import { callBack, type CallbackPolicy } from './call-back';
import { ExchangeError } from './exchange';
import { fetchPlan, type FetchPolicy } from './fetch-plan';
import type { Metrics } from './metrics';
import type { RunTaskRequest } from './run-task-request';
import { callbackBody, taskResult, type TaskResult } from './task-result';

/** What a plan comes to, and whether the run may go on. */
export interface Judgement {
  readonly result: RunResult;
  readonly passes: boolean;
}

export interface Plan {
  readonly bytes: Uint8Array;
  readonly run: string;
  readonly workspace: string;
}

export interface TaskContext {
  readonly judge: (plan: Plan) => Judgement;
  readonly fetching: FetchPolicy;
  readonly calling: CallbackPolicy;
  /** Milliseconds between two words of a task that waits or is worked on. */
  readonly progressEvery: number;
  /** Milliseconds from the request after which it is given up. */
  readonly limit: number;
  readonly metrics: Metrics;
  readonly log: (line: string) => void;
}

/** One run, from the request to the last callback. */
export class RunTask {
  private readonly given = new AbortController();
  private readonly progress: NodeJS.Timeout;
  private readonly deadline: NodeJS.Timeout;
  private doing = 'waits for its turn';
  /** Why it was given up. */
  private why = '';
  private telling: Promise<void> | undefined;

  constructor(
    private readonly request: RunTaskRequest,
    private readonly context: TaskContext,
  ) {
    this.progress = setInterval(() => {
      this.tellProgress();
    }, context.progressEvery);
    this.deadline = setTimeout(() => {
      this.giveUp('it took too long; run the task again');
    }, context.limit);
  }

  /** What was begun is broken off, and the run fails. */
  giveUp(why: string): void {
    this.why = why;
    this.given.abort();
  }

  /** Never rejects. */
  async work(): Promise<void> {
    const { log, metrics } = this.context;
    this.doing = 'is being checked';
    this.tellProgress();
    const { outcome, ...result } = await this.find();
    clearTimeout(this.deadline);
    clearInterval(this.progress);
    // A word of progress that came after the result would be refused, or worse, taken.
    await this.telling;
    metrics.finished(outcome);
    log(`${this.name}: ${result.status}, ${result.message}`);
    try {
      await this.tell(result, new AbortController().signal);
    } catch (error) {
      metrics.lost();
      log(`${this.name}: the result was not delivered: ${reason(error)}`);
    }
  }

  private get name(): string {
    const { id, workspace } = this.request;
    return `task ${id} of ${workspace}`;
  }

  private async find(): Promise<TaskResult & { readonly outcome: 'passed' | 'failed' | 'error' }> {
    const { plan, stage, token, run, workspace } = this.request;
    const { judge, fetching } = this.context;
    const { signal } = this.given;
    if (plan === undefined && stage === 'pre_plan') {
      const message = 'there is no plan before the plan; have the task run after it (post-plan)';
      return { status: 'passed', message, outcome: 'passed' };
    }
    const failed = (message: string) =>
      ({ status: 'failed', message: `not checked: ${message}`, outcome: 'error' }) as const;
    if (plan === undefined) return failed(`the request of the stage ${stage} names no plan`);
    try {
      if (signal.aborted) return failed(this.why);
      const bytes = await fetchPlan({ address: plan, token }, fetching, signal);
      const { result, passes } = judge({ bytes, run, workspace });
      const outcome = result.errors.length > 0 ? 'error' : passes ? 'passed' : 'failed';
      return { ...taskResult(result, passes), outcome };
    } catch (error) {
      return failed(signal.aborted ? this.why : reason(error));
    }
  }

  private tellProgress(): void {
    this.telling ??= this.tell({ status: 'running', message: `the plan ${this.doing}` }, this.given.signal)
      .catch((error: unknown) => {
        if (!this.given.signal.aborted) this.context.log(`${this.name}: progress was not delivered: ${reason(error)}`);
      })
      .finally(() => {
        this.telling = undefined;
      });
  }

  private async tell(result: TaskResult, signal: AbortSignal): Promise<void> {
    const { calling } = this.context;
    // Of progress there is more to come, so that it is told once.
    const policy = result.status === 'running' ? { ...calling, retries: { attempts: 1, pause: 0 } } : calling;
    await callBack(this.request, callbackBody(result, this.request.takesOutcomes), policy, signal);
  }
}

const reason = (error: unknown): string => {
  if (error instanceof AddressError || error instanceof ExchangeError) return error.message;
  return `internal error: ${error instanceof Error ? error.message : String(error)}`;
};
