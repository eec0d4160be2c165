/** The relay itself, in a process of its own so that nothing else delays its clock. Told what to do over IPC. */
import { connect, createServer, type Socket } from 'node:net';
import { type Piece, Shaper } from './shaper';

export interface RelayOptions {
  readonly targetPort: number;
  readonly bytesPerSecond: number;
  readonly delayMs: number;
  readonly queueBytes: number;
}

/** A piece for a socket; nothing: the stream has ended. */
interface Parcel {
  readonly to: Socket;
  readonly data?: Buffer;
}

const STEP_MS = 1;
/** Small enough to be spread evenly, large enough to be few. */
const PIECE_BYTES = 8192;

type Direction = Shaper<Parcel>;

function relay({ targetPort, bytesPerSecond, delayMs, queueBytes }: RelayOptions): void {
  const direction = (): Direction => new Shaper<Parcel>(bytesPerSecond / 1e3, delayMs, queueBytes);
  const [there, back] = [direction(), direction()];
  const paused = new Map<Socket, Direction>();

  const shape = (from: Socket, to: Socket, way: Direction): void => {
    from.on('data', (data: Buffer) => {
      const now = performance.now();
      for (const piece of pieces(data)) way.give(now, { bytes: piece.length, content: { to, data: piece } });
      if (way.hasRoom(now)) return;
      from.pause();
      paused.set(from, way);
    });
    from.on('end', () => way.give(performance.now(), { bytes: 0, content: { to } }));
    from.on('error', () => to.destroy());
    from.on('close', () => paused.delete(from));
  };

  setInterval(() => {
    const now = performance.now();
    for (const way of [there, back]) for (const piece of way.take(now)) deliver(piece);
    for (const [socket, way] of paused)
      if (way.hasRoom(now)) {
        paused.delete(socket);
        socket.resume();
      }
  }, STEP_MS);

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (source) => {
    const target = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    shape(source, target, there);
    shape(target, source, back);
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.({ port: typeof address === 'object' ? address?.port : undefined });
  });
  process.once('message', () => process.send?.({ latestMs: there.latestMs }));
}

function pieces(data: Buffer): readonly Buffer[] {
  const count = Math.ceil(data.length / PIECE_BYTES);
  return Array.from({ length: count }, (_, i) => data.subarray(i * PIECE_BYTES, (i + 1) * PIECE_BYTES));
}

function deliver({ content: { to, data } }: Piece<Parcel>): void {
  if (to.destroyed) return;
  if (data === undefined) to.end();
  else to.write(data);
}

process.once('message', (options) => relay(options as RelayOptions));
process.once('disconnect', () => process.exit());
