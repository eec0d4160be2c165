import type { AddressList } from './address-list';
import { exchange, ExchangeError } from './exchange';
import { retry, type RetryPolicy } from './retry';

export interface CallbackPolicy {
  readonly addresses: AddressList;
  /** Milliseconds in which nothing comes, after which a request is given up. */
  readonly patience: number;
  readonly retries: RetryPolicy;
}

/** An answer is read to its end, though nothing but its status counts. */
const MOST_BYTES = 1 << 20;

/**
 * Tells what became of a task.
 * Source: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run-tasks/run-tasks-integration#run-task-callback
 * @throws AddressError, ExchangeError; a status other than 2xx is one
 */
export async function callBack(
  { callback, token }: { readonly callback: string; readonly token: string },
  body: string,
  { addresses, patience, retries }: CallbackPolicy,
  signal: AbortSignal,
): Promise<void> {
  const url = addresses.admit(callback);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/vnd.api+json' };
  const told = { url, method: 'PATCH', headers, body, patience, most: MOST_BYTES, signal } as const;
  const { status } = await retry(() => exchange(told), retries, signal);
  if (status < 200 || status >= 300) throw new ExchangeError(`${url.host} answers ${status} to the result`, false);
}
