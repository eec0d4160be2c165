import { existsSync } from 'node:fs';
import { runIn, runWith } from './run-in';

const plan = 'test/fixtures/plans/ovh-private-network-regions/plan.json';
const full = 'lightbound: /dev/full cannot be written: no space left on device\n';

/** Of Linux: whatever is written to it finds no space. */
const there = existsSync('/dev/full') ? describe : describe.skip;

there('a disk that is full', () => {
  it.each([
    ['check', [plan, '--format', 'json=/dev/full', '-q']],
    ['check', [plan, '-o', '/dev/full', '-q']],
    ['check', [plan, '--write-baseline', '/dev/full', '-q', '-o', '/dev/null']],
    ['init', [plan, '-o', '/dev/full', '--force']],
    ['link', ['vienna', 'dublin', '-o', '/dev/full']],
  ])('ends %s %j with exit code 7', async (command, argv) => {
    const { code, err } = await runIn(process.cwd(), command, ...argv);
    expect([code, err]).toEqual([7, full]);
  });
});

it.each([
  ['check', plan],
  ['waivers'],
  ['explain'],
  ['explain', 'migration-converges'],
  ['completion', 'bash'],
  ['link', 'vienna', 'dublin'],
  ['demo'],
  ['--help'],
  ['--version'],
  ['check', '--help'],
])('standard output on a disk that is full ends %j %j with exit code 7', async (...argv) => {
  const { code, err } = await runWith({ cwd: process.cwd(), stdoutFails: 'ENOSPC' }, ...argv);
  expect([code, err]).toEqual([7, 'lightbound: standard output cannot be written: no space left on device\n']);
});

it.each([
  ['none/report.json', 'no such file or directory'],
  ['test', 'it is a directory, not a file'],
  ['package.json/report.json', 'not a directory'],
])('a path that cannot be written, %s, is a usage error', async (path, why) => {
  const { code, err } = await runIn(process.cwd(), 'check', plan, '--format', `json=${path}`, '-q');
  expect([code, err]).toEqual([2, `lightbound: ${path} cannot be written: ${why}\n`]);
});
