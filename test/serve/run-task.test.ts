import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { directoryWith, removeDirectories } from '../cli/fake-io';
import { HcpStandIn, signatureOf } from './hcp-stand-in';
import { KEY, startServer, type StartedServer } from './started-server';

jest.setTimeout(60_000);

const plan = readFileSync(join(__dirname, '../../examples/plan.json'));

let hcp: HcpStandIn;
let server: StartedServer | undefined;

beforeEach(async () => {
  hcp = await HcpStandIn.start(plan);
});

afterEach(removeDirectories);

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
async function result(change: Readonly<Record<string, unknown>> = {}) {
  const body = hcp.newTask(change);
  expect(await server?.send(body)).toEqual({ status: 200, text: 'taken\n' });
  return hcp.done(body);
}

describe('a run task', () => {
  it('fails a run whose plan breaks a law, with an outcome for each finding', async () => {
    await start();
    const { told, last, outcomes } = await result();
    expect(told[0]).toMatchObject({ status: 'running', message: 'the plan is being checked' });
    expect(last).toMatchObject({
      status: 'failed',
      message: '3 errors, 0 warnings, 0 notes, 0 undetermined, 1 remark',
    });
    expect(outcomes.map((one) => [one.tags?.['Status']?.[0]?.label, one.tags?.['Rule']?.[0]?.label])).toEqual([
      ['Violation', 'broadcast-domain-single-site'],
      ['Violation', 'migration-converges'],
      ['Violation', 'stretched-cluster-rtt'],
      ['Remark', 'migration-rtt-budget'],
    ]);
    expect(outcomes[0]?.description).toContain('round trip 31 ms; the limit for layer 2 is 5 ms');
    expect(outcomes[1]?.body).toContain('rate of transfer');
    expect(hcp.refused).toEqual([]);
  });

  it('passes a run whose plan breaks none', async () => {
    await start({ facts: 'examples/facts/metro.yaml' });
    expect((await result()).last).toMatchObject({ status: 'passed' });
  });

  it('fails by the level that is asked for', async () => {
    await start({ failOn: { level: 'never', isNew: false } });
    expect((await result()).last).toMatchObject({
      status: 'passed',
      message: expect.stringContaining('3 errors') as string,
    });
  });

  it('names what is declared so that it finds less, also to whom takes no outcomes', async () => {
    const far = readFileSync(join(__dirname, '../../examples/facts/far.yaml'), 'utf8');
    const folder = directoryWith({
      'facts.yaml': `${far}\ncheck: { failOn: never }\nrules: { migration-converges: off }\n`,
    });
    await start({ facts: join(folder, 'facts.yaml') });
    const { last, outcomes } = await result();
    expect(last).toMatchObject({
      status: 'passed',
      message: expect.stringMatching(
        /^2 errors.*; declared: .*facts\.yaml: check\.failOn is never.*, and 1 more$/,
      ) as string,
    });
    expect(outcomes.at(-1)).toMatchObject({
      'outcome-id': 'declared',
      body: expect.stringMatching(/check\.failOn is never(?:.|\n)*migration-converges is off, not error/) as string,
      tags: { Status: [{ label: 'Declared', level: 'warning' }] },
    });
    expect(hcp.refused).toEqual([]);
  });

  it('names the stack after the workspace, and measures ages on the day of the run', async () => {
    let today = '2026-05-01T00:00:00Z';
    await start({ waivers: 'test/serve/workspace.waivers.yaml', now: () => new Date(today) });
    const waived = async () =>
      (await result()).outcomes.filter((one) => one.tags?.['Status']?.[0]?.label === 'Waived').length;
    expect(await waived()).toBe(1);
    today = '2026-07-01T00:00:00Z';
    expect(await waived()).toBe(0);
  });

  it('sends no outcomes to whom does not take them', async () => {
    await start();
    const { last, outcomes } = await result({ capabilities: undefined });
    expect(last.status).toBe('failed');
    expect(outcomes).toEqual([]);
  });

  it('has no plan before the plan; a later stage without one is not passed', async () => {
    await start();
    expect((await result({ stage: 'pre_plan', plan_json_api_url: undefined })).last).toMatchObject({
      status: 'passed',
    });
    expect((await result({ stage: 'pre_apply' })).last).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('3 errors') as string,
    });
    expect((await result({ stage: 'post_plan', plan_json_api_url: null })).last).toMatchObject({
      status: 'failed',
      message: 'not checked: the request of the stage post_plan names no plan',
    });
  });

  it('is told as failed where the plan is not understood', async () => {
    await start();
    hcp.onStore = (_, response) => response.end('{"planned":"nothing"}');
    const { last, outcomes } = await result();
    expect(last).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('run-i3Df5to9ELvibKpQ') as string,
    });
    expect(outcomes[0]?.tags?.['Status']).toEqual([{ label: 'Not checked', level: 'error' }]);
  });

  it('shows what a plan holds as text alone', async () => {
    await start();
    const name = '<img src=x> [a](http://b) `c` \\u202e';
    hcp.onStore = (_, response) => response.end(plan.toString().replaceAll('vds-stretched-1', name));
    const { outcomes } = await result();
    expect(outcomes[0]?.body).toContain('&#60;img src=x&#62; &#91;a&#93;&#40;http&#58;//b&#41; &#96;c&#96;');
    expect(JSON.stringify(outcomes)).not.toContain('\u202e');
  });
});

