import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gatherDocuments, type Gathered } from '../../lib/cli/gather-documents';
import { Progress } from '../../lib/cli/progress';
import { directoryWith, fakeIo, removeDirectories, type FakeIoOptions } from './fake-io';

jest.mock('../../lib/cli/on-demand', () => ({
  onDemand: {
    readDocument: () => ({
      ...jest.requireActual<object>('../../lib/documents/read-document'),
      isOurs: ({ bytes }: { bytes: Uint8Array }) => Buffer.from(bytes).toString().includes('ours'),
    }),
  },
}));

afterEach(removeDirectories);

function gather(inputs: readonly string[], options: FakeIoOptions): Promise<Gathered> {
  const io = fakeIo(options);
  return Progress.during(io.stderr, (progress) => gatherDocuments(inputs, io, progress));
}

const paths = ({ documents }: Gathered): readonly string[] => documents.map(({ path }) => path);

describe('of a file', () => {
  it('takes the bytes as they are, whatever they are', async () => {
    const cwd = directoryWith({ 'a.bin': Buffer.from([0xff, 0xfe, 0x00]) });
    const { documents } = await gather(['a.bin'], { cwd });
    expect(documents.map(({ path, bytes }) => [path, ...bytes])).toEqual([['a.bin', 0xff, 0xfe, 0x00]]);
  });

  it('reads it once, though several inputs lead to it', async () => {
    const cwd = directoryWith({ 'd/a.json': 'ours' });
    symlinkSync('d/a.json', join(cwd, 'link.json'));
    expect(paths(await gather(['d/a.json', './d/../d/a.json', 'd', 'link.json'], { cwd }))).toEqual(['d/a.json']);
  });

  it('names it as it was given, an absolute path too', async () => {
    const cwd = directoryWith({ 'd/a.json': 'ours', 'b.json': 'ours' });
    expect(paths(await gather(['./d/a.json', join(cwd, 'b.json')], { cwd }))).toEqual(['d/a.json', `${cwd}/b.json`]);
  });

  it('belongs to the stack of its folder, relative to the working directory, however it is named', async () => {
    const cwd = directoryWith({ 'prod/eu/plan.json': 'ours', 'plan.json': 'ours', 'work/x': '' });
    const stacks = async (from: string, ...inputs: string[]): Promise<readonly (string | undefined)[]> =>
      (await gather(inputs, { cwd: join(cwd, from) })).documents.map(({ stack }) => stack);
    expect(await stacks('.', 'prod/eu/plan.json', 'plan.json')).toEqual(['prod/eu', '']);
    expect(await stacks('.', join(cwd, 'prod/eu/plan.json'))).toEqual(['prod/eu']);
    expect(await stacks('work', '../prod/eu/plan.json', '../plan.json')).toEqual(['../prod/eu', '..']);
    expect((await gather(['-'], { cwd, stdin: 'x' })).documents.map(({ stack }) => stack)).toEqual(['']);
  });

  it('says in words why it cannot be read, and reads the others', async () => {
    const cwd = directoryWith({ 'a.json': 'ours' });
    symlinkSync('loop', join(cwd, 'loop'));
    const gathered = await gather(['none.json', 'a.json/b', 'loop', 'a.json'], { cwd });
    expect(paths(gathered)).toEqual(['a.json']);
    expect(gathered.errors.map(({ kind, where, message }) => [kind, where, message])).toEqual([
      ['input', 'none.json', 'cannot be read: no such file or directory'],
      ['input', 'a.json/b', 'cannot be read: not a directory'],
      ['input', 'loop', 'cannot be read: too many symbolic links encountered'],
    ]);
  });

  const asRoot = process.getuid?.() === 0;
  (asRoot ? it.skip : it)('says that permission is denied', async () => {
    const cwd = directoryWith({ 'secret.json': 'ours' });
    chmodSync(join(cwd, 'secret.json'), 0);
    expect((await gather(['secret.json'], { cwd })).errors[0]?.message).toBe('cannot be read: permission denied');
  });
});

