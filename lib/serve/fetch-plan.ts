import type { AddressList } from './address-list';
import { exchange, ExchangeError } from './exchange';
import { retry, type RetryPolicy } from './retry';

export interface PlanSource {
  readonly address: string;
  readonly token: string;
}

export interface FetchPolicy {
  readonly addresses: AddressList;
  /** Bytes of the largest plan that is taken. */
  readonly mostBytes: number;
  /** Milliseconds in which nothing comes, after which a request is given up. */
  readonly patience: number;
  readonly retries: RetryPolicy;
}

/** HCP Terraform answers with the address of a store; a chain of them leads nowhere. */
const MOST_REDIRECTS = 5;

/**
 * The plan as JSON, held in memory alone. The token goes to the host that the address names, and to no other that this one redirects to.
 * Source: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/plans#retrieve-the-json-execution-plan (204: not yet there; 307: the
 * address of the store)
 * @throws AddressError, ExchangeError
 */
export async function fetchPlan(
  { address, token }: PlanSource,
  { addresses, mostBytes, patience, retries }: FetchPolicy,
  signal: AbortSignal,
): Promise<Buffer> {
  const start = addresses.admit(address);
  let url = start;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const headers = {
      accept: 'application/json',
      ...(url.origin === start.origin && { authorization: `Bearer ${token}` }),
    };
    const ask = { url, method: 'GET', headers, patience, most: mostBytes, signal } as const;
    const { status, location, body } = await retry(
      () => exchange(ask),
      retries,
      signal,
      (answer) => answer.status === 204,
    );
    if (status === 200) return body;
    if (status === 204) throw new ExchangeError(`${url.host} has no plan yet`, true);
    if (status < 300 || status >= 400 || location === undefined) {
      throw new ExchangeError(`${url.host} answers ${status} instead of the plan`, false);
    }
    url = addresses.admit(location, url);
  }
  throw new ExchangeError(`${start.host} redirects more than ${MOST_REDIRECTS} times`, false);
}
