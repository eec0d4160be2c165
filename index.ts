#!/usr/bin/env node
/** The policy pack's door: what `pulumi preview --policy-pack` loads, as a folder by `main` or as this very file. */
import { dayOf } from './lib/declarations/day';
import { commandFolder } from './lib/pack/command-folder';
import { packFacts, packIdentity, packReport, packVersion } from './lib/pack/pack-files';
import { packageRoot } from './lib/package-files/package-file';
import { startPolicyPack } from './lib/pack/policy-pack';
import { FilesOfRun } from './lib/whole-file/files-of-run';
import { rules } from './policies';

const folder = commandFolder(packageRoot());
// The SDK reads the pack's version in the working directory.
process.chdir(packageRoot());
const today = dayOf(new Date());

const files = new FilesOfRun(process.cwd());
const { declarations, rules: all } = packFacts(rules, today, files.reads, folder);

startPolicyPack({
  rules: all,
  version: packVersion(),
  today,
  declarations,
  identity: packIdentity(),
  reportFile: packReport(files, folder),
});
