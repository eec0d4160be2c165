import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { Cleanup } from '../../validation/cleanup';
import { queueBytes } from '../../validation/link/link';
import { openRelay } from '../../validation/link/relay';
import { Shaper } from '../../validation/link/shaper';

describe('a direction of the relay', () => {
  const pieces = (shaper: Shaper<string>, now: number): readonly string[] =>
    shaper.take(now).map(({ content }) => content);

  it('delivers at its rate, one after the other, after its delay', () => {
    const shaper = new Shaper<string>(100, 50, 10_000);
    shaper.give(0, { bytes: 1000, content: 'a' });
    shaper.give(0, { bytes: 500, content: 'b' });
    expect(pieces(shaper, 59)).toEqual([]);
    expect(pieces(shaper, 60)).toEqual(['a']);
    expect(pieces(shaper, 64)).toEqual([]);
    expect(pieces(shaper, 65)).toEqual(['b']);
    expect(shaper.isEmpty).toBe(true);
  });

  it('does not save up time in which nothing came', () => {
    const shaper = new Shaper<string>(100, 0, 10_000);
    shaper.give(1000, { bytes: 1000, content: 'a' });
    expect(pieces(shaper, 1009)).toEqual([]);
    expect(pieces(shaper, 1010)).toEqual(['a']);
  });

  it('knows the latest that anything was taken after its time', () => {
    const shaper = new Shaper<string>(100, 50, 10_000);
    expect(shaper.latestMs).toBe(0);
    shaper.give(0, { bytes: 1000, content: 'a' });
    shaper.give(0, { bytes: 1000, content: 'b' });
    pieces(shaper, 59);
    expect(shaper.latestMs).toBe(0);
    pieces(shaper, 75);
    expect(shaper.latestMs).toBe(15);
    shaper.give(100, { bytes: 1000, content: 'c' });
    pieces(shaper, 162);
    expect(shaper.latestMs).toBe(15);
  });

  it('has room until its queue is full, and again when that has left', () => {
    const shaper = new Shaper<string>(100, 50, 1000);
    expect(shaper.hasRoom(0)).toBe(true);
    shaper.give(0, { bytes: 1500, content: 'a' });
    expect(shaper.hasRoom(0)).toBe(false);
    expect(shaper.hasRoom(5)).toBe(false);
    expect(shaper.hasRoom(6)).toBe(true);
  });
});

describe('the relay', () => {
  it('carries bytes unchanged in both directions, and no faster than it was told', async () => {
    const cleanup = new Cleanup();
    const relay = await openRelay({ mbps: 80, rttMs: 20, folder: '', cleanup });
    const echo = createServer({ allowHalfOpen: true }, (socket) => socket.pipe(socket));
    try {
      echo.listen(Number(relay.listenUri.split(':').at(-1)), '127.0.0.1');
      await once(echo, 'listening');
      const client = connect(Number(relay.connectUri.split(':').at(-1)), '127.0.0.1');
      const sent = Buffer.from(Array.from({ length: 1_000_000 }, (_, i) => i % 251));
      const started = performance.now();
      client.end(sent);
      const received: Buffer[] = [];
      for await (const part of client) received.push(part as Buffer);
      expect(Buffer.concat(received).equals(sent)).toBe(true);
      // 1 MB at 10 MB/s takes 100 ms, and a round trip more: a lower bound, which a busy machine cannot break.
      expect(performance.now() - started).toBeGreaterThanOrEqual(115);
    } finally {
      echo.close();
      expect((await relay.close()).latestMs).toBeGreaterThanOrEqual(0);
      cleanup.run();
    }
  });
});

describe('the queue of a link', () => {
  it('is one bandwidth-delay product, and 25 ms at least', () => {
    expect(queueBytes(200, 50)).toBe(1_250_000);
    expect(queueBytes(200, 0)).toBe(625_000);
  });
});
