import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { builtPath, executablePulumi, nodeLanguageHost, yamlLanguageHost } from './engine-builds';
import type { Engine } from './engines';
import { type CommandResult, outputOf, runCommand } from './run-command';

const repository = join(__dirname, '../..');

/** What an invoked function answers when its token and these arguments match; without one it returns its arguments and an id. */
export interface InvokeFixture {
  token: string;
  match?: Record<string, unknown>;
  values: Record<string, unknown>;
}

export interface PulumiSandboxOptions {
  engine: Engine;
  /** The program by file name, or the text of `index.js`. */
  files: string | Record<string, string>;
  /** A folder whose content is copied in first, such as an example. */
  copyFrom?: string;
  /** The project's `node_modules`; by default the repository's. */
  modules?: string;
  /** Packages whose resources the stand-in provider takes, such as `vsphere` and `aws`. */
  providers: readonly string[];
  invokes?: readonly InvokeFixture[];
  /** What stands already and a program may import, by id. */
  standing?: Readonly<Record<string, object>>;
  /** Schemas of packages, which programs in YAML ask the provider for. */
  schemas?: Readonly<Record<string, object>>;
  /** Stack configuration, as `pulumi config set` takes it. */
  config?: Record<string, string>;
}

export interface PolicyOptions {
  /** The pack's folder, with `PulumiPolicy.yaml` and a `node_modules` that holds Pulumi's SDK. */
  policyPack?: string;
  policyPackConfig?: unknown;
  json?: boolean;
  args?: readonly string[];
  env?: NodeJS.ProcessEnv;
}

/** A project, a stack and a home of its own for the real Pulumi CLI, with stand-in providers. */
export class PulumiSandbox {
  private readonly root = mkdtempSync(join(tmpdir(), 'lightbound-pulumi-'));
  readonly directory = join(this.root, 'project');

  private constructor(private readonly options: PulumiSandboxOptions) {}

  /** With a stack `test` in a file backend. Call `stop` at the end. */
  static async start(options: PulumiSandboxOptions): Promise<PulumiSandbox> {
    const sandbox = new PulumiSandbox(options);
    try {
      sandbox.prepare();
      await sandbox.must('stack', 'init', 'test');
      for (const [name, value] of Object.entries(options.config ?? {}))
        await sandbox.must('config', 'set', name, value);
      return sandbox;
    } catch (error) {
      sandbox.stop();
      throw error;
    }
  }

  /** Writes or replaces files of the program, for a second preview over the first one's state. */
  write(files: string | Record<string, string>): void {
    const named = typeof files === 'string' ? { 'index.js': files } : files;
    for (const [name, text] of Object.entries(named)) writeFileSync(join(this.directory, name), text);
  }

  run(...args: string[]): Promise<CommandResult> {
    return this.runWith({}, args);
  }

  preview(options: PolicyOptions = {}): Promise<CommandResult> {
    return this.withPack(['preview'], options);
  }

  up(options: PolicyOptions = {}): Promise<CommandResult> {
    return this.withPack(['up', '--yes', '--skip-preview'], options);
  }

  destroy(): Promise<CommandResult> {
    return this.run('destroy', '--yes', '--skip-preview');
  }

  async exportStack(): Promise<Record<string, unknown>> {
    return JSON.parse(await this.must('stack', 'export')) as Record<string, unknown>;
  }

  /** `pulumi policy analyze` of the stack, or of a state file. Not in 3.219.0. */
  policyAnalyze({ file, ...options }: PolicyOptions & { file?: string }): Promise<CommandResult> {
    return this.withPack(['policy', 'analyze', ...(file ? ['--file', file] : [])], options);
  }

