import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { directoryWith, removeDirectories } from '../cli/fake-io';
import { runWith } from '../cli/run-in';

jest.setTimeout(60_000);

afterAll(removeDirectories);

const withKey = { LIGHTBOUND_RUN_TASK_KEY: 'k' };

/** What `serve` says before it listens. */
async function refused(
  env: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>>,
  ...argv: string[]
): Promise<string> {
  const { code, err } = await runWith({ cwd: directoryWith(files), env }, 'serve', '--port', '0', ...argv);
  expect(code).toBe(2);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
  return err;
}

describe('serve does not start', () => {
  it('without a key, with an empty one, with two, or with one it cannot read', async () => {
    expect(await refused({}, {})).toContain('a key is needed');
    expect(await refused({ LIGHTBOUND_RUN_TASK_KEY: '' }, {})).toContain('a key is needed');
    expect(await refused({}, { key: ' \n' }, '--key-file', 'key')).toContain('key: the file is empty');
    expect(await refused({}, {}, '--key-file', 'key')).toContain('key: no such file or directory');
    expect(await refused(withKey, { key: 'x' }, '--key-file', 'key')).toContain('a key is given twice');
    expect(await refused({}, { key: 'x' }, '--key-file', 'key', '--no-key')).toContain('exclude each other');
  });

  it.each([['https://a.example'], ['a.example/path'], ['a.example:443'], ['a b'], ['user@a.example'], ['a.example?x']])(
    'with %s for a host',
    async (host) => {
      expect(await refused(withKey, {}, '--allow-host', 'app.terraform.io', '--allow-host', host)).toContain(
        'must be a host such as tfe.example.com',
      );
    },
  );

  it('with numbers out of bounds', async () => {
    for (const [option, value] of [
      ['--concurrency', '0'],
      ['--queue', '-1'],
      ['--max-plan-size', '1025'],
    ] as const) {
      const { code, err } = await runWith({ env: withKey }, 'serve', option, value);
      expect(code).toBe(2);
      expect(err).toContain('must be a whole number from');
    }
  });

  it('with facts that are wrong, or a level that needs a baseline', async () => {
    expect(await refused(withKey, { 'lightbound.yaml': 'sites: 3\n' })).toContain('lightbound.yaml');
    expect(await refused(withKey, {}, '--fail-on', 'new')).toContain('serve has no baseline');
    expect(
      await refused(withKey, { 'lightbound.yaml': 'environments: { dev: {} }\n' }, '--environment', 'prod'),
    ).toContain('prod');
  });

  it('on a port that somebody has', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, err } = await runWith({ env: withKey }, 'serve', '--port', String(port));
    other.close();
    expect({ code, err }).toEqual({
      code: 2,
      err: `lightbound: cannot listen on 127.0.0.1:${port}: address already in use\n`,
    });
  });
});

describe('serve as a process', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('listens on loopback, and ends by %s with 0', async (signal) => {
    const program = join(__dirname, '../../bin/program.ts');
    const argv = ['-r', 'ts-node/register/transpile-only', program, 'serve', '--port', '0'];
    const server = spawn(process.execPath, argv, {
      env: { ...process.env, ...withKey },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    server.stderr.setEncoding('utf8');
    for await (const chunk of server.stderr.iterator({ destroyOnReturn: false }) as AsyncIterable<string>) {
      said += chunk;
      if (said.includes('\n')) break;
    }
    const address = /^lightbound: listening on (http:\/\/127\.0\.0\.1:\d+)\n$/u.exec(said)?.[1];
    expect((await fetch(`${address ?? said}/healthz`)).status).toBe(200);
    server.kill(signal);
    expect(await once(server, 'exit')).toEqual([0, null]);
  });
});