describe('who asks', () => {
  it.each([
    ['no signature', ''],
    ['one of another key', (body: string) => signatureOf(body, 'another')],
    ['one of another body', (body: string) => signatureOf(`${body} `, KEY)],
    ['a part of the right one', (body: string) => signatureOf(body, KEY).slice(0, 64)],
    ['what is no hexadecimal', 'x'.repeat(128)],
  ])('with %s is refused', async (_, signature) => {
    const { send } = await start();
    const body = hcp.newTask();
    const { status } = await send(body, typeof signature === 'string' ? signature : signature(body));
    expect(status).toBe(401);
    expect(hcp.planRequests + hcp.callbackRequests).toBe(0);
  });

  it('is anybody without a key', async () => {
    const { send } = await start({ key: false });
    const body = hcp.newTask();
    expect((await send(body, '')).status).toBe(200);
    expect((await hcp.done(body)).last.status).toBe('failed');
  });

  it('again about the same task is answered, and the task runs once', async () => {
    const { send } = await start();
    const body = hcp.newTask();
    await Promise.all([send(body), send(body)]);
    await hcp.done(body);
    expect(await send(body)).toEqual({ status: 200, text: 'taken before\n' });
    expect(hcp.planRequests).toBe(1);
    expect(hcp.refused).toEqual([]);
  });

  it('only whether somebody answers is not called back', async () => {
    const { send } = await start();
    const body = JSON.stringify({
      access_token: 'test-token',
      stage: 'test',
      task_result_callback_url: `http://${hcp.host}/`,
    });
    expect(await send(body)).toEqual({ status: 200, text: 'ready\n' });
    expect((await send(body, 'wrong')).status).toBe(401);
    expect(hcp.callbackRequests).toBe(0);
  });

  it.each([
    ['what is not JSON', '{', 'the body is not JSON'],
    ['another version', '{"payload_version":2}', 'payload_version'],
    ['a list', '[]', 'the whole'],
  ])('with %s is refused', async (_, body, complaint) => {
    const { send } = await start();
    const { status, text } = await send(body);
    expect(status).toBe(422);
    expect(text).toContain(complaint);
  });

  it('to call a host that is not on the list is refused', async () => {
    const { send } = await start();
    for (const url of ['https://evil.example/cb', 'ftp://a/', 'nothing', `http://user:word@${hcp.host}/`]) {
      expect((await send(hcp.newTask({ task_result_callback_url: url }))).status).toBe(422);
    }
  });

  it('with more than a request holds is refused', async () => {
    const { send, address } = await start();
    expect((await send('x'.repeat(300_000))).status).toBe(413);
    const stream = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(100_000)),
    });
    // A sender that goes on sending may see the end of the connection before the answer.
    const status = await fetch(address, { method: 'POST', body: stream, duplex: 'half' }).then(
      (answer) => answer.status,
      () => 'closed',
    );
    expect([413, 'closed']).toContain(status);
    expect((await server?.get('/healthz'))?.status).toBe(200);
  });
});

describe('the addresses beside the task', () => {
  it('tell of health and counts, and nothing else', async () => {
    const { get, address } = await start();
    await result();
    expect(await get('/healthz')).toEqual({ status: 200, text: 'ok\n' });
    const { text } = await get('/metrics?x=1');
    expect(text).toContain('lightbound_tasks_total{outcome="failed"} 1');
    expect(text).toContain('lightbound_requests_total{code="200"} 2');
    expect(text).toContain('# TYPE lightbound_tasks_waiting gauge\nlightbound_tasks_waiting 0');
    expect((await get('/')).status).toBe(405);
    expect((await get('/secret-path')).status).toBe(404);
    expect((await fetch(`${address}/healthz`, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${address}/healthz`, { method: 'HEAD' })).status).toBe(200);
  });

  it('log a line each, without tokens, keys, bodies and paths', async () => {
    const { get, log } = await start();
    const { token } = await result();
    await get('/secret-path');
    await get('/healthz');
    const lines = log().trimEnd().split('\n').slice(1);
    expect(lines.map((line) => line.replace(/^lightbound: \S+Z /u, ''))).toEqual([
      'POST / 200 taken',
      expect.stringMatching(/^task taskrs-\S+ of hashicorp\/tfr_github_0: failed, 3 errors/u),
      'GET (unknown path) 404 not found',
      'GET /healthz 200 ok',
    ]);
    for (const secret of [token, KEY, 'secret-path', 'signature=', 'task-results']) expect(log()).not.toContain(secret);
  });
});
