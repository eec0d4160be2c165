import { releaseNotes, type Release } from '../../scripts/release-notes';
import { withHome } from '../../scripts/home';

const home = 'https://github.com/me/fork';
const manifest = (version: string): string => withHome(JSON.stringify({ name: 'lightbound', version }), home);
const lock = (version: string): string => JSON.stringify({ version, packages: { '': { version } } });

const older = '## [0.1.0] - 2026-11-30\n\n### Added\n\n- The first rules.\n';
const changelog = (top: string): string => `# Changelog\n\nWhat changes.\n\n${top}\n\n${older}`;
const entry = '### Added\n\n- A rule, `a-law`.\n\n### Fixed\n\n- A limit.';

const release = (change: Partial<Release> = {}): Release => ({
  tag: 'v0.2.0',
  manifest: manifest('0.2.0'),
  lock: lock('0.2.0'),
  changelog: changelog(`## [Unreleased]\n\n## [0.2.0] - 2027-02-28\n\n${entry}`),
  repository: home,
  ...change,
});

const problemsOf = (change: Partial<Release>): readonly string[] => {
  const outcome = releaseNotes(release(change));
  return 'problems' in outcome ? outcome.problems : [];
};

describe('a release whose tag, version and changelog agree', () => {
  it('has the entry of the changelog for notes, and nothing of older ones', () => {
    expect(releaseNotes(release())).toEqual({ notes: `${entry}\n` });
  });

  it('needs no heading for what comes next, and no repository outside a workflow', () => {
    const own = changelog(`## [0.2.0] - 2027-02-28\n\n${entry}`);

    expect(releaseNotes(release({ changelog: own, repository: undefined }))).toEqual({ notes: `${entry}\n` });
  });

  it('may be one before a version', () => {
    const first = changelog(`## [1.0.0-rc.1] - 2027-02-28\n\n${entry}`);
    const version = '1.0.0-rc.1';

    expect(
      releaseNotes(release({ tag: `v${version}`, manifest: manifest(version), lock: lock(version), changelog: first })),
    ).toEqual({ notes: `${entry}\n` });
  });
});

describe('a release is refused', () => {
  it.each<[string, Partial<Release>, string]>([
    ['with the tag of another version', { tag: 'v0.2.1' }, 'the tag v0.2.1 is not v0.2.0'],
    ['with a tag that has no v', { tag: '0.2.0' }, 'the tag 0.2.0 is not v0.2.0'],
    ['with another version in the lock file', { lock: lock('0.1.0') }, 'package-lock.json has another version'],
    [
      'with another version in the root of the lock file',
      { lock: JSON.stringify({ version: '0.2.0', packages: { '': { version: '0.1.0' } } }) },
      'package-lock.json has another version',
    ],
    [
      'with entries that are not of a version',
      { changelog: changelog(`## [Unreleased]\n\n- Something.\n\n## [0.2.0] - 2027-02-28\n\n${entry}`) },
      'unreleased entries',
    ],
    [
      'without an entry',
      { changelog: changelog('## [Unreleased]') },
      '"## [0.1.0] - 2026-11-30" on top: write "## [0.2.0] -',
    ],
    ['with an empty changelog', { changelog: '# Changelog\n' }, 'no entry on top'],
    ['without a date', { changelog: changelog(`## [0.2.0]\n\n${entry}`) }, '"## [0.2.0]" on top'],
    ['with a day that is none', { changelog: changelog(`## [0.2.0] - 2027-02-29\n\n${entry}`) }, 'on top: write'],
    ['that nothing is said of', { changelog: changelog('## [0.2.0] - 2027-02-28') }, 'says nothing of 0.2.0'],
    [
      'from another repository',
      { repository: 'https://github.com/you/fork' },
      'npm run set-home -- https://github.com/you/fork',
    ],
  ])('%s', (_, change, problem) => {
    expect(problemsOf(change)).toEqual([expect.stringContaining(problem)]);
  });

  it('with everything that is wrong at once', () => {
    expect(problemsOf({ tag: 'v9.0.0', lock: lock('0.1.0'), repository: 'https://github.com/you/fork' })).toHaveLength(
      3,
    );
  });
});
