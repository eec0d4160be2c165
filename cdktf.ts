/** The door for CDKTF and CDKTN apps: `import { guard } from 'lightbound/cdktf'`. */
import { existsSync } from 'node:fs';
import type { AppLike } from './lib/cdktf/constructs';
import { guardApp } from './lib/cdktf/guard';
import { loadFactsFile } from './lib/facts-file/load-facts-file';
import { packVersion } from './lib/pack/pack-files';
import { rules } from './policies';

export interface GuardOptions {
  /** Path of the facts file; by default `lightbound.yaml` in the working directory, if there is one. */
  readonly facts?: string;
}

/**
 * Attaches the rules to every stack of the app; call it after the last stack and before `app.synth()`.
 * @throws Error if the app has no stacks, or the facts file is wrong
 */
export function guard(app: AppLike, options: GuardOptions = {}): void {
  const path = options.facts ?? ['lightbound.yaml', 'lightbound.yml'].find((name) => existsSync(name));
  guardApp(app, { rules, version: packVersion(), declarations: loadFactsFile(path, rules) });
}
