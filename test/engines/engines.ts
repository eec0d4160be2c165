import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import {
  type EngineBuild,
  actionlint,
  builtPath,
  directoryPulumi,
  executablePulumi,
  hadolint,
  hadolintFolder,
  nodeLanguageHost,
  openTofu,
  yamlLanguageHost,
} from './engine-builds';

export const engineNames = [
  'terraform',
  'tofu',
  'pulumi-3.219.0',
  'pulumi-3.274.1',
  'pulumi',
  'pulumi-language-yaml',
  'actionlint',
  'hadolint',
  'chromium',
] as const;
/** `pulumi` is whatever the user has on PATH: an additional engine that nobody has to have. */
export type EngineName = (typeof engineNames)[number];

export interface Engine {
  name: EngineName;
  path: string;
  version: string;
  origin: 'path' | 'built';
}

export interface MissingEngine {
  name: EngineName;
  reason: string;
}

const howToGet = 'run `npx ts-node --transpile-only test/engines/get-engines.ts`';

let found: (Engine | MissingEngine)[] | undefined;

/** Every engine by name: where it is, or why it is missing. Looks once per process. */
export function findEngines(): (Engine | MissingEngine)[] {
  return (found ??= [
    onPath('terraform', '1.5.0') ?? { name: 'terraform', reason: 'no terraform 1.5 or newer on PATH' },
    onPath('tofu', '1.6.0') ?? built('tofu', openTofu),
    built('pulumi-3.219.0', directoryPulumi, nodeLanguageHost),
    built('pulumi-3.274.1', executablePulumi, nodeLanguageHost),
    onPath('pulumi', '3.100.0') ?? { name: 'pulumi', reason: 'no pulumi 3.100 or newer on PATH' },
    built('pulumi-language-yaml', yamlLanguageHost),
    built('actionlint', actionlint),
    installedHadolint(),
    browser(),
  ]);
}

export function isMissing(engine: Engine | MissingEngine): engine is MissingEngine {
  return 'reason' in engine;
}

/**
 * `describe` with an engine. Skipped, with the reason in the title, where the engine is missing;
 * with LIGHTBOUND_REQUIRE_ENGINES=1 it fails instead, so that a pipeline cannot pass by having nothing.
 */
export function describeWith(name: EngineName, title: string, tests: (engine: Engine) => void): void {
  const engine = findEngines().find((one) => one.name === name) ?? { name, reason: 'no such engine' };
  if (!isMissing(engine)) {
    describe(title, () => tests(engine));
  } else if (process.env['LIGHTBOUND_REQUIRE_ENGINES'] === '1' && name !== 'pulumi') {
    describe(title, () => {
      it(`needs ${name}`, () => {
        throw new Error(engine.reason);
      });
    });
  } else {
    describe.skip(`${title} [skipped: ${engine.reason}]`, () => {
      it(`needs ${name}`, () => undefined);
    });
  }
}

function built(name: EngineName, ...builds: [EngineBuild, ...EngineBuild[]]): Engine | MissingEngine {
  const missing = builds.filter((build) => !existsSync(builtPath(build)));
  if (missing.length === 0) return { name, path: builtPath(builds[0]), version: builds[0].version, origin: 'built' };
  return {
    name,
    reason: `${missing.map(({ tool, version }) => `${tool} ${version}`).join(' and ')} not built: ${howToGet}`,
  };
}

/** Only this version: another one may find other faults. */
function installedHadolint(): Engine | MissingEngine {
  const { tool: name, version } = hadolint;
  const path = join(hadolintFolder(), 'bin', name);
  return isExecutable(path)
    ? { name, path, version, origin: 'built' }
    : { name, reason: `${name} ${version} not installed: ${howToGet}` };
}

function onPath(name: 'terraform' | 'tofu' | 'pulumi', atLeast: string): Engine | undefined {
  for (const directory of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(directory, name);
    const version = isExecutable(path) ? versionOf(path) : undefined;
    if (version && compareVersions(version, atLeast) >= 0) return { name, path, version, origin: 'path' };
  }
  return undefined;
}

/** Chromium by one of its names; which version it is tells `--version`. */
function browser(): Engine | MissingEngine {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const path = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
  if (path === undefined) return { name: 'chromium', reason: `no ${names.join(', ')} on PATH` };
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  return { name: 'chromium', path, version: /\d+(?:\.\d+)+/.exec(stdout)?.[0] ?? 'unknown', origin: 'path' };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function versionOf(path: string): string | undefined {
  const env = { ...process.env, CHECKPOINT_DISABLE: '1', PULUMI_SKIP_UPDATE_CHECK: '1' };
  const { stdout } = spawnSync(path, ['version'], { encoding: 'utf8', env });
  return /v(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
}

/** Negative, zero or positive, as a comparator answers. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [left, right].map((version) => version.split('.').map(Number));
  return (a ?? []).map((part, index) => part - (b?.[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
