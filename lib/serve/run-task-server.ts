import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { AddressError, AddressList } from './address-list';
import { isSigned } from './is-signed';
import { Metrics } from './metrics';
import { RunTask, type TaskContext } from './run-task';
import { readRunTaskRequest, RequestError } from './run-task-request';
import { SeenIds } from './seen-ids';
import { TaskQueue } from './task-queue';

/** How long things may take, in milliseconds. */
export interface Pace {
  /** In which nothing comes from the other side. */
  readonly patience: number;
  readonly retries: { readonly attempts: number; readonly pause: number };
  readonly progressEvery: number;
  readonly limit: number;
}

/**
 * HCP Terraform gives a task up that says nothing for 10 minutes, or is not done after 60; the rest is for the last callback.
 * Source: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run-tasks/run-tasks-integration#run-task-callback
 */
export const usualPace: Pace = {
  patience: 60_000,
  retries: { attempts: 6, pause: 1_000 },
  progressEvery: 4 * 60_000,
  limit: 55 * 60_000,
};

export interface RunTaskServerOptions extends Pick<TaskContext, 'judge'> {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** Absent only where whoever reaches the server may ask it. */
  readonly key: string | undefined;
  readonly allowHosts: readonly string[];
  readonly allowHttp: boolean;
  /** Bytes of the largest plan. */
  readonly mostPlanBytes: number;
  readonly concurrency: number;
  /** Tasks that wait, at most. */
  readonly queue: number;
  readonly pace: Pace;
  /** Takes one line for each request and each task, without tokens, bodies and addresses. */
  readonly log: (line: string) => void;
}

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The largest request; the vendor's are of a few kB. */
const MOST_REQUEST_BYTES = 1 << 18;
const MOST_CONNECTIONS = 256;
/** Ids that are remembered: more than come in the hour in which a task may be sent again. */
const MOST_IDS = 10_000;
/** Milliseconds for requests that have begun when the server ends. */
const LAST_REQUESTS = 2_000;
/** Seconds after which a sender that was turned away should come back. */
const COME_BACK = '30';

/** Answers the run tasks of HCP Terraform and Terraform Enterprise. */
export class RunTaskServer {
  private readonly server: Server;
  private readonly queue: TaskQueue;
  private readonly metrics: Metrics;
  private readonly addresses: AddressList;
  private readonly seen = new SeenIds(MOST_IDS);
  private readonly tasks = new Set<RunTask>();
  private isStopping = false;

  constructor(private readonly options: RunTaskServerOptions) {
    this.queue = new TaskQueue(options.concurrency, options.queue);
    this.metrics = new Metrics(() => this.queue.load);
    this.addresses = new AddressList(options.allowHosts, options.allowHttp);
    this.server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000 }, (request, response) => {
      void this.serve(request, response);
    });
    this.server.maxConnections = MOST_CONNECTIONS;
  }

  /** @throws an error of the system if it cannot listen there */
  async listen(): Promise<AddressInfo> {
    const { host, port } = this.options;
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, resolve);
    });
    return this.server.address() as AddressInfo;
  }

  /** Takes nothing new, says so to whoever asks, and resolves once all that was taken is done. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.queue.drained();
    const closed = new Promise<void>((resolve) => {
      this.server.close(() => {
        resolve();
      });
    });
    this.server.closeIdleConnections();
    // Whoever is in the middle of a request has its answer first.
    await Promise.race([closed, setTimeout(LAST_REQUESTS, undefined, { ref: false })]);
    this.server.closeAllConnections();
    await closed;
  }

  /** What was taken is told as failed, without being done. */
  giveUp(): void {
    for (const task of this.tasks) task.giveUp('the server was stopped; run the task again');
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path] = (request.url ?? '').split('?');
    const route = routes.find((one) => one.path === path);
    const reply = await this.reply(request, route).catch((error: unknown): Reply => {
      // The sender went away in the middle; nobody reads the answer.
      if (request.destroyed) return { status: 400, text: 'the request broke off\n' };
      return { status: 500, text: `internal error: ${error instanceof Error ? error.message : String(error)}\n` };
    });
    this.metrics.answered(reply.status);
    const end = this.isStopping || reply.status === 413 ? { connection: 'close' } : {};
    response.writeHead(reply.status, { 'content-type': 'text/plain; charset=utf-8', ...reply.headers, ...end });
    response.end(request.method === 'HEAD' ? '' : reply.text);
    const said = route?.name === 'metrics' ? '' : ` ${reply.text.trim()}`;
    this.options.log(`${request.method ?? ''} ${route?.path ?? '(unknown path)'} ${reply.status}${said}`);
  }

  private async reply(request: IncomingMessage, route: Route | undefined): Promise<Reply> {
    if (route === undefined) return { status: 404, text: 'not found\n' };
    if (!route.methods.includes(request.method ?? '')) {
      return { status: 405, text: 'method not allowed\n', headers: { allow: route.methods.join(', ') } };
    }
    if (route.name === 'metrics') {
      return {
        status: 200,
        text: this.metrics.text(),
        headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
      };
    }
    if (route.name === 'health') return this.isStopping ? stopping : { status: 200, text: 'ok\n' };
    const body = await bodyOf(request);
    if (body === undefined) return { status: 413, text: 'the request is too large\n' };
    return this.isStopping ? stopping : this.take(body, request.headers);
  }

  private take(body: Uint8Array, headers: IncomingMessage['headers']): Reply {
    const { key } = this.options;
    const signature = headers['x-tfc-task-signature'];
    if (key !== undefined && !isSigned(body, Array.isArray(signature) ? undefined : signature, key)) {
      return { status: 401, text: 'the signature is missing or wrong\n' };
    }
    try {
      const request = readRunTaskRequest(body);
      if (request === undefined) return { status: 200, text: 'ready\n' };
      this.addresses.admit(request.callback);
      if (this.seen.has(request.id)) return { status: 200, text: 'taken before\n' };
      if (this.queue.isFull)
        return { status: 503, text: 'too many tasks wait\n', headers: { 'retry-after': COME_BACK } };
      this.seen.add(request.id);
      const task = new RunTask(request, this.context());
      this.tasks.add(task);
      this.queue.add(() => task.work().finally(() => this.tasks.delete(task)));
      return { status: 200, text: 'taken\n' };
    } catch (error) {
      if (error instanceof RequestError || error instanceof AddressError) {
        return { status: 422, text: `${error.message}\n` };
      }
      throw error;
    }
  }

  private context(): TaskContext {
    const { judge, mostPlanBytes, pace, log } = this.options;
    const { patience, retries, progressEvery, limit } = pace;
    const { addresses, metrics } = this;
    const calling = { addresses, patience, retries };
    return { judge, fetching: { ...calling, mostBytes: mostPlanBytes }, calling, progressEvery, limit, metrics, log };
  }
}

const stopping: Reply = { status: 503, text: 'stopping\n', headers: { 'retry-after': COME_BACK } };

interface Route {
  readonly path: string;
  readonly name: 'task' | 'health' | 'metrics';
  readonly methods: readonly string[];
}

const routes: readonly Route[] = [
  { path: '/', name: 'task', methods: ['POST'] },
  { path: '/healthz', name: 'health', methods: ['GET', 'HEAD'] },
  { path: '/metrics', name: 'metrics', methods: ['GET', 'HEAD'] },
];

/** The bytes of a request; undefined if there are too many. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  // The connection is left whole, for the answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_REQUEST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
