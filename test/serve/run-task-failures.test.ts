import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { HcpStandIn } from './hcp-stand-in';
import { startServer, type StartedServer } from './started-server';

jest.setTimeout(120_000);

const plan = readFileSync(join(__dirname, '../../examples/plan.json'));

let hcp: HcpStandIn;
let server: StartedServer | undefined;

beforeEach(async () => {
  hcp = await HcpStandIn.start(plan);
});

afterEach(async () => {
  server?.signal();
  server?.signal();
  await server?.ended;
  server = undefined;
  hcp.stop();
});

const start = async (...[options]: [Parameters<typeof startServer>[1]?]): Promise<StartedServer> =>
  (server = await startServer(hcp, options));

/** Sends a task and waits for its result. */
async function lastTold(change: Readonly<Record<string, unknown>> = {}) {
  const body = hcp.newTask(change);
  expect((await server?.send(body))?.status).toBe(200);
  return (await hcp.done(body)).last;
}

/** Answers of the store that wait for the test. */
function held(): { readonly open: ServerResponse[]; readonly release: () => void } {
  const open: ServerResponse[] = [];
  hcp.onStore = (_, response) => open.push(response);
  return {
    open,
    release: () => {
      hcp.onStore = (_, response) => response.end(plan);
      for (const response of open.splice(0)) response.end(plan);
    },
  };
}

const notChecked = (message: string) => ({ status: 'failed', message: `not checked: ${message}` });

describe('the plan', () => {
  it('is fetched with the token from the host that is named, and without it from another', async () => {
    const asked: (string | undefined)[] = [];
    const redirect = hcp.onPlan;
    hcp.onPlan = (request, response) => {
      asked.push(request.headers.authorization);
      redirect(request, response);
    };
    await start();
    const body = hcp.newTask();
    await server?.send(body);
    await hcp.done(body);
    expect(asked).toEqual([`Bearer ${hcp.taskOf(body).token}`]);
    expect(hcp.storeTokens).toEqual([undefined]);
  });

  it('is not fetched from a host that is not on the list, named or redirected to', async () => {
    const { log } = await start({ allowHost: [hcp.host] });
    const unlisted = (host: string) => notChecked(`the host ${host} is not on the list; --allow-host ${host} adds it`);
    expect(await lastTold({ plan_json_api_url: 'http://evil.example/secret' })).toMatchObject(unlisted('evil.example'));
    expect(await lastTold()).toMatchObject(unlisted(hcp.store));
    expect(hcp.storeTokens).toEqual([]);
    expect(log()).not.toContain('secret');
  });

  it('is not fetched without encryption, unless that is allowed', async () => {
    const { send } = await start({ allowHttp: false });
    expect(await send(hcp.newTask())).toEqual({ status: 422, text: `the address at ${hcp.host} is not https\n` });
  });

  it('is waited for while there is none yet', async () => {
    await start();
    const redirect = hcp.onPlan;
    let answers = 0;
    hcp.onPlan = (request, response) => {
      answers += 1;
      if (answers < 3) response.writeHead(204).end();
      else redirect(request, response);
    };
    expect(await lastTold()).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('3 errors') as string,
    });
    hcp.onPlan = (_, response) => response.writeHead(204).end();
    expect(await lastTold()).toMatchObject(notChecked(`${hcp.host} has no plan yet`));
  });

  it.each([
    ['with its length', (response: ServerResponse) => response.setHeader('content-length', 2 << 20)],
    ['without its length', () => undefined],
  ])('that is too large, %s, is given up', async (_, prepare) => {
    await start({ maxPlanSize: 1 });
    hcp.onStore = (_request, response) => {
      prepare(response);
      response.end(Buffer.alloc(2 << 20));
    };
    expect(await lastTold()).toMatchObject(notChecked(`${hcp.store} sends more than 1048576 bytes`));
  });

  it.each<[string, number | string, string]>([
    ['refused', 404, 'answers 404 instead of the plan'],
    ['failing', 503, 'answers 503 instead of the plan'],
    ['a redirect in a circle', 'http://HOST/again', 'redirects more than 5 times'],
    ['a redirect to nothing', 302, 'answers 302 instead of the plan'],
  ])('that is %s fails the run', async (_, answer, complaint) => {
    await start();
    hcp.onPlan = (_request, response) => {
      if (typeof answer === 'number') response.writeHead(answer).end();
      else response.writeHead(307, { location: answer.replace('HOST', hcp.host) }).end();
    };
    expect(await lastTold()).toMatchObject(notChecked(`${hcp.host} ${complaint}`));
  });

  it('that breaks off is asked for again, and then given up', async () => {
    await start();
    let asked = 0;
    hcp.onStore = (_, response) => {
      asked += 1;
      response.writeHead(200, { 'content-length': plan.length });
      response.write(plan.subarray(0, 100), () => response.destroy());
    };
    expect((await lastTold()).message).toMatch(/^not checked: no whole answer from localhost:\d+: ECONNRESET$/u);
    expect(asked).toBe(3);
  });

  it('that never comes is asked for again, and then given up', async () => {
    await start({ pace: { patience: 100 } });
    const { open } = held();
    expect(await lastTold()).toMatchObject(notChecked(`${hcp.store} does not answer`));
    expect(open).toHaveLength(3);
  });

  it('that takes long is told to be on its way, and checked when it comes', async () => {
    await start({ pace: { progressEvery: 1 } });
    const { open, release } = held();
    const body = hcp.newTask();
    await server?.send(body);
    await hcp.until(() => open.length === 1 && hcp.taskOf(body).told.length >= 3);
    expect(new Set(hcp.taskOf(body).told.map(({ status }) => status))).toEqual(new Set(['running']));
    release();
    expect((await hcp.done(body)).last.message).toContain('3 errors');
    expect(hcp.refused).toEqual([]);
  });

  it('that takes too long fails the run', async () => {
    await start({ pace: { limit: 100 } });
    held();
    expect(await lastTold()).toMatchObject(notChecked('it took too long; run the task again'));
  });
});

