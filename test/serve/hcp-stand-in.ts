import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import Ajv from 'ajv';
import { callbackSchema } from './callback-schema';

export interface Told {
  readonly status: string;
  readonly message?: string;
  readonly url?: string;
}

export interface ToldOutcome {
  readonly 'outcome-id': string;
  readonly description: string;
  readonly body?: string;
  readonly tags?: Readonly<Record<string, readonly { readonly label: string; readonly level?: string }[]>>;
}

interface Task {
  readonly token: string;
  readonly told: Told[];
  outcomes: readonly ToldOutcome[];
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const isCallback = new Ajv().compile<Callback>(callbackSchema);

/** The part of HCP Terraform that a run task sees: it sends tasks, has plans in a store of another host, and takes results. */
export class HcpStandIn {
  /** The state of each task by its id. */
  readonly tasks = new Map<string, Task>();
  /** Of requests for a plan, to the store and before. */
  readonly storeTokens: (string | undefined)[] = [];
  planRequests = 0;
  callbackRequests = 0;
  /** Why results were refused. */
  readonly refused: string[] = [];
  /** What the store answers. */
  onStore: Handler;
  /** What is answered where the plan is asked for; by default the address in the store. */
  onPlan: Handler = (_, response) => {
    response.writeHead(307, { location: `http://${this.store}/plan.json?signature=x` }).end();
  };
  /** What is answered to a result instead of taking it, if anything. */
  onCallback: () => number | undefined = () => undefined;
  private readonly servers: Server[] = [];
  private ports: readonly number[] = [];

  private constructor(plan: Uint8Array) {
    this.onStore = (_, response) => response.end(plan);
  }

  static async start(plan: Uint8Array): Promise<HcpStandIn> {
    const made = new HcpStandIn(plan);
    made.ports = [
      await made.listen((request, response) => made.app(request, response)),
      await made.listen((request, response) => {
        made.storeTokens.push(request.headers.authorization);
        made.onStore(request, response);
      }),
    ];
    return made;
  }

  get host(): string {
    return `127.0.0.1:${this.ports[0]}`;
  }

  get store(): string {
    return `localhost:${this.ports[1]}`;
  }

  stop(): void {
    for (const server of this.servers) {
      server.close();
      server.closeAllConnections();
    }
  }

  /** The body of a request, for a run of its own. */
  newTask(change: Readonly<Record<string, unknown>> = {}): string {
    const id = `taskrs-${randomUUID()}`;
    const token = `token-${randomUUID()}`;
    this.tasks.set(id, { token, told: [], outcomes: [] });
    // The sample payload of the vendor's page, with addresses of the stand-in.
    return JSON.stringify({
      payload_version: 1,
      access_token: token,
      capabilities: { outcomes: true },
      stage: 'post_plan',
      is_speculative: false,
      task_result_id: id,
      task_result_enforcement_level: 'mandatory',
      task_result_callback_url: `http://${this.host}/api/v2/task-results/${id}/callback`,
      run_app_url: 'https://app.terraform.io/app/hashicorp/my-workspace/runs/run-i3Df5to9ELvibKpQ',
      run_id: 'run-i3Df5to9ELvibKpQ',
      run_message: 'Triggered via UI',
      run_created_at: '2021-09-02T14:47:13.036Z',
      run_created_by: 'username',
      workspace_id: 'ws-ck4G5bb1Yei5szRh',
      workspace_name: 'tfr_github_0',
      workspace_app_url: 'https://app.terraform.io/app/hashicorp/my-workspace',
      organization_name: 'hashicorp',
      plan_json_api_url: `http://${this.host}/api/v2/plans/plan-6AFmRJW1PFJ7qbAh/json-output`,
      vcs_repo_url: null,
      vcs_branch: null,
      vcs_pull_request_url: null,
      vcs_commit_url: null,
      ...change,
    });
  }

  /** Resolves once it is so. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await sleep(1);
  }

  /** Resolves with all that was told of a task, once it is done. */
  async done(body: string): Promise<Task & { readonly last: Told }> {
    const task = this.taskOf(body);
    await this.until(() => isFinal(task.told.at(-1)));
    return { ...task, last: task.told.at(-1)! };
  }

  taskOf(body: string): Task {
    const { task_result_id: id } = JSON.parse(body) as { readonly task_result_id: string };
    return this.tasks.get(id)!;
  }

  private async listen(handler: Handler): Promise<number> {
    const server = createServer(handler);
    this.servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  private app(request: IncomingMessage, response: ServerResponse): void {
    if (request.method === 'GET') {
      this.planRequests += 1;
      this.onPlan(request, response);
      return;
    }
    void this.takeResult(request).then((status) => {
      response.writeHead(status).end();
    });
  }

  private async takeResult(request: IncomingMessage): Promise<number> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    this.callbackRequests += 1;
    const instead = this.onCallback();
    if (instead !== undefined) return instead;
    const task = this.tasks.get(/^\/api\/v2\/task-results\/([^/]+)\/callback$/u.exec(request.url ?? '')?.[1] ?? '');
    if (task === undefined || request.headers.authorization !== `Bearer ${task.token}`) return 401;
    const refuse = (why: string): number => {
      this.refused.push(why);
      return 422;
    };
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
    if (!isCallback(body)) return refuse(JSON.stringify(isCallback.errors));
    if (isFinal(task.told.at(-1))) return refuse('the task is done');
    const { data } = body;
    task.told.push(data.attributes);
    task.outcomes = (data.relationships?.outcomes.data ?? []).map(({ attributes }) => attributes);
    return 200;
  }
}

interface Callback {
  readonly data: {
    readonly attributes: Told;
    readonly relationships?: { readonly outcomes: { readonly data: readonly { readonly attributes: ToldOutcome }[] } };
  };
}

const isFinal = (told: Told | undefined): boolean => told !== undefined && told.status !== 'running';

export const signatureOf = (body: string, key: string): string => createHmac('sha512', key).update(body).digest('hex');
