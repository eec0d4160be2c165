import { loadDeclarations } from '../../lib/facts-file/load-declarations';
import { rules } from '../../policies';
import { directoryWith, removeDirectories } from './fake-io';
import { runIn } from './run-in';

afterEach(removeDirectories);

const plan = '{"format_version":"1.2","resource_changes":[]}';
const why = 'its name holds a NUL character';

it.each([
  ['a format', 'check: { format: ["json=a\\0"] }', `a\\u0000 cannot be written: ${why}`],
  ['a baseline', 'check: { baseline: "b\\0.json" }', `the baseline b\\u0000.json cannot be read: ${why}`],
  ['an extended file', 'extends: "./far.yaml\\0"', `lightbound.yaml extends: far.yaml\\u0000 cannot be read: ${why}`],
  ['a plug-in', 'plugins: ["./own.cjs\\0"]', 'lightbound.yaml plugins: ./own.cjs\\u0000: there is no such file'],
])('NUL in the name of %s is a usage error', async (_, facts, line) => {
  const folder = directoryWith({ 'plan.json': plan, 'lightbound.yaml': `${facts}\nplatforms: { vsan: '8.0' }\n` });
  const { code, err } = await runIn(folder, 'check', 'plan.json');
  expect([code, err]).toEqual([2, `lightbound: ${line}\n`]);
});

// No shell gives a program such an argument, though a program may hand one over.
it.each([
  ['check', 'a\0.json', 3],
  ['check', 'plan.json', '--facts', 'a\0.yaml', 2],
  ['check', 'plan.json', '--waivers', 'a\0.yaml', 2],
  ['check', 'plan.json', '--config-from', 'a\0.yaml', 2],
  ['check', 'plan.json', '--baseline', 'a\0.json', 2],
  ['check', 'plan.json', '--write-baseline', 'a\0.json', 2],
  ['check', 'plan.json', '-o', 'a\0.txt', 2],
  ['init', 'plan.json', '--update', 'a\0.yaml', 2],
  ['report', 'plan.json', '--history', 'a\0.db', 2],
  ['report', 'a\0.json', 3],
  ['report', 'plan.json/a.json', 3],
  ['new-rule', 'link-approved', '--folder', 'a\0', 2],
])('%j %j ends in no internal error', async (...argv) => {
  const code = argv.at(-1);
  const done = await runIn(directoryWith({ 'plan.json': plan }), ...argv.slice(0, -1).map(String));
  expect([done.code, done.err]).toEqual([code, expect.not.stringContaining('internal error')]);
});

it('the file of a program that loads facts is an error with one line', () => {
  expect(() => loadDeclarations({ facts: { path: '/a\0.yaml' } }, { rules })).toThrow(
    `a\0.yaml: the facts file cannot be read: ${why}`,
  );
});
