import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { home } from '../../lib/findings/home';
import { version } from '../../package.json';
import { action, builtProgram } from './composite-action';

jest.setTimeout(60_000);

const repository = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(repository, path), 'utf8');
const page = read('docs/ci.md');

/** The first block of a language below a heading; below none, the first of the page. */
function block(language: string, heading?: string): string {
  const from = heading === undefined ? page : page.slice(page.indexOf(`\n## ${heading}\n`));
  return new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'su').exec(from)?.[1] ?? '';
}

interface Job {
  readonly script: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  readonly artifacts: { readonly paths: readonly string[]; readonly reports: Readonly<Record<string, string>> };
}

let folder: string;

/** A folder with a plan and facts, and commands that stand for those of the platform. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lightbound-ci-'));
  cpSync(join(repository, 'examples/plan.json'), join(folder, 'plan.json'));
  cpSync(join(repository, 'examples/facts/far.yaml'), join(folder, 'lightbound.yaml'));
  mkdirSync(join(folder, 'bin'));
  const program = `exec ${process.execPath} ${builtProgram} "$@"`;
  command('lightbound', program);
  command('npx', 'echo "$5" >> "$HERE/asked"', 'shift 7', program);
  command('terraform', '[ "$*" = "show -json spacelift.plan" ] && cat "$HERE/plan.json"');
  command(
    'terragrunt',
    '[ "$1 $2 $3 $5 $7 $8" = "run --all --out-dir --json-out-dir -- plan" ] || exit 64',
    'for unit in live/dev/network live/prod/network; do mkdir -p "$6/$unit"; cp "$HERE/plan.json" "$6/$unit/tfplan.json"; done',
  );
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function command(name: string, ...script: string[]): void {
  const file = join(folder, 'bin', name);
  writeFileSync(file, ['#!/bin/bash', ...script, ''].join('\n'));
  chmodSync(file, 0o755);
}

/** Runs lines of a shell as the platform does. */
function run(script: string, env: Readonly<Record<string, string>> = {}) {
  const path = `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-eo', 'pipefail', '-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: path, HERE: folder, ...env },
  });
  return { status, stdout, stderr };
}

const written = (path: string): string => readFileSync(join(folder, path), 'utf8');

const isBuilt = existsSync(builtProgram);

(isBuilt ? describe : describe.skip)('the page of CI', () => {
  it('begins with twelve lines for GitHub', () => {
    const text = block('yaml');
    expect(text.trimEnd().split('\n')).toHaveLength(12);
    const { jobs } = parse(text) as { readonly jobs: { readonly lightbound: { readonly steps: readonly object[] } } };
    expect(jobs.lightbound.steps.at(-1)).toEqual({
      uses: `${new URL(home).pathname.slice(1)}@v${version}`,
      with: { plans: 'plan.json' },
    });
  });

  it('gives the action inputs that it has', () => {
    const { steps } = parse(block('yaml', 'GitHub')) as {
      readonly steps: readonly { readonly uses: string; readonly with: object }[];
    };
    expect(steps).toHaveLength(1);
    expect(steps[0]?.uses).toBe(`${new URL(home).pathname.slice(1)}@v${version}`);
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(steps[0]?.with ?? {})));
  });

  it('has GitLab include a template whose job writes the reports that it names', () => {
    const template = parse(read('ci/gitlab.yml')) as { readonly '.lightbound': Job };
    const { include, lightbound } = parse(block('yaml', 'GitLab')) as {
      readonly include: readonly { readonly remote: string }[];
      readonly lightbound: Pick<Job, 'variables'> & { readonly extends: string };
    };
    expect(include[0]?.remote).toMatch(new RegExp(`/v${version}/ci/gitlab\\.yml$`, 'u'));
    expect(template).toHaveProperty([lightbound.extends]);
    const job = template['.lightbound'];
    expect(job.variables['LIGHTBOUND_VERSION']).toBe(version);
    const variables = { ...job.variables, ...lightbound.variables };
    expect(run(job.script.join('\n'), variables).status).toBe(1);
    expect(written('asked')).toBe(`lightbound-cli@${version}\n`);
    expect(Object.values(job.artifacts.reports)).toEqual([...job.artifacts.paths]);
    expect(JSON.parse(written(job.artifacts.reports['codequality'] ?? ''))).toHaveLength(4);
    expect(written(job.artifacts.reports['junit'] ?? '')).toContain('<testsuites');
  });

  it('has Azure Pipelines publish the results that the script writes', () => {
    const { steps } = parse(block('yaml', 'Azure Pipelines')) as {
      readonly steps: readonly {
        readonly script?: string;
        readonly task?: string;
        readonly condition?: string;
        readonly inputs?: Readonly<Record<string, string>>;
      }[];
    };
    const [check, publish] = steps;
    expect(run(check?.script ?? '').status).toBe(1);
    expect(publish).toMatchObject({ task: 'PublishTestResults@2', condition: 'succeededOrFailed()' });
    expect(written(publish?.inputs?.['testResultsFiles'] ?? '')).toContain('<testsuites');
  });

  it('has Jenkins read the results that the step writes, also where it fails', () => {
    const text = block('groovy', 'Jenkins');
    expect(run(/sh '([^']+)'/u.exec(text)?.[1] ?? '').status).toBe(1);
    expect(written(/always \{\s+junit '([^']+)'/u.exec(text)?.[1] ?? '')).toContain('<testsuites');
    expect(text.replace(/[^{]/gu, '')).toHaveLength(text.replace(/[^}]/gu, '').length);
  });

  it('has Atlantis take the output, and items that are the findings', () => {
    const { repos, workflows, policies } = parse(block('yaml', 'Atlantis')) as {
      readonly repos: readonly { readonly workflow: string }[];
      readonly workflows: Readonly<
        Record<string, { readonly policy_check: { readonly steps: readonly (string | { readonly run: string })[] } }>
      >;
      readonly policies: { readonly policy_item_regex: string };
    };
    const [show, step] = workflows[repos[0]?.workflow ?? '']?.policy_check.steps ?? [];
    expect(show).toBe('show');
    const script = typeof step === 'object' ? step.run.replace('/etc/atlantis/', '') : '';
    const { status, stdout } = run(script, { SHOWFILE: 'plan.json' });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^FAIL\n/u);
    // Go writes flags into the expression, JavaScript beside it.
    const [, expression = ''] = /^\(\?m\)(.*)$/u.exec(policies.policy_item_regex) ?? [];
    expect(stdout.match(new RegExp(expression, 'gmu'))).toHaveLength(3);
  });

  it('has Terragrunt write a folder of plans, each a stack', () => {
    const { status, stdout } = run(`${block('sh', 'Terragrunt').trimEnd()} --format json`);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ stacks: ['live/dev/network', 'live/prod/network'] });
  });

  it('has Spacelift replace the file that its policy reads', () => {
    const config = parse(block('yaml', 'Spacelift')) as {
      readonly stack_defaults: { readonly after_plan: readonly string[] };
    };
    const [hook = ''] = config.stack_defaults.after_plan;
    writeFileSync(join(folder, 'lightbound.custom.spacelift.json'), '{"version":"2.1","findings":[]}');
    expect(run(hook, { TF_VAR_spacelift_stack_id: 'prod' }).status).toBe(0);
    const result = JSON.parse(written('lightbound.custom.spacelift.json')) as {
      readonly version: string;
      readonly stacks: readonly string[];
      readonly findings: readonly object[];
    };
    expect(result).toMatchObject({ version: '2.2', stacks: ['prod'] });
    for (const [, member = ''] of block('rego', 'Spacelift').matchAll(/finding\.(\w+)/gu)) {
      if (member !== 'waiver') expect(result.findings[0]).toHaveProperty(member);
    }
    command('terraform', 'exit 1');
    expect(run(hook, { TF_VAR_spacelift_stack_id: 'prod' }).status).not.toBe(0);
  });

  it('has a hook of pre-commit for plans, and no other JSON', () => {
    const [hook] = parse(read('.pre-commit-hooks.yaml')) as readonly {
      readonly id: string;
      readonly entry: string;
      readonly files: string;
    }[];
    const { repos } = parse(block('yaml', 'pre-commit')) as {
      readonly repos: readonly { readonly rev: string; readonly hooks: readonly { readonly id: string }[] }[];
    };
    expect(repos[0]).toMatchObject({ repo: home, rev: `v${version}`, hooks: [{ id: hook?.id }] });
    const files = new RegExp(hook?.files ?? '', 'u');
    const taken = ['plan.json', 'a/tfplan.json', 'a/plan-prod.json'];
    expect(
      [...taken, 'package.json', 'explan.json', 'a/plan.yaml', 'plan/x.json'].filter((file) => files.test(file)),
    ).toEqual(taken);
    expect(run(`${hook?.entry ?? ''} plan.json`).status).toBe(1);
  });
});
