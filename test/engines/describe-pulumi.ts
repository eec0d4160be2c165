import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Finding } from '../../lib/findings/finding';
import type { RunResult } from '../../lib/findings/run-result';
import { describeWith, type Engine } from './engines';
import { PulumiSandbox, type PulumiSandboxOptions } from './pulumi';

const repository = join(__dirname, '../..');

/** A program in a sandbox of its own, which ends with what is done in it. */
export type WithProgram = (
  files: string | Record<string, string>,
  use: (sandbox: PulumiSandbox) => Promise<void>,
  options?: Partial<PulumiSandboxOptions>,
) => Promise<void>;

/** `describe` with each Pulumi there is: one that starts a pack's folder, one that starts its program, and the user's own. */
export function describePulumi(title: string, tests: (withProgram: WithProgram, engine: Engine) => void): void {
  for (const name of ['pulumi-3.219.0', 'pulumi-3.274.1', 'pulumi'] as const) {
    describeWith(name, `${name}: ${title}`, (engine) => {
      const withProgram: WithProgram = async (files, use, options = {}) => {
        const providers = ['vsphere', 'ovh', 'equinix'];
        const sandbox = await PulumiSandbox.start({ engine, files, providers, ...options });
        try {
          await use(sandbox);
        } finally {
          sandbox.stop();
        }
      };
      tests(withProgram, engine);
    });
  }
}

/** A program of resources by their type tokens, as `new R(type, name, properties, options)`. */
export const program = (text: string): string => `
  const pulumi = require('@pulumi/pulumi');
  class R extends pulumi.CustomResource {}
  class Provider extends pulumi.ProviderResource {}
  class Component extends pulumi.ComponentResource {}
  const OVH = 'ovh:CloudProject/networkPrivate:NetworkPrivate';
  const CLUSTER = 'vsphere:index/computeCluster:ComputeCluster';
  const VNIC = 'vsphere:index/vnic:Vnic';
  const CIRCUIT = 'equinix:fabric/connection:Connection';
  /** A value that is known only once a resource is made. */
  const later = (value) =>
    new R('vsphere:index/host:Host', 'source' + (later.made = (later.made ?? 0) + 1), { hostname: 'esx' }).id.apply(() => value);
  ${text}
`;

/** What `lightbound check` says of a document, by the facts of a file. */
export function checkText(text: string, ...facts: readonly string[]): RunResult {
  const args = ['check', '-', ...facts.flatMap((file) => ['--facts', file]), '--format', 'json'];
  const { stdout } = spawnSync(process.execPath, [join(repository, 'dist/bin/lightbound.js'), ...args], {
    input: text,
    encoding: 'utf8',
  });
  return JSON.parse(stdout) as RunResult;
}

/** The findings that a preview with the pack reports, by policy, and what it says of each. */
export const reported = (stdout: string): readonly string[] =>
  [...stdout.matchAll(/^ +- (\[(?:mandatory|advisory)\]) +(?:\[severity: \w+\] +)?([\w-]+) /gm)].map(
    ([, level, policy]) => `${level} ${policy}`,
  );

/** What a finding of the command line is to the pack. */
export function asReported({ outcome, confidence, level, ruleId }: Finding): string {
  if (outcome === 'undetermined') return '[advisory] facts-declared';
  if (outcome === 'remark') return '[advisory] advice';
  if (confidence !== 'certain') return '[advisory] likely';
  return `[${level === 'error' ? 'mandatory' : 'advisory'}] ${ruleId}`;
}
