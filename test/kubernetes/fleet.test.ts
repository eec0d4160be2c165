import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { CronJob, Job } from 'kubernetes-models/batch/v1';
import ts from 'typescript';
import { parseAllDocuments } from 'yaml';
import type { ComplianceReport } from '../../lib/compliance/compliance-report';
import { builtProgram } from '../ci/composite-action';
import { describeHistories } from '../history/histories';
import { repository } from '../support/readme';

const [job, cronJob] = parseAllDocuments(readFileSync(join(repository, 'examples/kubernetes/fleet.yaml'), 'utf8')).map(
  (document) => document.toJS() as unknown,
) as [JobManifest, CronJobManifest];

interface Container {
  readonly command?: readonly string[];
  readonly args: readonly string[];
}

interface JobManifest {
  readonly spec: {
    readonly completions: number;
    readonly template: { readonly spec: { readonly containers: readonly [Container] } };
  };
}

interface CronJobManifest {
  readonly spec: { readonly jobTemplate: JobManifest };
}

describe('the manifest', () => {
  it('has values as the API takes them', () => {
    expect(() => {
      new Job(job as never).validate();
      new CronJob(cronJob as never).validate();
    }).not.toThrow();
  });

  it('has no member that the API does not know', () => {
    const complaints = (manifest: unknown, type: string): readonly string[] => {
      const file = join(__dirname, `${type}.ts`);
      const source = `import type { ${type} } from 'kubernetes-models/batch/v1';\nexport const manifest: ${type} = ${JSON.stringify(manifest)};\n`;
      const host = ts.createCompilerHost({});
      const getSourceFile = host.getSourceFile.bind(host);
      host.getSourceFile = (name, ...more) =>
        name === file ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : getSourceFile(name, ...more);
      const program = ts.createProgram(
        [file],
        {
          noEmit: true,
          strict: true,
          skipLibCheck: true,
          types: [],
          module: ts.ModuleKind.Node16,
          moduleResolution: ts.ModuleResolutionKind.Node16,
        },
        host,
      );
      return ts
        .getPreEmitDiagnostics(program)
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
    };
    expect(complaints(job, 'IJob')).toEqual([]);
    expect(complaints(cronJob, 'ICronJob')).toEqual([]);
    expect(complaints({ ...job, spec: { ...job.spec, shards: 8 } }, 'IJob')).toEqual([
      expect.stringContaining('"shards"'),
    ]);
  }, 60_000);
});

const fixtures = [
  'vsphere-vsan-stretched-one-datacenter',
  'ovh-private-network-regions',
  'vsphere-vsan-racks-one-site',
  'example-modules',
];
const STACKS = 40;

/** A directory of 40 stacks with recorded plans, and the program as the image has it. */
function fleet(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-'));
  for (let n = 0; n < STACKS; n++) {
    mkdirSync(join(folder, `plans/team${n % 5}/stack${n}`), { recursive: true });
    cpSync(
      join(repository, `test/fixtures/plans/${fixtures[n % fixtures.length] ?? ''}/plan.json`),
      join(folder, `plans/team${n % 5}/stack${n}/plan.json`),
    );
  }
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin/lightbound'), `#!/bin/sh\nexec "${process.execPath}" "${builtProgram}" "$@"\n`);
  chmodSync(join(folder, 'bin/lightbound'), 0o755);
  return folder;
}

interface PodRun {
  readonly code: number | null;
  readonly err: string;
}

/** Runs a container's command; its directories are in the folder. */
function runPod(folder: string, index: number, command: readonly string[], history: string): Promise<PodRun> {
  const scratch = join(folder, `pod-${index}`);
  mkdirSync(scratch);
  const here: Readonly<Record<string, string>> = {
    '/plans': join(folder, 'plans'),
    '/tmp': scratch,
    '/reports': folder,
    '$(HISTORY)': history,
  };
  const [file = '', ...args] = command.map((text) =>
    text.replaceAll(/(?<= |=|^)(?:\/plans|\/tmp|\/reports|\$\(HISTORY\))/gu, (path) => here[path] ?? path),
  );
  const child = spawn(file, args, {
    cwd: folder,
    env: {
      PATH: [join(folder, 'bin'), process.env['PATH']].join(delimiter),
      HISTORY: history,
      JOB_COMPLETION_INDEX: String(index),
    },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (text: Buffer) => (err += text.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, err })));
}

describeHistories('eight pods', (engine) => {
  it('check a fleet into one history, and one report joins it', async () => {
    const folder = fleet();
    const { where, remove } = await engine.make();
    try {
      const [{ command = [], args }] = job.spec.template.spec.containers;
      const pods = Array.from({ length: job.spec.completions }, (_, n) =>
        runPod(folder, n, [...command, ...args], where),
      );
      const runs = await Promise.all(pods);
      expect(runs.map(({ code, err }) => [code, /(?:.*) are new/u.exec(err)?.[0] ?? err])).toEqual(
        runs.map(() => [0, 'lightbound: 1 of 1 results are new']),
      );
      // Once more, as after a lost node: what is there already is left as it is.
      const again = await runPod(
        folder,
        99,
        [
          'lightbound',
          'report',
          'pod-0/result.json',
          '--history',
          '$(HISTORY)',
          '--environment',
          'prod',
          '--record-only',
        ],
        where,
      );
      expect(again.err).toMatch(/^lightbound: 0 of 1 results are new to /u);
      const [report] = cronJob.spec.jobTemplate.spec.template.spec.containers;
      const asJson = report.args.map((arg) => (arg === 'html' ? 'json' : arg));
      expect(await runPod(folder, 100, ['lightbound', ...asJson], where)).toEqual({ code: 0, err: '' });
      const { coverage, days } = JSON.parse(readFileSync(join(folder, 'fleet.html'), 'utf8')) as ComplianceReport;
      expect(coverage.stacks).toHaveLength(STACKS);
      const states = coverage.stacks.map(({ state }) => state);
      expect(states.filter((state) => state === 'broken')).toHaveLength(STACKS / fixtures.length);
      expect(days).toMatchObject([{ stacks: STACKS, broken: STACKS / fixtures.length }]);
    } finally {
      await remove();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);
});
