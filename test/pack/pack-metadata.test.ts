import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { credentials } from '@grpc/grpc-js';
import { AnalyzerClient } from '@pulumi/pulumi/proto/analyzer_grpc_pb';
import { EnforcementLevel, PolicySeverity, type AnalyzerInfo } from '@pulumi/pulumi/proto/analyzer_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { home } from '../../lib/findings/home';
import { defaultText } from '../../lib/rules/option';
import { rules } from '../../policies';

const repository = join(__dirname, '../..');

/** What the pack tells an engine of itself: it is started as the program that it is, from a folder that is not its own. */
async function toldByThePack(): Promise<AnalyzerInfo> {
  const pack: ChildProcess = spawn(process.execPath, [join(repository, 'dist/index.js'), '127.0.0.1:1'], {
    cwd: __dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const port = await new Promise<string>((resolve, reject) => {
      pack.stdout?.once('data', (line: Buffer) => {
        resolve(line.toString().trim());
      });
      pack.once('exit', (code) => {
        reject(new Error(`the pack ended with exit code ${String(code)}; run \`npm run build\``));
      });
    });
    const client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
    try {
      return await new Promise((resolve, reject) => {
        client.getAnalyzerInfo(new Empty(), (error, info) => {
          if (error === null) resolve(info);
          else reject(error);
        });
      });
    } finally {
      client.close();
    }
  } finally {
    pack.kill('SIGKILL');
  }
}

describe('the pack tells the engine', () => {
  let info: AnalyzerInfo;
  beforeAll(async () => {
    info = await toldByThePack();
  });

  const policy = (name: string) => {
    const found = info.getPoliciesList().find((one) => one.getName() === name);
    if (found === undefined) throw new Error(`there is no policy ${name}`);
    return found;
  };

  it('what it is, as its package says', () => {
    const manifest = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as Record<string, never>;
    expect([info.getName(), info.getVersion(), info.getDisplayname(), info.getProvider()]).toEqual([
      'lightbound',
      manifest['version'],
      'Lightbound',
      'multi-cloud',
    ]);
    expect(info.getDescription()).toBe(manifest['description']);
    expect(info.getTagsList()).toEqual(manifest['keywords']);
    expect(info.getRepository()).toBe(home);
    expect(info.getReadme()).toBe(readFileSync(join(repository, 'README.md'), 'utf8'));
  });

  it.each(rules)('of $id its law, what it weighs, how to keep it and where to read more', (rule) => {
    const told = policy(rule.id);
    expect([told.getDisplayname(), told.getDescription(), told.getUrl()]).toEqual([rule.title, rule.law, rule.help]);
    const severity = { error: 'POLICY_SEVERITY_HIGH', warning: 'POLICY_SEVERITY_MEDIUM', note: 'POLICY_SEVERITY_LOW' }[
      rule.level
    ] as keyof typeof PolicySeverity;
    expect(told.getSeverity()).toBe(PolicySeverity[severity]);
    expect(told.getEnforcementlevel()).toBe(
      rule.level === 'error' ? EnforcementLevel.MANDATORY : EnforcementLevel.ADVISORY,
    );
    expect(told.getFramework()?.toObject()).toEqual({
      name: 'Lightbound',
      version: info.getVersion(),
      reference: rule.id,
      specification: rule.law,
    });
    expect(told.getTagsList()).toContain(rule.category);
    expect(told.getRemediationSteps()).not.toBe('');
  });

  it.each(rules)('of $id its options with their defaults', (rule) => {
    const properties = policy(rule.id).getConfigschema()?.getProperties()?.toJavaScript() as Record<
      string,
      { default: unknown }
    >;
    const defaults = Object.entries(properties).map(([name, schema]) => [name, String(schema.default)]);
    const own = Object.entries(rule.options).map(([name, spec]) => [name, defaultText(spec)]);
    expect(Object.fromEntries(defaults)).toEqual(Object.fromEntries(own));
  });

  it('of its other policies what they report and at which level', () => {
    const levels = ['facts-declared', 'likely', 'advice', 'rule-errors'].map((name) =>
      policy(name).getEnforcementlevel(),
    );
    const { ADVISORY, MANDATORY } = EnforcementLevel;
    expect(levels).toEqual([ADVISORY, ADVISORY, ADVISORY, MANDATORY]);
    for (const told of info.getPoliciesList()) {
      expect([told.getDisplayname(), told.getDescription(), told.getSeverity()]).not.toContain('');
    }
  });
});
