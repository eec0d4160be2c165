import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { directoryWith, fakeIo, removeDirectories } from './fake-io';
import { runIn } from './run-in';
import { writeOutput } from '../../lib/cli/write-output';

afterEach(removeDirectories);

const plan = readFileSync('test/fixtures/plans/ovh-private-network-regions/plan.json', 'utf8');
const textOf = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');

describe.each([
  ['check', (output: string) => ['check', 'plan.json', '--format', 'json', '-o', output]],
  ['init', (output: string) => ['init', 'plan.json', '--force', '-o', output]],
])('the output of %s', (_, argv) => {
  it('never replaces an input, by whatever name', async () => {
    const folder = directoryWith({ 'plan.json': plan });
    linkSync(join(folder, 'plan.json'), join(folder, 'hard.json'));
    symlinkSync('plan.json', join(folder, 'soft.json'));
    for (const name of ['plan.json', './plan.json', 'hard.json', 'soft.json']) {
      const { code, err } = await runIn(folder, ...argv(name));
      expect([code, err]).toEqual([2, `lightbound: ${name} is an input; write to another file\n`]);
    }
    expect(textOf(folder, 'plan.json')).toBe(plan);
  });

  it('goes through no link, be it to a file or to nowhere', async () => {
    const folder = directoryWith({ 'plan.json': plan, 'precious.txt': 'mine' });
    symlinkSync('precious.txt', join(folder, 'there'));
    symlinkSync('elsewhere.txt', join(folder, 'nowhere'));
    for (const name of ['there', 'nowhere']) {
      const { code, err } = await runIn(folder, ...argv(name));
      expect(code).toBe(2);
      expect(err).toContain(`${name} is a link; name the file that it leads to`);
    }
    expect(textOf(folder, 'precious.txt')).toBe('mine');
    expect(readdirSync(folder)).not.toContain('elsewhere.txt');
  });

  it('leaves nothing beside the file, and what may be done with it as it was', async () => {
    const folder = directoryWith({ 'plan.json': plan, out: 'old' });
    chmodSync(join(folder, 'out'), 0o600);
    await runIn(folder, ...argv('out'));
    expect(readdirSync(folder).sort()).toEqual(['out', 'plan.json']);
    expect(textOf(folder, 'out')).not.toBe('old');
    expect(statSync(join(folder, 'out')).mode & 0o777).toBe(0o600);
  });
});

test('the facts file is an input of a check', async () => {
  const folder = directoryWith({ 'plan.json': plan, 'lightbound.yaml': 'version: 1\n' });
  const { code, err } = await runIn(folder, 'check', 'plan.json', '-o', 'lightbound.yaml');
  expect([code, err]).toEqual([2, 'lightbound: lightbound.yaml is an input; write to another file\n']);
  expect(textOf(folder, 'lightbound.yaml')).toBe('version: 1\n');
});

test('without force init does not write through a link that leads nowhere', async () => {
  const folder = directoryWith({ 'plan.json': plan });
  symlinkSync('elsewhere', join(folder, 'lightbound.yaml'));
  expect((await runIn(folder, 'init', 'plan.json')).code).toBe(2);
  expect(readdirSync(folder).sort()).toEqual(['lightbound.yaml', 'plan.json']);
});

test('a file that cannot be written as a whole stays as it was', async () => {
  const folder = directoryWith({});
  mkdirSync(join(folder, 'taken'));
  writeFileSync(join(folder, 'taken', 'file'), 'mine');
  await expect(writeOutput('text', 'taken', fakeIo({ cwd: folder }))).rejects.toThrow(
    /^taken cannot be written: it is a directory, not a file$/,
  );
  expect(readdirSync(folder)).toEqual(['taken']);
});

test('a device takes the text', async () => {
  await writeOutput('text', '/dev/null', fakeIo());
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
});