describe('the callback', () => {
  it('is tried again while the other side fails, and then the result is lost and logged', async () => {
    const { send, log, get } = await start();
    let failing = 2;
    // The first is of progress, which is told once.
    hcp.onCallback = () => (hcp.callbackRequests > 1 && failing-- > 0 ? 500 : undefined);
    expect((await lastTold()).status).toBe('failed');
    hcp.onCallback = () => 503;
    const body = hcp.newTask();
    await send(body);
    await hcp.until(() => log().includes('the result was not delivered'));
    expect(log()).toContain(`the result was not delivered: ${hcp.host} answers 503 to the result`);
    expect(log()).toContain('progress was not delivered');
    expect((await get('/metrics')).text).toContain('lightbound_callbacks_failed_total 1');
  });

  it('that is refused is not tried again', async () => {
    const { send, log } = await start();
    hcp.onCallback = () => 401;
    await send(hcp.newTask());
    await hcp.until(() => log().includes('the result was not delivered'));
    // One of progress, one of the result.
    expect(hcp.callbackRequests).toBe(2);
  });
});

describe('many tasks', () => {
  it('a hundred at once are all told once, and worked on so many at a time', async () => {
    let most = 0;
    let now = 0;
    hcp.onStore = (_, response) => {
      now += 1;
      most = Math.max(most, now);
      setImmediate(() => {
        now -= 1;
        response.end(plan);
      });
    };
    const { send, get } = await start({ concurrency: 3 });
    const bodies = Array.from({ length: 100 }, () => hcp.newTask());
    const answers = await Promise.all(bodies.map((body) => send(body)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const results = await Promise.all(bodies.map((body) => hcp.done(body)));
    expect(new Set(results.map(({ last }) => last.message))).toEqual(
      new Set(['3 errors, 0 warnings, 0 notes, 0 undetermined, 1 remark']),
    );
    expect(hcp.refused).toEqual([]);
    expect(most).toBeLessThanOrEqual(3);
    expect((await get('/metrics')).text).toContain('lightbound_tasks_total{outcome="failed"} 100');
  });

  it('beyond the queue are turned away, and taken when they come again', async () => {
    const { send, get } = await start({ concurrency: 1, queue: 1 });
    const { open, release } = held();
    const [first, second, third] = [hcp.newTask(), hcp.newTask(), hcp.newTask()];
    expect((await send(first)).status).toBe(200);
    expect((await send(second)).status).toBe(200);
    expect(await send(third)).toEqual({ status: 503, text: 'too many tasks wait\n' });
    expect((await get('/metrics')).text).toContain('lightbound_tasks_waiting 1\n');
    await hcp.until(() => open.length === 1);
    release();
    await Promise.all([hcp.done(first), hcp.done(second)]);
    expect(await send(third)).toEqual({ status: 200, text: 'taken\n' });
    await hcp.done(third);
  });
});

describe('a stop in the middle', () => {
  it('finishes what was taken, and takes nothing new', async () => {
    const { send, get, signal, ended } = await start({ concurrency: 1 });
    const { open, release } = held();
    const [running, waiting] = [hcp.newTask(), hcp.newTask()];
    await send(running);
    await send(waiting);
    await hcp.until(() => open.length === 1);
    expect((await get('/healthz')).status).toBe(200);
    signal('SIGINT');
    expect((await send(hcp.newTask())).status).toBe(503);
    expect((await get('/healthz')).status).toBe(503);
    release();
    expect((await hcp.done(running)).last.message).toContain('3 errors');
    expect((await hcp.done(waiting)).last.message).toContain('3 errors');
    expect(await ended).toBe(0);
  });

  it('by a second signal tells each as failed', async () => {
    const { send, signal, ended } = await start({ concurrency: 1 });
    const { open } = held();
    const [running, waiting] = [hcp.newTask(), hcp.newTask()];
    await send(running);
    await send(waiting);
    await hcp.until(() => open.length === 1);
    signal();
    signal();
    expect(await ended).toBe(0);
    for (const body of [running, waiting]) {
      expect((await hcp.done(body)).last).toMatchObject(notChecked('the server was stopped; run the task again'));
    }
  });
});
