import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onDemand } from '../../lib/cli/on-demand';
import { run } from '../../lib/cli/run';
import type { RunError } from '../../lib/findings/run-result';
import { directoryWith, fakeIo, removeDirectories, type FakeIo, type FakeIoOptions } from './fake-io';

jest.mock('../../lib/cli/on-demand');

const flow: { understood: number; errors: readonly RunError[] } = { understood: 3, errors: [] };

beforeEach(() => {
  Object.assign(flow, { understood: 3, errors: [] });
  const readForQuestions = ({ documents }: { documents: readonly { path: string }[] }) => ({
    open: () => ({}),
    inputs: documents.map(({ path }) => ({ path, kind: 'terraform-plan', resources: 5, understood: flow.understood })),
    errors: flow.errors,
  });
  Object.assign(onDemand, {
    check: () => ({ readForQuestions }),
    draftFacts: () => ({
      draftFacts: () => ({ sites: [{ asksPlace: true }, {}], links: [{}], workloads: [], platforms: [] }),
    }),
    writeFacts: () => ({ writeFacts: () => 'version: 1\n' }),
    readDocument: () => ({
      ...jest.requireActual<object>('../../lib/documents/read-document'),
      isOurs: () => true,
    }),
  });
});

afterEach(removeDirectories);

async function init(
  cwd: string,
  argv: readonly string[],
  options: FakeIoOptions = {},
): Promise<FakeIo & { code: number }> {
  const io = fakeIo({ ...options, cwd });
  return { ...io, code: await run(['init', ...argv], io, { version: '1.2.3', rules: () => [] }) };
}

it('writes lightbound.yaml and says what is in it', async () => {
  const cwd = directoryWith({ 'plan.json': '{}' });
  const { code, out, err } = await init(cwd, ['plan.json']);
  expect([code, out(), err()]).toEqual([
    0,
    '',
    'lightbound: wrote lightbound.yaml: 2 entries to fill in, marked TODO\n',
  ]);
  expect(readFileSync(join(cwd, 'lightbound.yaml'), 'utf8')).toBe('version: 1\n');
});

it('writes to standard output where asked', async () => {
  const { code, out, err } = await init(directoryWith({ 'plan.json': '{}', 'lightbound.yaml': 'mine' }), [
    'plan.json',
    '-o',
    '-',
  ]);
  expect([code, out(), err()]).toEqual([0, 'version: 1\n', '']);
});

it('overwrites a file only by force', async () => {
  const cwd = directoryWith({ 'plan.json': '{}', 'lightbound.yaml': 'mine' });
  const refused = await init(cwd, ['plan.json']);
  expect([refused.code, refused.err()]).toEqual([
    2,
    'lightbound: lightbound.yaml already exists; add to it with --update lightbound.yaml, or overwrite it with --force\n',
  ]);
  expect(readFileSync(join(cwd, 'lightbound.yaml'), 'utf8')).toBe('mine');
  expect((await init(cwd, ['plan.json', '--force'])).code).toBe(0);
  expect(readFileSync(join(cwd, 'lightbound.yaml'), 'utf8')).toBe('version: 1\n');
});

it('writes nothing where nothing was seen', async () => {
  flow.understood = 0;
  const cwd = directoryWith({ 'plan.json': '{}' });
  const { code, err } = await init(cwd, ['plan.json']);
  expect([code, err()]).toEqual([
    6,
    'lightbound: lightbound.yaml was not written: no resource has a type that Lightbound knows\n',
  ]);
  expect(existsSync(join(cwd, 'lightbound.yaml'))).toBe(false);
  expect((await init(cwd, [])).code).toBe(6);
});

it('says what was not understood, and writes what was', async () => {
  flow.errors = [{ kind: 'input', where: 'plan.json', message: 'the plan is incomplete' }];
  const cwd = directoryWith({ 'plan.json': '{}' });
  const { code, err } = await init(cwd, ['plan.json']);
  expect(code).toBe(3);
  expect(err()).toContain('lightbound: plan.json: the plan is incomplete\n');
  expect(existsSync(join(cwd, 'lightbound.yaml'))).toBe(true);
});
