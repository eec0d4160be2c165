import * as z from 'zod/mini';

const text = (most: number, least = 0) => z.string().check(z.minLength(least), z.maxLength(most));

/**
 * What HCP Terraform sends when a run comes to a task. What the server has no use for is passed over.
 * Source: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run-tasks/run-tasks-integration#request-body
 */
const schema = z.object({
  payload_version: z.literal(1),
  access_token: text(4096, 1),
  stage: text(64),
  task_result_id: text(256, 1),
  task_result_callback_url: text(4096),
  run_id: z._default(text(256), ''),
  organization_name: z._default(text(1024), ''),
  workspace_name: z._default(text(1024), ''),
  plan_json_api_url: z.nullish(text(4096)),
  capabilities: z.nullish(z.object({ outcomes: z._default(z.boolean(), false) })),
});

/**
 * Sent instead of a token when the task is set up, to see whether somebody answers. The page says nothing of it; `internal/sdk/api/request.go`
 * of https://github.com/hashicorp/terraform-run-task-scaffolding-go does.
 */
const TEST_TOKEN = 'test-token';

/** A run that is to be judged. */
export interface RunTaskRequest {
  /** Of the result; one that came again has the same. */
  readonly id: string;
  readonly token: string;
  readonly stage: string;
  readonly callback: string;
  readonly run: string;
  readonly workspace: string;
  readonly plan: string | undefined;
  /** Whether the sender shows findings one by one; an older Terraform Enterprise shows the message alone. */
  readonly takesOutcomes: boolean;
}

/** A body that is no request of a run task: one line, without what the body holds. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
}

/**
 * @returns undefined for the request that only tests the address: there is no run
 * @throws RequestError
 */
export function readRunTaskRequest(body: Uint8Array): RunTaskRequest | undefined {
  const sent = parsed(body);
  if (z.object({ access_token: z.literal(TEST_TOKEN) }).safeParse(sent).success) return undefined;
  const { success, data, error } = schema.safeParse(sent);
  if (!success) {
    const members = error.issues.map(({ path }) => path.join('.') || 'the whole');
    throw new RequestError(`the body is no request of a run task: wrong is ${[...new Set(members)].join(', ')}`);
  }
  return {
    id: data.task_result_id,
    token: data.access_token,
    stage: data.stage,
    callback: data.task_result_callback_url,
    run: data.run_id,
    workspace: [data.organization_name, data.workspace_name].filter((name) => name !== '').join('/'),
    plan: data.plan_json_api_url ?? undefined,
    takesOutcomes: data.capabilities?.outcomes === true,
  };
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new RequestError('the body is not JSON');
  }
}
