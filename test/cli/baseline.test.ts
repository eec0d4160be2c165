import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { directoryWith, removeDirectories } from './fake-io';
import { runIn } from './run-in';

afterEach(removeDirectories);

const network = (name: string, regions: readonly string[], actions = ['create']) => ({
  address: `ovh_cloud_project_network_private.${name}`,
  mode: 'managed',
  type: 'ovh_cloud_project_network_private',
  name,
  provider_name: 'registry.terraform.io/ovh/ovh',
  change: {
    actions,
    before: actions.includes('create') ? null : { name, regions },
    after: { name, regions },
    after_unknown: {},
    before_sensitive: false,
    after_sensitive: {},
  },
});

const plan = (...networks: readonly object[]): string =>
  JSON.stringify({ format_version: '1.2', resource_changes: networks });

const wide = ['GRA11', 'WAW1'];

describe('a baseline that check wrote', () => {
  const written = async (...more: readonly object[]) => {
    const cwd = directoryWith({
      'old.json': plan(network('a', wide)),
      'now.json': plan(network('a', wide), ...more),
    });
    const first = await runIn(cwd, 'check', 'old.json', '--stack', 's', '--write-baseline', 'base.json', '--quiet');
    expect([first.code, first.err]).toEqual([1, '']);
    return async (...options: readonly string[]) => {
      const asked = ['check', 'now.json', '--stack', 's', '--baseline', 'base.json', '--format', 'brief'];
      return runIn(cwd, ...asked, ...options);
    };
  };

  it('lets what it knows pass where only the new fails, and says so', async () => {
    const now = await written();
    expect((await now()).code).toBe(1);
    const { code, out } = await now('--fail-on', 'new');
    expect(code).toBe(0);
    expect(out).toContain('since the baseline: 0 new, 0 worse, 1 known, 0 fixed');
  });

  it('does not know another network', async () => {
    const now = await written(network('b', wide));
    const { code, out } = await now('--fail-on', 'new');
    expect(code).toBe(1);
    expect(out).toContain('since the baseline: 1 new, 0 worse, 1 known, 0 fixed');
    expect((await now('--fail-on', 'never,new')).code).toBe(0);
  });

  it('says what is fixed', async () => {
    const cwd = directoryWith({ 'old.json': plan(network('a', wide)), 'now.json': plan(network('a', ['GRA11'])) });
    await runIn(cwd, 'check', 'old.json', '--stack', 's', '--write-baseline', 'base.json');
    const { code, out } = await runIn(cwd, 'check', 'now.json', '--stack', 's', '--baseline', 'base.json');
    expect(code).toBe(0);
    expect(out).toMatch(/^fixed +broadcast-domain-single-site/mu);
  });

  it('is renewed for the stacks that were read, and keeps what it knows of others', async () => {
    const cwd = directoryWith({
      'a.json': plan(network('a', wide)),
      'a2.json': plan(),
      'b.json': plan(network('b', wide)),
    });
    const check = (file: string, stack: string, ...args: string[]) =>
      runIn(cwd, 'check', file, '--stack', stack, '-q', ...args);
    const known = (): readonly string[] =>
      (
        JSON.parse(readFileSync(join(cwd, 'base.json'), 'utf8')) as { findings: { stacks: string[] }[] }
      ).findings.flatMap(({ stacks }) => stacks);
    const renew = ['--baseline', 'base.json', '--write-baseline', 'base.json'];
    await check('a.json', 'one', '--write-baseline', 'base.json');
    await check('b.json', 'two', ...renew);
    expect(known().toSorted()).toEqual(['one', 'two']);
    await check('a2.json', 'one', ...renew);
    expect(known()).toEqual(['two']);
    await check('a.json', 'one', '--write-baseline', 'base.json');
    expect(known()).toEqual(['one']);
  });

  it('is not written of a run that could not read all', async () => {
    const cwd = directoryWith({ 'old.json': plan(network('a', wide)), 'broken.json': '{' });
    const { code, err } = await runIn(cwd, 'check', 'old.json', 'broken.json', '--write-baseline', 'base.json');
    expect(code).toBe(3);
    expect(err).toContain('the baseline base.json was not written: the result is incomplete');
    expect(() => readFileSync(join(cwd, 'base.json'))).toThrow('ENOENT');
  });

  it('is needed where only the new is to fail', async () => {
    const cwd = directoryWith({ 'now.json': plan(network('a', wide)) });
    const { code, err } = await runIn(cwd, 'check', 'now.json', '--fail-on', 'new');
    expect([code, err]).toEqual([
      2,
      'lightbound: --fail-on new needs a baseline: name one with --baseline, or write one with --write-baseline\n',
    ]);
  });
});

it('only what the plan touches fails, where that is asked', async () => {
  const cwd = directoryWith({
    'still.json': plan(network('a', wide, ['no-op'])),
    'touched.json': plan(network('a', wide, ['update'])),
  });
  expect((await runIn(cwd, 'check', 'still.json')).code).toBe(1);
  expect((await runIn(cwd, 'check', 'still.json', '--only-changed')).code).toBe(0);
  expect((await runIn(cwd, 'check', 'touched.json', '--only-changed')).code).toBe(1);
});
