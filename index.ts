#!/usr/bin/env node
/** The policy pack's door: what `pulumi preview --policy-pack` loads, as a folder by `main` or as this very file. */
import { dayOf } from './lib/declarations/day';
import { commandFolder } from './lib/pack/command-folder';
import { packFacts, packIdentity, packRoot, packVersion } from './lib/pack/pack-files';
import { startPolicyPack } from './lib/pack/policy-pack';
import { rules } from './policies';

const folder = commandFolder(packRoot());
// The SDK reads the pack's version in the working directory.
process.chdir(packRoot());
const today = dayOf(new Date());

startPolicyPack({
  rules,
  version: packVersion(),
  today,
  declarations: packFacts(rules, today, folder),
  identity: packIdentity(),
});
