import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';

/** A request that got no whole answer: one line, without path and query, which may hold a secret. */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError';

  constructor(
    message: string,
    /** Whether another attempt may end otherwise. */
    readonly isPassing: boolean,
  ) {
    super(message);
  }
}

export interface Exchange {
  readonly url: URL;
  readonly method: 'GET' | 'PATCH';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds in which nothing comes, after which it is given up. */
  readonly patience: number;
  /** Bytes of the answer that are taken; one with more is given up. */
  readonly most: number;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  /** In milliseconds, if the other side says when to ask again. */
  readonly retryAfter: number | undefined;
  readonly body: Buffer;
}

/** One request and its answer; redirects are the caller's to follow. @throws ExchangeError */
export function exchange(asked: Exchange): Promise<Answer> {
  const { url, method, headers, body, patience, signal } = asked;
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      reject(error instanceof ExchangeError ? error : failure(url, error, signal));
    };
    const start = url.protocol === 'https:' ? requestHttps : requestHttp;
    const sent = start(
      url,
      {
        method,
        headers: { ...headers, ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }) },
        timeout: patience,
        signal,
      },
      (incoming) => {
        take(incoming, asked).then(resolve, fail);
      },
    );
    sent.on('timeout', () => sent.destroy(new ExchangeError(`${url.host} does not answer`, true)));
    sent.on('error', fail);
    sent.end(body);
  });
}

async function take(incoming: IncomingMessage, { url, most }: Exchange): Promise<Answer> {
  const { statusCode = 0, headers } = incoming;
  const chunks: Buffer[] = [];
  let size = 0;
  const refuse = (): never => {
    throw new ExchangeError(`${url.host} sends more than ${most} bytes`, false);
  };
  if (Number(headers['content-length'] ?? 0) > most) {
    incoming.destroy();
    refuse();
  }
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) refuse();
    chunks.push(chunk);
  }
  if (!incoming.complete) throw new ExchangeError(`${url.host} breaks off its answer`, true);
  return {
    status: statusCode,
    location: headers.location,
    retryAfter: secondsIn(headers['retry-after']),
    body: Buffer.concat(chunks, size),
  };
}

const secondsIn = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,4}$/u.test(text) ? Number(text) * 1000 : undefined;

function failure({ host }: URL, error: Error, { aborted }: AbortSignal): ExchangeError {
  if (aborted) return new ExchangeError(`the exchange with ${host} was given up`, false);
  const { code = error.message } = error as NodeJS.ErrnoException;
  return new ExchangeError(`no whole answer from ${host}: ${code}`, true);
}
