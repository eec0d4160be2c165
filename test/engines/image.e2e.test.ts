import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import packageFile from '../../package.json';
import { describeWith } from './engines';
import { outputOf, runCommand, type CommandResult } from './run-command';

jest.setTimeout(300_000);

const repository = join(__dirname, '../..');

describeWith('hadolint', 'the Dockerfile', ({ path }) => {
  const lint = (file: string): Promise<CommandResult> =>
    runCommand(path, ['--no-color', file], { cwd: repository, env: process.env });

  it('holds what its linter asks', async () => {
    expect(await lint('Dockerfile')).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  it('would be found wanting with a base that has no tag', async () => {
    const scratch = mkdtempSync(join(tmpdir(), 'lightbound-dockerfile-'));
    try {
      const broken = join(scratch, 'Dockerfile');
      writeFileSync(broken, readFileSync(join(repository, 'Dockerfile'), 'utf8').replace('${BASE_IMAGE}', 'node'));

      expect(await lint(broken)).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('DL3006') });
    } finally {
      rmSync(scratch, { recursive: true });
    }
  });
});

it('is released on a base pinned by its digest, the one that the Dockerfile names', () => {
  const release = readFileSync(join(repository, '.github/workflows/release.yml'), 'utf8');
  const [, base = ''] = /^ARG BASE_IMAGE=(\S+)$/m.exec(readFileSync(join(repository, 'Dockerfile'), 'utf8')) ?? [];

  expect(release).toMatch(/ BASE_IMAGE: (\S+)@sha256:[0-9a-f]{64}\n/);
  expect(release).toContain(` BASE_IMAGE: ${base}@sha256:`);
});

/** A program that builds and runs images, and answers. */
const containers = ['docker', 'podman'].find((name) => spawnSync(name, ['info']).status === 0);
const canBuild = containers !== undefined && process.platform === 'linux';

(canBuild ? describe : describe.skip)(`the image${canBuild ? '' : ' [skipped: no docker or podman answers]'}`, () => {
  const base = `lightbound-test-base:${process.pid}`;
  const image = `lightbound-test:${process.pid}`;
  const plan = 'test/fixtures/plans/vsphere-vsan-stretched-one-datacenter/plan.json';
  let scratch = '';
  const container = (...args: string[]): Promise<CommandResult> =>
    runCommand(containers ?? '', args, { cwd: repository, env: process.env });
  /** As a user has it: what is checked is mounted, to read only, and nothing else can be written or reached. */
  const run = (...args: string[]): Promise<CommandResult> =>
    container('run', '--rm', '--network', 'none', '--read-only', '--volume', `${repository}:/work:ro`, ...args);

  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'lightbound-base-'));
    await layBase(scratch);
    await mustEnd(container('build', '--tag', base, scratch));
    await mustEnd(container('build', '--build-arg', `BASE_IMAGE=${base}`, '--tag', image, '.'));
  });
  afterAll(async () => {
    rmSync(scratch, { recursive: true, force: true });
    await container('rmi', '--force', image, base);
  });

  it('checks what is mounted at /work', async () => {
    const { exitCode, stdout } = await run(image, 'check', plan, '--facts', 'examples/facts/far.yaml');

    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: expect.stringContaining('the vSAN limit is 5 ms') });
  });

  it('has the command for steps of CI that run inside', async () => {
    const { stdout } = await run('--entrypoint', '/bin/sh', image, '-c', 'lightbound --version');

    expect(stdout).toBe(`${packageFile.version}\n`);
  });

  it('is not run as root', async () => {
    const whoAmI = 'console.log(process.getuid(), process.getgid())';

    expect((await run('--entrypoint', 'node', image, '--eval', whoAmI)).stdout).toBe('1000 1000\n');
  });

  it('carries the licences', async () => {
    const list = "console.log(fs.readdirSync('/opt/lightbound').join())";

    expect((await run('--entrypoint', 'node', image, '--eval', list)).stdout).toMatch(/LICENSE.*THIRD-PARTY-LICENSES/);
  });
});

async function mustEnd(command: Promise<CommandResult>): Promise<void> {
  const { exitCode, stderr } = await command;
  if (exitCode !== 0) throw new Error(stderr);
}

/** The Node that runs this test, a shell and their libraries, at the places where an image of Node has them. */
async function layBase(folder: string): Promise<void> {
  const programs = { [process.execPath]: '/usr/local/bin/node', '/bin/sh': '/bin/sh' };
  for (const [program, place] of Object.entries(programs)) {
    const listed = await outputOf('ldd', [program], { cwd: folder, env: process.env });
    const libraries = [...listed.matchAll(/(\/\S+)/g)].map(([, path = '']) => path);
    for (const [from, to] of [[program, place], ...libraries.map((path) => [path, path])]) {
      const target = join(folder, 'root', to ?? '');
      mkdirSync(dirname(target), { recursive: true });
      copyFileSync(from ?? '', target);
      chmodSync(target, 0o755);
    }
  }
  writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY root /\nENV PATH=/usr/local/bin:/bin\n');
}