describe('of a directory', () => {
  it('takes what looks like an input, in sorted order', async () => {
    const cwd = directoryWith({
      'b/plan.json': 'ours',
      'a.json': 'ours',
      'b/a.tfstate': 'ours',
      'b/package.json': 'theirs',
      'b/main.tf': 'ours',
      'node_modules/x/plan.json': 'ours',
      '.terraform/terraform.tfstate': 'ours',
      '.git/x.json': 'ours',
      '.hidden.json': 'ours',
    });
    const gathered = await gather(['.'], { cwd });
    expect(paths(gathered)).toEqual(['.hidden.json', 'a.json', 'b/a.tfstate', 'b/plan.json']);
    expect(gathered.errors).toEqual([]);
    expect(gathered.others).toEqual(['b/package.json']);
    expect(paths(await gather([join(cwd, 'b')], { cwd }))).toEqual([`${cwd}/b/a.tfstate`, `${cwd}/b/plan.json`]);
  });

  it('takes names in any case, and compressed ones', async () => {
    const cwd = directoryWith({
      'a.JSON': 'ours',
      'b.json.gz': 'ours',
      'c.jsonl': 'ours',
      'd.tfstate.gz': 'ours',
      'e.gz': 'ours',
    });
    expect(paths(await gather(['.'], { cwd }))).toEqual(['a.JSON', 'b.json.gz', 'c.jsonl', 'd.tfstate.gz']);
  });

  it('takes the stacks of a cdktf.out, whatever is in them, and the files beside them', async () => {
    const cwd = directoryWith({
      'cdktf.out/manifest.json': 'ours',
      'cdktf.out/stacks/two/cdk.tf.json': 'ours',
      'cdktf.out/stacks/one/cdk.tf.json': 'theirs',
      'cdktf.out/stacks/one/assets/x/plan.json': 'ours',
      'cdktf.out/stacks/three/other.json': 'ours',
      'cdktf.out/assets/plan.json': 'ours',
      'cdktf.out/plan.json': 'ours',
    });
    const stacks = ['cdktf.out/stacks/one/cdk.tf.json', 'cdktf.out/stacks/two/cdk.tf.json', 'cdktf.out/plan.json'];
    expect(paths(await gather(['cdktf.out'], { cwd }))).toEqual(stacks);
    expect(paths(await gather(['.'], { cwd }))).toEqual(stacks);
  });

  it('is incomplete where a synthesis wrote stacks and no manifest, which it writes last; the stacks are read all the same', async () => {
    const cwd = directoryWith({ 'cdktf.out/stacks/one/cdk.tf.json': 'ours', 'live/stacks/prod/plan.json': 'ours' });
    const gathered = await gather(['.'], { cwd });
    expect(paths(gathered)).toEqual(['cdktf.out/stacks/one/cdk.tf.json', 'live/stacks/prod/plan.json']);
    expect(gathered.errors).toEqual([
      {
        kind: 'input',
        where: 'cdktf.out',
        message: 'holds stacks and no manifest.json: the synthesis failed or has not ended; synthesise again',
      },
    ]);
  });

  it('is not led in circles by links', async () => {
    const cwd = directoryWith({ 'd/a.json': 'ours', 'b.json': 'ours' });
    symlinkSync('..', join(cwd, 'd/up'));
    symlinkSync('a.json', join(cwd, 'd/b.json'));
    symlinkSync('nowhere', join(cwd, 'd/c.json'));
    expect(paths(await gather(['d'], { cwd }))).toEqual(['d/a.json']);
    expect(paths(await gather(['d/b.json'], { cwd }))).toEqual(['d/b.json']);
  });

  it('is not led out of it by links to files, which are named, and followed once they are named', async () => {
    const cwd = directoryWith({ 'd/a.json': 'ours', 'out.json': 'ours', 'd/cdktf.out/manifest.json': '{}' });
    mkdirSync(join(cwd, 'd/cdktf.out/stacks/s'), { recursive: true });
    symlinkSync('../out.json', join(cwd, 'd/b.json'));
    symlinkSync('../../../../out.json', join(cwd, 'd/cdktf.out/stacks/s/cdk.tf.json'));
    const gathered = await gather(['d'], { cwd });
    expect(paths(gathered)).toEqual(['d/a.json']);
    expect(gathered.outside).toEqual(['d/b.json', 'd/cdktf.out/stacks/s/cdk.tf.json']);
    expect(paths(await gather(['d/b.json'], { cwd }))).toEqual(['d/b.json']);
  });

  it('is followed itself, where it is a link that is named', async () => {
    const cwd = directoryWith({ 'd/a.json': 'ours' });
    symlinkSync('d', join(cwd, 'link'));
    expect(paths(await gather(['link'], { cwd }))).toEqual(['link/a.json']);
  });

  it('names each that holds nothing', async () => {
    const cwd = directoryWith({ 'a/plan.json': 'ours', 'b/package.json': 'theirs' });
    mkdirSync(join(cwd, 'c'));
    const gathered = await gather(['a', 'b', 'c', 'a'], { cwd });
    expect(paths(gathered)).toEqual(['a/plan.json']);
    expect(gathered.empty.map(({ path }) => path)).toEqual(['b', 'c']);
  });
});

describe('of standard input', () => {
  it('takes all of it, once', async () => {
    const { documents } = await gather(['-', '-'], { stdin: 'ours' });
    expect(documents.map(({ path, bytes }) => [path, Buffer.from(bytes).toString()])).toEqual([['-', 'ours']]);
  });

  it('refuses a terminal, which would wait for ever', async () => {
    await expect(gather(['-'], { terminals: ['stdin'] })).rejects.toThrow(/^standard input is a terminal/);
  });
});
