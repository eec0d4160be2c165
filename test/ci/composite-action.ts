import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

const repository = join(__dirname, '../..');

/** Made by `npm run build`, which `npm ci` runs. */
export const builtProgram = join(repository, 'dist/bin/lightbound.js');

export interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly shell?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export const action = parse(readFileSync(join(repository, 'action.yml'), 'utf8')) as Action;

export interface ActionRun {
  /** Names of the steps that ran, or would be run by GitHub itself. */
  readonly steps: readonly string[];
  /** What was handed to another action. */
  readonly used: readonly Readonly<Record<string, string>>[];
  readonly exitCode: number;
  readonly output: string;
  readonly summary: string;
  /** Arguments of each call of `npx` and of `gh`. */
  readonly calls: readonly (readonly string[])[];
  readonly outputs: Readonly<Record<string, string>>;
}

export interface ActionOptions {
  readonly inputs: Readonly<Record<string, string>>;
  /** Number of the pull request, if the event is one. */
  readonly pullRequest?: number;
  /** Comments that it has. */
  readonly comments?: readonly object[];
  /** Whether the token may not write. */
  readonly isReadOnly?: boolean;
}

/** The runner's folder, with `npx` that starts this program and `gh` that answers for GitHub. */
export class FakeRunner {
  readonly folder = mkdtempSync(join(tmpdir(), 'lightbound-action-'));

  constructor() {
    mkdirSync(join(this.folder, 'bin'));
    this.command('npx', [
      'while [ "$1" != lightbound ]; do shift; done',
      'shift',
      `exec ${process.execPath} ${builtProgram} "$@"`,
    ]);
    this.command('gh', [
      'if [ "$2" = --paginate ]; then exec jq -r "$5" "$RUNNER_TEMP/comments.json"; fi',
      'if [ -f "$RUNNER_TEMP/read-only" ]; then echo "HTTP 403" >&2; exit 1; fi',
    ]);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** Runs the steps one after the other, as GitHub does, in the repository. */
  run({ inputs, pullRequest, comments = [], isReadOnly = false }: ActionOptions): ActionRun {
    const temp = mkdtempSync(join(this.folder, 'temp-'));
    const files = {
      GITHUB_OUTPUT: join(temp, 'output'),
      GITHUB_STEP_SUMMARY: join(temp, 'summary'),
      CALLS: join(temp, 'calls'),
    };
    for (const file of Object.values(files)) writeFileSync(file, '');
    writeFileSync(join(temp, 'comments.json'), JSON.stringify(comments));
    if (isReadOnly) writeFileSync(join(temp, 'read-only'), '');
    const outputs = (): Record<string, string> => Object.fromEntries(lines(files.GITHUB_OUTPUT).map(pair));
    const value = (name: string): string => {
      const [, input] = /^inputs\.(.+)$/u.exec(name) ?? [];
      if (input !== undefined) return inputs[input] ?? text(action.inputs[input]?.default ?? '');
      const [, output] = /^steps\.check\.outputs\.(.+)$/u.exec(name) ?? [];
      if (output !== undefined) return outputs()[output] ?? '';
      if (name === 'github.event.pull_request.number') return String(pullRequest ?? '');
      if (name === 'github.token') return 'the-token';
      throw new Error(`the expression ${name} is not known here`);
    };
    const text = (written: string): string => written.replace(/\$\{\{ (.*?) \}\}/gu, (_, name: string) => value(name));
    const holds = (condition: string): boolean =>
      condition.split(' && ').every((part) => {
        const [name = '', wanted] = part.split(' == ');
        return wanted === undefined ? value(name) !== '' : `'${value(name)}'` === wanted;
      });
    const filled = (record: Readonly<Record<string, string>> = {}) =>
      Object.fromEntries(Object.entries(record).map(([name, written]) => [name, text(written)]));

    const steps: string[] = [];
    const used: Record<string, string>[] = [];
    let output = '';
    let exitCode = 0;
    for (const step of action.runs.steps) {
      if (exitCode !== 0 || (step.if !== undefined && !holds(step.if))) continue;
      steps.push(step.name);
      if (step.run === undefined) {
        used.push(filled(step.with));
        continue;
      }
      // As GitHub starts `shell: bash`: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
      const { status, stdout, stderr } = spawnSync(
        'bash',
        ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run],
        {
          cwd: repository,
          encoding: 'utf8',
          env: {
            PATH: `${join(this.folder, 'bin')}:${process.env['PATH'] ?? ''}`,
            RUNNER_TEMP: temp,
            GITHUB_REPOSITORY: 'acme/network',
            ...files,
            ...filled(step.env),
          },
        },
      );
      output += stdout + stderr;
      exitCode = status ?? -1;
    }
    return {
      steps,
      used,
      exitCode,
      output,
      summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
      calls: lines(files.CALLS).map((line) => line.split('\t').slice(0, -1)),
      outputs: outputs(),
    };
  }

  private command(name: string, script: readonly string[]): void {
    const file = join(this.folder, 'bin', name);
    const record = `{ printf '%s\\t' ${name} "$@" | tr '\\n' ' '; echo; } >> "$CALLS"`;
    writeFileSync(file, ['#!/bin/bash', record, ...script, ''].join('\n'));
    chmodSync(file, 0o755);
  }
}

const lines = (file: string): readonly string[] => readFileSync(file, 'utf8').split('\n').filter(Boolean);

const pair = (line: string): [string, string] => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)];
