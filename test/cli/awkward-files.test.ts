import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { directoryWith, removeDirectories } from './fake-io';
import { runIn } from './run-in';

afterEach(removeDirectories);

const plan = readFileSync('test/fixtures/plans/ovh-private-network-regions/plan.json', 'utf8');

test.each(['/dev/zero', '/dev/null'])('%s has no end or nothing in it, and is refused', async (device) => {
  const folder = directoryWith({ 'plan.json': plan });
  const { code, out } = await runIn(folder, 'check', device, 'plan.json');
  expect(code).toBe(3);
  expect(out).toContain(`${device}: cannot be read: it is a device, not a file`);
  expect(out).toContain('plan.json: Terraform plan');
});

test.each([
  ['--facts', /^lightbound: .*\/dev\/zero: the facts file cannot be read: it is a device, not a file\n$/],
  ['--baseline', /^lightbound: the baseline \/dev\/zero cannot be read: it is a device, not a file\n$/],
])('%s takes no device', async (option, line) => {
  const { code, err } = await runIn(directoryWith({ 'plan.json': plan }), 'check', 'plan.json', option, '/dev/zero');
  expect(code).toBe(2);
  expect(err).toMatch(line);
});

test('a file of more than a gibibyte is refused before it is read', async () => {
  const folder = directoryWith({ 'plan.json': '' });
  // A hole: it takes no room on the disk.
  truncateSync(join(folder, 'plan.json'), 2 ** 30 + 1);
  const { code, out } = await runIn(folder, 'check', 'plan.json');
  expect(code).toBe(3);
  expect(out).toContain('plan.json: cannot be read: it is larger than 1 GiB');
});

test('a facts file of more than 4 MiB is refused', async () => {
  const folder = directoryWith({ 'plan.json': plan, 'lightbound.yaml': '' });
  truncateSync(join(folder, 'lightbound.yaml'), 4 * 2 ** 20 + 1);
  const { code, err } = await runIn(folder, 'check', 'plan.json');
  expect(code).toBe(2);
  expect(err).toContain('it is larger than 4 MiB');
});

test('a pipe that is named is read to its end, for documents and for facts', async () => {
  const folder = directoryWith({ 'source.json': plan, 'source.yaml': 'rules: { declared-rtt-possible: off }\n' });
  execFileSync('sh', ['-c', 'mkfifo plan facts'], { cwd: folder });
  const feed = (from: string, to: string) => spawn('sh', ['-c', 'cat "$0" > "$1"', from, to], { cwd: folder });
  const feeders = [feed('source.json', 'plan'), feed('source.yaml', 'facts')];
  const { code, out } = await runIn(folder, 'check', 'plan', '--facts', 'facts');
  expect(code).toBe(1);
  expect(out).toContain('declared-rtt-possible is off, not error (facts:1:10)');
  for (const feeder of feeders) if (feeder.exitCode === null) await once(feeder, 'exit');
});

test('a name that is not UTF-8 is told as what it is', async () => {
  const folder = directoryWith({ 'plan.json': plan });
  const name = Buffer.concat([Buffer.from(`${folder}/a`), Buffer.from([0xff]), Buffer.from('.json')]);
  writeFileSync(name, plan);
  const { code, out } = await runIn(folder, 'check', '.');
  expect(code).toBe(3);
  expect(out).toContain('a\uFFFD.json: cannot be read: its name is not valid UTF-8 text; rename it');
});

test('a link out of a directory that is checked is said and not followed', async () => {
  const folder = directoryWith({ 'repo/plan.json': plan, 'secret.json': '{"format_version": "S3CRET"}' });
  symlinkSync('../secret.json', join(folder, 'repo', 'x.json'));
  const { code, out, err } = await runIn(folder, 'check', 'repo');
  expect(code).toBe(1);
  expect(err).toBe('lightbound: 1 link leads out of the directory, not followed (what is named is): repo/x.json\n');
  expect(out + err).not.toContain('S3CRET');
});
