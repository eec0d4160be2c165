/**
 * Prints what the changelog says of a release, for its page: `npm run --silent release-notes -- v0.2.0`.
 * Ends with 1 and says why where tag, version, changelog and repository are not of one release.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { homeOf } from './home';

/** The files that a release must agree with, as text, and what is asked of them. */
export interface Release {
  readonly tag: string;
  /** package.json. */
  readonly manifest: string;
  /** package-lock.json. */
  readonly lock: string;
  readonly changelog: string;
  /** Address of the repository that releases; undefined outside a workflow. */
  readonly repository?: string | undefined;
}

/** A heading of the changelog and what stands below it. */
interface Entry {
  readonly heading: string;
  readonly text: string;
}

/** The entry of the changelog, or everything that does not fit, one line each. */
export function releaseNotes(release: Release): { readonly notes: string } | { readonly problems: readonly string[] } {
  const { version } = JSON.parse(release.manifest) as { version: string };
  const [first, second] = entriesOf(release.changelog);
  const isAhead = first?.heading === '[Unreleased]';
  const top = isAhead ? second : first;
  const problems = [
    ...(release.tag === `v${version}`
      ? []
      : [`the tag ${release.tag} is not v${version}, the version of package.json`]),
    ...(lockedVersions(release.lock).every((locked) => locked === version)
      ? []
      : [`package-lock.json has another version than ${version}: run \`npm install --package-lock-only\``]),
    ...(isAhead && first.text !== ''
      ? ['CHANGELOG.md has unreleased entries: move them below the heading of the version']
      : []),
    ...changelogProblems(top, version),
    ...homeProblems(release),
  ];
  return problems.length > 0 || top === undefined ? { problems } : { notes: `${top.text}\n` };
}

const lockedVersions = (lock: string): readonly (string | undefined)[] => {
  const { version, packages } = JSON.parse(lock) as { version?: string; packages?: { '': { version?: string } } };
  return [version, packages?.[''].version];
};

function entriesOf(changelog: string): readonly Entry[] {
  const [, ...entries] = changelog.split(/^## /mu);
  return entries.map((entry) => {
    const [heading = '', ...lines] = entry.split('\n');
    return { heading: heading.trim(), text: lines.join('\n').trim() };
  });
}

function changelogProblems(top: Entry | undefined, version: string): readonly string[] {
  const [, headed, date = ''] = /^\[(.+)\] - (\d{4}-\d{2}-\d{2})$/u.exec(top?.heading ?? '') ?? [];
  if (top === undefined || headed !== version || !isDate(date)) {
    const found = top === undefined ? 'no entry' : `"## ${top.heading}"`;
    return [`CHANGELOG.md has ${found} on top: write "## [${version}] - <year>-<month>-<day>"`];
  }
  return top.text === '' ? [`CHANGELOG.md says nothing of ${version}`] : [];
}

/** A day of the calendar: JavaScript takes 30 February for 1 March. */
const isDate = (text: string): boolean => {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

/** A registry accepts a provenance only for the repository that package.json names. */
function homeProblems({ manifest, repository }: Release): readonly string[] {
  const home = homeOf(manifest);
  return repository === undefined || repository === home
    ? []
    : [`package.json names ${home}, and this is ${repository}: run \`npm run set-home -- ${repository}\``];
}

function main(): void {
  const root = join(__dirname, '..');
  const read = (name: string): string => readFileSync(join(root, name), 'utf8');
  const [tag] = process.argv.slice(2);
  if (tag === undefined) {
    console.error('usage: npm run --silent release-notes -- v<version>');
    process.exitCode = 2;
    return;
  }
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name } = process.env;
  const outcome = releaseNotes({
    tag,
    manifest: read('package.json'),
    lock: read('package-lock.json'),
    changelog: read('CHANGELOG.md'),
    repository: server === undefined || name === undefined ? undefined : `${server}/${name}`,
  });
  if ('notes' in outcome) {
    process.stdout.write(outcome.notes);
    return;
  }
  for (const problem of outcome.problems) console.error(problem);
  process.exitCode = 1;
}

if (require.main === module) main();
