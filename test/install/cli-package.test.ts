import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packageFile from '../../package.json';
import { packBeside } from '../../bin/pack-beside';
import { npmPack, unpack } from '../engines/installs';
import { outputOf } from '../engines/run-command';
import { runAlone, wholeJob } from './whole-job';

jest.setTimeout(120_000);

const root = join(__dirname, '../..');
const cli = join(root, 'build/cli');

/** Needs `npm run build`, which `npm ci` runs. */
(existsSync(cli) ? describe : describe.skip)('lightbound-cli, packed and installed in an empty folder', () => {
  let folder = '';
  const packed = { cli: '', pack: '' };

  /** A tarball of the pack that tells its version apart; its dependencies, which its command does not need, stay in the registry. */
  async function packTheOther(): Promise<string> {
    const source = join(folder, 'source');
    await unpack(join(folder, (await npmPack(root, folder)).trim()), source);
    const { dependencies: _, scripts: __, ...manifest } = packageFile;
    writeFileSync(join(source, 'package.json'), JSON.stringify({ ...manifest, version: '99.0.0' }));
    return join(folder, (await npmPack(source, folder)).trim());
  }

  const npm = (project: string, ...args: string[]): Promise<string> =>
    outputOf('npm', [...args, '--offline', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: project,
      env: process.env,
    });

  function emptyProject(name: string): string {
    const project = join(folder, name);
    mkdirSync(project);
    writeFileSync(join(project, 'package.json'), '{ "private": true }');
    return project;
  }

  const command = (project: string): string => join(project, 'node_modules/.bin/lightbound');
  const versionOf = (project: string): string => runAlone(command(project), ['--version'], project).stdout.trim();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lightbound-cli-'));
    packed.cli = join(folder, (await npmPack(cli, folder)).trim());
    packed.pack = await packTheOther();
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  let alone = '';
  beforeAll(async () => {
    alone = emptyProject('alone');
    await npm(alone, 'install', packed.cli);
  });

  it('is one package, with the version of the pack, its licence and the licences of others', () => {
    const installed = readdirSync(join(alone, 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(installed).toEqual(['lightbound-cli']);
    expect(versionOf(alone)).toBe(packageFile.version);
    for (const name of ['LICENSE', 'THIRD-PARTY-LICENSES']) {
      expect(readFileSync(join(alone, 'node_modules/lightbound-cli', name), 'utf8')).not.toBe('');
    }
  });

  it.each(wholeJob)('does all of `%s`', (_, args, expected) => {
    expect(runAlone(command(alone), args, alone)).toMatchObject(expected(alone) as object);
  });

  it('gives way to a pack that is installed later', async () => {
    const project = join(folder, 'pack-last');
    cpSync(alone, project, { recursive: true, verbatimSymlinks: true });
    await npm(project, 'install', packed.pack);

    expect(versionOf(project)).toBe('99.0.0');
  });

  it('gives way to a pack that was there before, over whose command npm links its own', async () => {
    const project = emptyProject('pack-first');
    await npm(project, 'install', packed.pack);
    await npm(project, 'install', packed.cli);

    expect(versionOf(project)).toBe('99.0.0');
  });
});

describe('the pack beside', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lightbound-beside-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const lay = (modules: string): string => {
    mkdirSync(join(folder, modules, 'lightbound/dist/bin'), { recursive: true });
    writeFileSync(join(folder, modules, 'lightbound/dist/bin/lightbound.js'), '');
    return join(folder, modules, 'lightbound-cli/dist/bin');
  };

  it('is taken from the same node_modules', () => {
    expect(packBeside(lay('node_modules'))).toBe(join(folder, 'node_modules/lightbound/dist/bin/lightbound.js'));
  });

  it('is not taken from a folder that is no node_modules, whatever stands in it', () => {
    expect(packBeside(lay('work'))).toBeUndefined();
  });

  it('is not taken from a node_modules further up or of the working folder', () => {
    lay('node_modules');

    expect(packBeside(join(folder, 'node_modules/tool/node_modules/lightbound-cli/dist/bin'))).toBeUndefined();
  });
});
