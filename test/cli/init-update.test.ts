import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { directoryWith, removeDirectories } from './fake-io';
import { runIn, runWith } from './run-in';

afterEach(removeDirectories);

const plan = readFileSync(join(__dirname, '../fixtures/plans/vsphere-vmotion-update/plan.json'));
const mine = `# ours
sites:
  vienna: { at: VIE, match: [{ datacenter: DC0 }] } # both rooms
`;

const read = (folder: string, name = 'lightbound.yaml') => readFileSync(join(folder, name), 'utf8');

test('--update adds what is missing, says what, and keeps the rest', async () => {
  const folder = directoryWith({ 'plan.json': plan, 'lightbound.yaml': mine });
  const { code, out, err } = await runIn(folder, 'init', 'plan.json', '--update', 'lightbound.yaml');
  expect([code, out, err]).toEqual([
    0,
    '',
    'lightbound: added to lightbound.yaml: sites.host-37, link host-37 - vienna, workloads.erp-1, platforms.vmotion; 4 entries to fill in, marked TODO\n',
  ]);
  expect(read(folder).startsWith(mine)).toBe(true);
  expect(read(folder)).toContain('  - between: [host-37, vienna]\n');
  expect(readdirSync(folder).sort()).toEqual(['lightbound.yaml', 'plan.json']);
});

test('--update of a file that has all leaves it as it is', async () => {
  const folder = directoryWith({ 'plan.json': plan, 'lightbound.yaml': mine });
  await runIn(folder, 'init', 'plan.json', '--update', 'lightbound.yaml');
  const before = read(folder);
  const { code, err } = await runIn(folder, 'init', 'plan.json', '--update', 'lightbound.yaml');
  expect([code, err, read(folder)]).toEqual([
    0,
    'lightbound: lightbound.yaml stays as it is: 4 entries to fill in, marked TODO\n',
    before,
  ]);
});

test('--update may write elsewhere', async () => {
  const folder = directoryWith({ 'plan.json': plan, 'lightbound.yaml': mine });
  const { code, out } = await runIn(folder, 'init', 'plan.json', '--update', 'lightbound.yaml', '-o', '-');
  expect([code, out.startsWith(mine), read(folder)]).toEqual([0, true, mine]);
});

test.each([['lightbound.yaml'], ['complete.yaml']])(
  '--update of %s writes another file, whatever is added',
  async (from) => {
    const folder = directoryWith({ 'plan.json': plan, 'lightbound.yaml': mine });
    await runIn(folder, 'init', 'plan.json', '--update', 'lightbound.yaml', '-o', 'complete.yaml');
    const before = read(folder, from);
    const { code, err } = await runIn(folder, 'init', 'plan.json', '--update', from, '-o', 'other.yaml');
    expect([code, err]).toEqual([0, 'lightbound: wrote other.yaml: 4 entries to fill in, marked TODO\n']);
    expect(read(folder, 'other.yaml')).toBe(read(folder, 'complete.yaml'));
    expect(read(folder, from)).toBe(before);
    const again = await runIn(folder, 'init', 'plan.json', '--update', from, '-o', 'other.yaml');
    expect([again.code, again.err]).toEqual([2, expect.stringContaining('other.yaml already exists')]);
  },
);

test('--update of a file by another name of it adds to it', async () => {
  const folder = directoryWith({ 'plan.json': plan, 'lightbound.yaml': mine });
  const { code } = await runIn(folder, 'init', 'plan.json', '--update', 'lightbound.yaml', '-o', './lightbound.yaml');
  expect([code, read(folder).startsWith(mine), read(folder).length > mine.length]).toEqual([0, true, true]);
});

