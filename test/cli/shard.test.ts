import type { RunResult } from '../../lib/findings/run-result';
import { readShard } from '../../lib/cli/shard';
import { directoryWith, removeDirectories } from './fake-io';
import { runIn } from './run-in';

afterEach(removeDirectories);

const plan = '{"format_version":"1.2","resource_changes":[]}';
const stacks = Array.from({ length: 40 }, (_, i) => `stacks/s${i}`);
const files = Object.fromEntries(
  stacks.flatMap((stack) => [
    [`${stack}/plan.json`, plan],
    [`${stack}/old.json`, plan],
  ]),
);

async function inputsOf(cwd: string, shard: string): Promise<readonly string[]> {
  const { out, code } = await runIn(cwd, 'check', 'stacks', '--shard', shard, '--format', 'json');
  expect(code).toBe(0);
  return (JSON.parse(out) as RunResult).inputs.map(({ path }) => path);
}

it.each([1, 2, 3, 8])('%i shards are all inputs, each once, and the files of a folder stay together', async (count) => {
  const cwd = directoryWith(files);
  const parts: (readonly string[])[] = [];
  for (let index = 1; index <= count; index++) parts.push(await inputsOf(cwd, `${index}/${count}`));
  expect(parts.flat().sort()).toEqual(Object.keys(files).sort());
  for (const part of parts) {
    const folders = part.map((path) => path.replace(/\/[^/]+$/u, ''));
    for (const folder of folders) expect(folders.filter((one) => one === folder)).toHaveLength(2);
    // Chance is fair: of 40 folders no eighth is empty.
    expect(part.length).toBeGreaterThan(0);
  }
});

it('a folder is in the same shard whatever other folders there are', async () => {
  const before = await inputsOf(directoryWith(files), '2/3');
  const few = Object.fromEntries(Object.entries(files).slice(0, 20));
  const after = await inputsOf(directoryWith(few), '2/3');
  expect(after).toEqual(before.filter((path) => path in few));
});

it('a shard without an input is no failure, and says so; a folder without any is one', async () => {
  const cwd = directoryWith({ 'stacks/s0/plan.json': plan });
  const found = await Promise.all(['1/2', '2/2'].map((shard) => runIn(cwd, 'check', 'stacks', '--shard', shard)));
  expect(found.map(({ code }) => code)).toEqual([0, 0]);
  expect(found.map(({ err }) => err).join('')).toMatch(/^lightbound: shard [12]\/2 has none of the 1 files\n$/);
  expect((await runIn(directoryWith({ 'stacks/x.txt': '' }), 'check', 'stacks', '--shard', '1/2')).code).toBe(6);
});

it.each(['0/2', '3/2', '1', '1/0', 'a/b', '1/99999', '-1/2'])('%s is refused', (text) => {
  expect(() => readShard(text)).toThrow('Write a part and how many there are, such as 3/8.');
});
