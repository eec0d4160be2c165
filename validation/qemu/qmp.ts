import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

/** An event, with QEMU's own time of it in milliseconds of the epoch. */
export interface QmpEvent {
  readonly name: string;
  readonly at: number;
  readonly data: unknown;
}

const message = z.object({
  id: z.number().optional(),
  return: z.unknown().optional(),
  error: z.object({ desc: z.string() }).optional(),
  event: z.string().optional(),
  data: z.unknown().optional(),
  timestamp: z.object({ seconds: z.number(), microseconds: z.number() }).optional(),
});

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** QEMU's machine protocol over a unix socket: commands with answers, and events as they come. */
export class Qmp {
  readonly events: QmpEvent[] = [];
  private readonly waiting = new Map<number, Waiting>();
  private readonly listeners = new Set<(event: QmpEvent) => void>();
  private rest = '';
  private lastId = 0;

  private constructor(private readonly socket: Socket) {
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      const lines = (this.rest + text).split('\n');
      this.rest = lines.pop() ?? '';
      for (const line of lines) if (line.trim() !== '') this.receive(line);
    });
    const fail = (): void => {
      for (const { reject } of this.waiting.values()) reject(new Error('QEMU closed its QMP socket'));
      this.waiting.clear();
    };
    socket.on('error', fail);
    socket.on('close', fail);
  }

  /** QEMU needs a moment to create the socket. */
  static async connect(path: string, isAlive: () => boolean): Promise<Qmp> {
    for (let attempt = 0; attempt < 200 && isAlive(); attempt++) {
      try {
        const qmp = new Qmp(await open(path));
        await qmp.execute('qmp_capabilities');
        return qmp;
      } catch {
        await sleep(25);
      }
    }
    throw new Error(`QEMU did not open its QMP socket ${path}`);
  }

  execute(command: string, values: object = {}): Promise<unknown> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.socket.write(`${JSON.stringify({ execute: command, arguments: values, id })}\n`);
    });
  }

  /** Calls back for each event from now on; returns what ends that. */
  onEvent(listener: (event: QmpEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  close(): void {
    this.socket.destroy();
  }

  private receive(line: string): void {
    const { id, return: value, error, event, data, timestamp } = message.parse(JSON.parse(line));
    if (event !== undefined) {
      const at = timestamp ? timestamp.seconds * 1e3 + timestamp.microseconds / 1e3 : Date.now();
      const received = { name: event, at, data };
      this.events.push(received);
      for (const listener of this.listeners) listener(received);
    }
    const waiting = id === undefined ? undefined : this.waiting.get(id);
    if (id === undefined || waiting === undefined) return;
    this.waiting.delete(id);
    if (error === undefined) waiting.resolve(value);
    else waiting.reject(new Error(error.desc));
  }
}

function open(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
    socket.once('error', reject);
  });
}