test.each([
  ['there is none', {}, 'lightbound.yaml does not exist; leave out --update to write it'],
  ['is wrong', { 'lightbound.yaml': 'sites: { vienna: { at: nowhere-at-all } }\n' }, 'is not a known place'],
  ['is no facts file', { 'lightbound.yaml': 'a: [' }, 'is not valid YAML'],
])('--update of a file of which %s is an error, and nothing is written', async (_, files, message) => {
  const folder = directoryWith({ 'plan.json': plan, ...files });
  const { code, err } = await runIn(folder, 'init', 'plan.json', '--update', 'lightbound.yaml');
  expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  expect(readdirSync(folder).sort()).toEqual([...Object.keys(files), 'plan.json'].sort());
});

const terminals = ['stdin', 'stderr'] as const;

test('--ask writes what is answered and marks the rest', async () => {
  const folder = directoryWith({ 'plan.json': plan });
  const stdin = 'nowhere-at-all\nDUB\nVIE\n40 ms\n\n';
  const { code, err } = await runWith({ cwd: folder, stdin, terminals }, 'init', 'plan.json', '--ask');
  expect(code).toBe(0);
  expect(err).toContain('sites.host-37; decides 1 finding of migration-bandwidth-floor');
  expect(err).toContain('"nowhere-at-all" is not a known place');
  expect(err).toContain('lightbound: wrote lightbound.yaml: 3 answers; 3 entries to fill in, marked TODO\n');
  expect(read(folder)).toContain('  host-37:\n    at: DUB\n');
  expect(read(folder)).toContain('    rtt: 40 ms\n    # TODO decides');
  const checked = await runIn(folder, 'check', 'plan.json', '--format', 'brief');
  expect(checked.code).not.toBe(2);
  expect(checked.out).toContain('lightbound.yaml asks for 3 entries still to be filled in, marked TODO');
});

test('--ask with --update keeps what stands there', async () => {
  const folder = directoryWith({ 'plan.json': plan, 'lightbound.yaml': mine });
  const io = { cwd: folder, stdin: 'vienna\n', terminals };
  const { code, err } = await runWith(io, 'init', 'plan.json', '--ask', '--update', 'lightbound.yaml');
  expect([code, err]).toEqual([0, expect.stringContaining('1 answer; no finding hangs on a further fact')]);
  expect(read(folder)).toContain('# both rooms');
  expect(read(folder)).toContain('host-37');
});

test('--ask with --update of a file that extends another knows the sites of that one', async () => {
  const folder = directoryWith({
    'plan.json': plan,
    'base.yaml': mine,
    'lightbound.yaml': 'extends: ./base.yaml\n',
  });
  const io = { cwd: folder, stdin: 'DUB\n40 ms\n', terminals };
  const { code, err } = await runWith(io, 'init', 'plan.json', '--ask', '--update', 'lightbound.yaml');
  expect([code, err]).toEqual([0, expect.stringContaining('2 answers')]);
  expect(read(folder)).toContain('  - between: [host-37, vienna]\n    rtt: 40 ms\n');
  expect(read(folder)).not.toContain('at: VIE');
  const checked = await runIn(folder, 'check', 'plan.json', '--format', 'json', '--fail-on', 'never');
  expect([checked.code, checked.err]).toEqual([0, '']);
});

test('--ask of which the input ends at once writes what is open', async () => {
  const folder = directoryWith({ 'plan.json': plan });
  const { code, err } = await runWith({ cwd: folder, stdin: '', terminals }, 'init', 'plan.json', '--ask');
  expect([code, err]).toEqual([0, expect.stringContaining('0 answers; 5 entries to fill in')]);
});

test.each([[[]], [['stdin']], [['stderr']]] as const)('--ask needs a terminal, not only %j', async (some) => {
  const folder = directoryWith({ 'plan.json': plan });
  const { code, err } = await runWith({ cwd: folder, terminals: some }, 'init', 'plan.json', '--ask');
  expect([code, err]).toEqual([2, expect.stringContaining('--ask needs a terminal')]);
  expect(readdirSync(folder)).toEqual(['plan.json']);
});
