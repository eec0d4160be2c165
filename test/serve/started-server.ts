import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { serveCommand, type ServeOptions } from '../../lib/cli/serve-command';
import { usualPace, type Pace } from '../../lib/serve/run-task-server';
import { rules } from '../../policies';
import { fakeIo } from '../cli/fake-io';
import { signatureOf, type HcpStandIn } from './hcp-stand-in';

export const KEY = 'the key of the run task';

const repository = join(__dirname, '../..');

/** Retries come at once; nothing else ends before a test's own time. */
const quick: Pace = { ...usualPace, retries: { attempts: 3, pause: 1 } };

export interface StartedServer {
  readonly address: string;
  /** Sends a body as HCP Terraform does, signed unless a signature is given. */
  readonly send: (body: string, signature?: string) => Promise<{ readonly status: number; readonly text: string }>;
  readonly get: (path: string) => Promise<{ readonly status: number; readonly text: string }>;
  readonly signal: (name?: 'SIGTERM' | 'SIGINT') => void;
  /** The exit code, once the server has ended. */
  readonly ended: Promise<number>;
  readonly log: () => string;
}

/** `lightbound serve` for a stand-in, on a free port. */
export async function startServer(
  hcp: HcpStandIn,
  {
    pace,
    now = () => new Date(),
    ...given
  }: Partial<ServeOptions> & { readonly pace?: Partial<Pace>; readonly now?: () => Date } = {},
): Promise<StartedServer> {
  const io = fakeIo({ cwd: repository, env: { LIGHTBOUND_RUN_TASK_KEY: KEY } });
  const signals = new EventEmitter();
  const options: ServeOptions = {
    host: '127.0.0.1',
    port: 0,
    key: true,
    allowHost: [hcp.host, hcp.store],
    allowHttp: true,
    concurrency: 4,
    queue: 500,
    maxPlanSize: 16,
    facts: 'examples/facts/far.yaml',
    ...given,
  };
  const door = { version: '1.2.3', rules: () => rules };
  const ended = serveCommand(options, io, door, { signals, now, pace: { ...quick, ...pace } });
  const address = await Promise.race([listening(io.err), ended.then(() => Promise.reject(new Error(io.err())))]);
  const asked = async (path: string, init: RequestInit) => {
    const answer = await fetch(`${address}${path}`, init);
    return { status: answer.status, text: await answer.text() };
  };
  return {
    address,
    send: (body, signature = signatureOf(body, KEY)) =>
      asked('/', { method: 'POST', body, headers: { 'X-TFC-Task-Signature': signature } }),
    get: (path) => asked(path, {}),
    signal: (name = 'SIGTERM') => signals.emit(name),
    ended,
    log: io.err,
  };
}

async function listening(log: () => string): Promise<string> {
  for (;;) {
    const address = /listening on (\S+)/u.exec(log())?.[1];
    if (address !== undefined) return address;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
