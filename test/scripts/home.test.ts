import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { home } from '../../lib/findings/home';
import { homeIn, homeModule, homeOf, withHome } from '../../scripts/home';

const root = join(__dirname, '../..');
const manifest = JSON.stringify({ name: 'lightbound', license: 'Apache-2.0' });

describe('the address in package.json', () => {
  it('is read back as it was set, in npm’s own form', () => {
    const text = withHome(manifest, 'https://github.com/me/fork');

    expect(homeOf(text)).toBe('https://github.com/me/fork');
    expect(JSON.parse(text)).toEqual({
      name: 'lightbound',
      license: 'Apache-2.0',
      homepage: 'https://github.com/me/fork#readme',
      bugs: { url: 'https://github.com/me/fork/issues' },
      repository: { type: 'git', url: 'git+https://github.com/me/fork.git' },
    });
  });

  it.each(['https://github.com/me/fork/', 'https://github.com/me/fork.git', 'https://github.com/me/fork.git/'])(
    'is the same however it is written: %s',
    (address) => {
      expect(homeOf(withHome(manifest, address))).toBe('https://github.com/me/fork');
    },
  );

  it('takes a server of one’s own, and replaces the address that was there', () => {
    const before = withHome(manifest, 'https://github.com/me/fork');

    expect(homeOf(withHome(before, 'https://git.example.com:8443/net/lightbound'))).toBe(
      'https://git.example.com:8443/net/lightbound',
    );
  });

  it.each([
    '',
    'me/fork',
    'git@github.com:me/fork.git',
    'http://github.com/me/fork',
    'https://github.com/me',
    'https://github.com/me/fork/tree/main',
    "https://github.com/me/fork'+process.exit()+'",
    'https://user:word@github.com/me/fork',
  ])('refuses what is no address of a repository: "%s"', (address) => {
    expect(() => withHome(manifest, address)).toThrow('write https://github.com/<owner>/<name>');
  });

  it.each<Readonly<Record<string, unknown>>>([
    { homepage: undefined },
    { bugs: { url: 'https://github.com/other/fork/issues' } },
    { repository: { type: 'git', url: 'git+https://github.com/other/fork.git' } },
  ])('must be one in all three fields: %j', (change) => {
    const text = JSON.stringify({ ...JSON.parse(withHome(manifest, 'https://github.com/me/fork')), ...change });

    expect(() => homeOf(text)).toThrow('not of one address');
  });
});

describe('the address of this repository', () => {
  it('is the one that the program prints', () => {
    expect(home).toBe(homeIn(root));
    expect(homeModule(home)).toContain(`export const home = '${home}';`);
  });

  it('stands in package.json and in what is generated from it, nowhere else', () => {
    const elsewhere = sourceFiles().filter((path) => handWritten(path).includes(home));

    expect(elsewhere).toEqual(['package.json']);
  });
});

/** Every file of the repository that people may edit, by its path. */
function sourceFiles(): readonly string[] {
  const ignored = ['.git', ...readFileSync(join(root, '.gitignore'), 'utf8').split('\n')].map(
    (line) => line.split('/')[0],
  );
  const kept = readdirSync(root, { withFileTypes: true }).filter(({ name }) => !ignored.includes(name));
  return kept.flatMap((entry) =>
    entry.isDirectory()
      ? readdirSync(join(root, entry.name), { withFileTypes: true, recursive: true })
          .filter((inner) => inner.isFile())
          .map((inner) => join(inner.parentPath, inner.name).slice(root.length + 1))
      : [entry.name],
  );
}

/** The text of a file without what `npm run generate` writes in it. */
function handWritten(path: string): string {
  const text = readFileSync(join(root, path), 'utf8');
  if (path.startsWith('schemas/') || /^\S* ?Generated from /u.test(text)) return '';
  return text.replace(/<!-- (\w+):begin -->.*?<!-- \1:end -->/gsu, '');
}
