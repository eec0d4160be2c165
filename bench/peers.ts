import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from './measure';

/** Two rules that look at every resource, as small as ours are large. */
const rego = `package main

import rego.v1

deny contains msg if {
  some change in input.resource_changes
  change.type == "aws_instance"
  not change.change.after.ebs_optimized
  msg := sprintf("%s: not optimised for EBS", [change.address])
}

deny contains msg if {
  some change in input.resource_changes
  change.type == "vsphere_distributed_virtual_switch"
  count({host.host_system_id | some host in change.change.after.host}) > 64
  msg := sprintf("%s: too many hosts", [change.address])
}
`;

/** The other tools on PATH, ready to check the same plan, and the names of those that are not there. */
export function peers(folder: string, plan: string): { found: readonly Command[]; absent: readonly string[] } {
  const policies = join(folder, 'rego');
  mkdirSync(policies, { recursive: true });
  writeFileSync(join(policies, 'main.rego'), rego);
  const all: readonly Command[] = [
    { name: 'conftest', file: 'conftest', args: ['test', '--policy', policies, plan], done: [0, 1] },
    { name: 'checkov', file: 'checkov', args: ['--quiet', '--compact', '--skip-download', '-f', plan], done: [0, 1] },
  ];
  const here = (command: Command): boolean => spawnSync(command.file, ['--version'], { stdio: 'ignore' }).status === 0;
  const found = all.filter(here);
  return { found, absent: all.filter((command) => !found.includes(command)).map(({ name }) => name) };
}
