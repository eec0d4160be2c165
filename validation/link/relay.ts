import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import type { Link, LinkOptions } from './link';
import type { RelayOptions } from './relay-process';

const PROGRAM = join(__dirname, 'relay-process.ts');

/** Enough to keep the line busy between two looks at it; the sockets at either end hold more anyway. */
const QUEUE_MS = 10;

/** A TCP relay on this machine: rate and delay in each direction. It has no framing and no window, and needs no root. */
export async function openRelay({ mbps, rttMs, cleanup }: LinkOptions): Promise<Link> {
  const queue = Math.round((mbps * 1e3 * QUEUE_MS) / 8);
  const targetPort = await freePort();
  const child = fork(PROGRAM, { execArgv: ['-r', 'ts-node/register/transpile-only'] });
  const kill = cleanup.add(() => child.kill('SIGKILL'));
  const options: RelayOptions = {
    targetPort,
    bytesPerSecond: (mbps * 1e6) / 8,
    delayMs: rttMs / 2,
    queueBytes: queue,
  };
  const port = await portOf(child, options);
  return {
    sourcePrefix: [],
    targetPrefix: [],
    listenUri: `tcp:127.0.0.1:${targetPort}`,
    connectUri: `tcp:127.0.0.1:${port}`,
    queueBytes: queue,
    close: async () => {
      const closed = once(child, 'close');
      const latest = z.object({ latestMs: z.number() }).safeParse(await answer(child, 'how late?'));
      kill();
      await closed;
      return latest.success ? latest.data : {};
    },
  };
}

async function portOf(child: ChildProcess, options: RelayOptions): Promise<number> {
  const found = await answer(child, options);
  if (found === undefined) throw new Error('the relay did not start');
  return z.object({ port: z.number() }).parse(found).port;
}

/** What the relay says to a message; undefined if it has ended. */
async function answer(child: ChildProcess, message: RelayOptions | string): Promise<unknown> {
  if (!child.connected) return undefined;
  child.send(message);
  return Promise.race([
    once(child, 'message').then(([text]: unknown[]) => text),
    once(child, 'exit').then(() => undefined),
  ]);
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free TCP port');
  return address.port;
}