  stop(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private withPack(
    command: string[],
    { policyPack, policyPackConfig, json, args = [], env = {} }: PolicyOptions,
  ): Promise<CommandResult> {
    const flags = [...command, ...args];
    if (json) flags.push('--json');
    if (policyPack) flags.push('--policy-pack', this.takesExecutable ? executableOf(policyPack) : policyPack);
    if (policyPackConfig !== undefined) {
      const file = join(this.root, 'policy-config.json');
      writeFileSync(file, JSON.stringify(policyPackConfig));
      flags.push('--policy-pack-config', file);
    }
    return this.runWith({ ...env, ...(policyPack ? { LIGHTBOUND_PACK_DIR: policyPack } : {}) }, flags);
  }

  private get takesExecutable(): boolean {
    return this.options.engine.path === builtPath(executablePulumi);
  }

  private prepare(): void {
    const { copyFrom, files, providers, modules } = this.options;
    for (const name of ['project', 'home', 'state', 'providers']) mkdirSync(join(this.root, name));
    if (copyFrom) cpSync(copyFrom, this.directory, { recursive: true });
    this.write(files);
    const projectFile = join(this.directory, 'Pulumi.yaml');
    const project = existsSync(projectFile)
      ? (parse(readFileSync(projectFile, 'utf8')) as object)
      : { name: 'sandbox', runtime: 'nodejs' };
    const path = join(this.root, 'providers');
    const plugins = { providers: providers.map((name) => ({ name, path })) };
    writeFileSync(projectFile, stringify({ ...project, plugins }));
    if (!existsSync(join(this.directory, 'package.json'))) this.write({ 'package.json': '{ "name": "sandbox" }' });
    if (!existsSync(join(this.directory, 'node_modules'))) {
      symlinkSync(modules ?? join(repository, 'node_modules'), join(this.directory, 'node_modules'));
    }
    for (const name of providers) {
      symlinkSync(join(__dirname, 'stand-in/pulumi/resource-provider.js'), join(path, `pulumi-resource-${name}`));
    }
  }

  private must(...args: string[]): Promise<string> {
    return outputOf(this.options.engine.path, [...args, ...quiet], { cwd: this.directory, env: this.environment({}) });
  }

  private runWith(extra: NodeJS.ProcessEnv, args: string[]): Promise<CommandResult> {
    return runCommand(this.options.engine.path, [...args, ...quiet], {
      cwd: this.directory,
      env: this.environment(extra),
    });
  }

  private environment(extra: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    const { engine, invokes = [], standing = {}, schemas = {} } = this.options;
    // A Pulumi on PATH has its own language host and analyzer beside it.
    const hosts = [nodeLanguageHost, yamlLanguageHost].map((host) => dirname(builtPath(host)));
    const ours = engine.origin === 'built' ? [...hosts, join(__dirname, 'bin')] : [];
    return {
      ...process.env,
      PATH: [...ours, process.env['PATH']].join(delimiter),
      PULUMI_HOME: join(this.root, 'home'),
      PULUMI_BACKEND_URL: `file://${join(this.root, 'state')}`,
      PULUMI_CONFIG_PASSPHRASE: 'sandbox',
      PULUMI_SKIP_UPDATE_CHECK: '1',
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
      LIGHTBOUND_INVOKE_FIXTURES: JSON.stringify(invokes),
      LIGHTBOUND_STANDING_FIXTURES: JSON.stringify(standing),
      LIGHTBOUND_SCHEMA_FIXTURES: JSON.stringify(schemas),
      ...extra,
    };
  }
}

/** The program of the package `lightbound`, by npm's link where it is installed; any other pack is started by the few lines of ours. */
function executableOf(pack: string): string {
  const { bin = {} } = JSON.parse(readFileSync(join(pack, 'package.json'), 'utf8')) as { bin?: Record<string, string> };
  const link = join(pack, '../.bin/lightbound-pack');
  if (existsSync(link)) return link;
  const own = bin['lightbound-pack'];
  return own === undefined ? join(__dirname, 'bin/lightbound-pack') : join(pack, own);
}

const quiet = ['--non-interactive', '--color', 'never'];
