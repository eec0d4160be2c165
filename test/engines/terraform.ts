import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { type CommandResult, outputOf, runCommand } from './run-command';
import type { DataFixture } from './stand-in/terraform/data-fixture';
import { type ProviderName, providerNames } from '../schemas/provider-schema';
import { type ProviderServer, startProviders } from './stand-in/terraform/provider-server';

export interface TerraformSandboxOptions {
  /** Path of `terraform` or `tofu`. */
  binary: string;
  /** HCL by file name, or the text of `main.tf`. */
  files: string | Record<string, string>;
  /** A folder whose content is copied in first, such as an example or `cdktf.out/stacks/<name>`. */
  copyFrom?: string;
  providers?: readonly ProviderName[];
  fixtures?: readonly DataFixture[];
}

/** A folder of its own with a configuration, and the stand-in providers the real Terraform or OpenTofu talks to. */
export class TerraformSandbox {
  readonly directory = mkdtempSync(join(tmpdir(), 'lightbound-tf-'));
  private providers: ProviderServer | undefined;

  private constructor(private readonly options: TerraformSandboxOptions) {}

  /** Started, configured and `init`-ed. Call `stop` at the end. */
  static async start(options: TerraformSandboxOptions): Promise<TerraformSandbox> {
    const sandbox = new TerraformSandbox(options);
    try {
      if (options.copyFrom) cpSync(options.copyFrom, sandbox.directory, { recursive: true });
      sandbox.write(options.files);
      const registry = basename(options.binary) === 'tofu' ? 'registry.opentofu.org' : 'registry.terraform.io';
      const { providers = providerNames, fixtures = [] } = options;
      sandbox.providers = await startProviders(registry, providers, fixtures);
      await sandbox.must('init', '-input=false', '-no-color');
      return sandbox;
    } catch (error) {
      sandbox.stop();
      throw error;
    }
  }

  /** Writes or replaces files of the configuration, for a second plan over the first one's state. */
  write(files: string | Record<string, string>): void {
    const named = typeof files === 'string' ? { 'main.tf': files } : files;
    for (const [name, text] of Object.entries(named)) writeFileSync(join(this.directory, name), text);
  }

  run(...args: string[]): Promise<CommandResult> {
    return runCommand(this.options.binary, args, { cwd: this.directory, env: this.environment() });
  }

  /** A line of shell in the sandbox, with the engine under its own name. */
  shell(line: string): Promise<CommandResult> {
    const path = [dirname(this.options.binary), process.env['PATH']].join(delimiter);
    return runCommand('sh', ['-c', line], { cwd: this.directory, env: { ...this.environment(), PATH: path } });
  }

  /** Plans into the file `plan` and returns what `show -json` says of it. */
  async planJson(...args: string[]): Promise<Record<string, unknown>> {
    await this.must('plan', '-input=false', '-no-color', '-out=plan', ...args);
    return JSON.parse(await this.must('show', '-json', 'plan')) as Record<string, unknown>;
  }

  async stateJson(): Promise<Record<string, unknown>> {
    return JSON.parse(await this.must('show', '-json')) as Record<string, unknown>;
  }

  async apply(...args: string[]): Promise<string> {
    return this.must('apply', '-input=false', '-no-color', '-auto-approve', ...args);
  }

  async destroy(...args: string[]): Promise<string> {
    return this.must('destroy', '-input=false', '-no-color', '-auto-approve', ...args);
  }

  stop(): void {
    this.providers?.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  private must(...args: string[]): Promise<string> {
    return outputOf(this.options.binary, args, { cwd: this.directory, env: this.environment() });
  }

  private environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      // The user's own settings may name mirrors or overrides, which would be asked before our servers.
      TF_CLI_CONFIG_FILE: devNull,
      CHECKPOINT_DISABLE: '1',
      TF_IN_AUTOMATION: '1',
      TF_REATTACH_PROVIDERS: JSON.stringify(this.providers?.reattach ?? {}),
    };
  }
}
