/** The door for CDKTF and CDKTN apps: `import { guard } from 'lightbound/cdktf'`. */
import type { AppLike } from './lib/cdktf/constructs';
import { guardApp } from './lib/cdktf/guard';
import { dayOf } from './lib/declarations/day';
import { findFactsFile, findWaiversFile } from './lib/facts-file/facts-file';
import { loadDeclarations } from './lib/facts-file/load-declarations';
import type { NamedFile } from './lib/facts-file/named-file';
import { packVersion } from './lib/pack/pack-files';
import { rules } from './policies';

export interface GuardOptions {
  /** Path of the facts file; by default `lightbound.yaml` in the working directory, if there is one. */
  readonly facts?: string;
  /** Path of a trusted copy of the facts file, which the others only add to. */
  readonly configFrom?: string;
  /** Name of the environment whose links, levels and options hold. */
  readonly environment?: string;
  /** Path of a file of waivers; by default `lightbound.waivers.yaml` in the working directory, if there is one. */
  readonly waivers?: string;
  /** The date at which ages are measured, ISO 8601; by default today in UTC. */
  readonly today?: string;
}

/**
 * Attaches the rules to every stack of the app; call it after the last stack and before `app.synth()`.
 * @throws Error if the app has no stacks, or the facts file is wrong
 */
export function guard(app: AppLike, options: GuardOptions = {}): void {
  const { environment } = options;
  const today = options.today ?? dayOf(new Date());
  const facts = named(options.facts ?? findFactsFile('.'));
  const waivers = named(options.waivers ?? findWaiversFile('.'));
  const { declarations, rules: all } = loadDeclarations(
    { facts, waivers, trusted: named(options.configFrom) },
    { rules, today, environment },
  );
  guardApp(app, { rules: all, version: packVersion(), today, declarations });
}

const named = (path: string | undefined): NamedFile | undefined => (path === undefined ? undefined : { path });
