import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../lib/cli/run';
import type { RunResult } from '../../lib/findings/run-result';
import { rules } from '../../policies';
import { directoryWith, fakeIo, removeDirectories } from './fake-io';

afterEach(removeDirectories);

const plan = (parts: object): string =>
  JSON.stringify({ format_version: '1.2', terraform_version: '1.11.4', planned_values: { root_module: {} }, ...parts });

/** A plan that creates one vSphere host with the attributes given as JSON text. */
const planOfHost = (attributes: string): string =>
  plan({
    resource_changes: [
      {
        address: 'vsphere_host.a',
        mode: 'managed',
        type: 'vsphere_host',
        name: 'a',
        provider_name: 'registry.terraform.io/vmware/vsphere',
        change: { actions: ['create'], before: null, after: '@', after_unknown: {} },
      },
    ],
  }).replace('"@"', attributes);

async function lightbound(files: Readonly<Record<string, string | Uint8Array>>, argv: readonly string[]) {
  const io = fakeIo({ cwd: directoryWith(files) });
  const code = await run(['check', ...argv, '--format', 'json', '--quiet'], io, {
    version: '1.2.3',
    rules: () => rules,
  });
  return { code, text: io.out(), lines: io.err().split('\n').slice(0, -1) };
}

const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le');

describe('an input that is', () => {
  it.each<[string, number, string | Uint8Array, RegExp]>([
    ['empty', 3, '', /empty/],
    ['HCL', 3, 'resource "aws_vpc" "a" {}', /HCL .* terraform show -json/],
    ['no JSON', 3, 'hello', /JSON/],
    ['truncated JSON', 3, plan({}).slice(0, -5), /cut off/],
    [
      'the line stream of terraform plan -json',
      3,
      '{"@level":"info","type":"version"}\n{"@level":"info"}\n',
      /terraform show -json/,
    ],
    ['a plan with a key __proto__', 3, planOfHost('{"__proto__":{"polluted":true}}'), /__proto__/],
    ['a plan with a key twice', 3, planOfHost('{"name":"a","name":"b"}'), /twice|name/],
    ['a binary plan file', 3, Buffer.from('PK\u0003\u0004\u0014\u0000'), /terraform show -json/],
    ['a plan that ended in an error', 3, plan({ errored: true }), /error/],
    ['a plan of an unknown format', 3, plan({ format_version: '9.0' }), /9\.0/],
    ['JSON of no kind that is known', 3, '{"hello":"world"}', /is JSON in a format that Lightbound does not read/],
    ['a JSON list', 3, '[1,2,3]', /./],
    ['a JSON null', 3, 'null', /./],
    ['nested 10,000 deep', 3, '['.repeat(10_000) + ']'.repeat(10_000), /deep|nest/],
    ['a plan nested 10,000 deep', 3, planOfHost('['.repeat(10_000) + ']'.repeat(10_000)), /./],
    ['a plan whose resources are no list', 3, plan({ resource_changes: 'none' }), /./],
  ])('%s is one clear line', async (_, expected, content, message) => {
    const { code, text, lines } = await lightbound({ 'plan.json': content }, ['plan.json']);
    const { errors, findings } = JSON.parse(text) as RunResult;
    expect(lines).toEqual([expect.stringMatching(/^lightbound: plan\.json: /)]);
    expect(lines[0]).toMatch(message);
    expect(lines[0]).not.toMatch(/\p{Cc}|undefined| at .*:\d+:\d+\)|Error:/u);
    expect([code, errors.length, findings]).toEqual([expected, 1, []]);
  });

  it.each<[string, number, string | Uint8Array]>([
    ['in UTF-16', 0, utf16(planOfHost('{}'))],
    ['in UTF-8 with a byte-order mark', 0, `\ufeff${planOfHost('{}')}`],
    ['a plan with no resources', 0, plan({})],
    ['a plan of wrong types', 0, planOfHost('{"hostname":{"a":1},"tags":"none","datacenter":[null,{}]}')],
  ])('%s is read', async (_, expected, content) => {
    const { code, text, lines } = await lightbound({ 'plan.json': content }, ['plan.json']);
    const result = JSON.parse(text) as RunResult;
    expect([code, lines, result.errors]).toEqual([expected, [], []]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('wrong spares the others', async () => {
    const good = join(__dirname, '../fixtures/plans/vsphere-vsan-stretched-one-datacenter/plan.json');
    const { code, text } = await lightbound({ 'bad.json': '{', 'good.json': readFileSync(good) }, [
      'bad.json',
      'good.json',
    ]);
    const { errors, findings } = JSON.parse(text) as RunResult;
    expect([code, errors.length]).toEqual([3, 1]);
    expect(findings.length).toBeGreaterThan(0);
  });
});

describe('a facts file with', () => {
  const sites = 'sites:\n  ams: { at: amsterdam }\n  mad: { at: madrid }\n';
  const link = (fields: string): string => `${sites}links:\n  - between: [ams, mad]\n    ${fields}\n`;

  it.each<[string, string, RegExp]>([
    ['broken YAML', 'sites: [', /lightbound\.yaml:\d+:\d+/],
    ['a link to nowhere', `${sites}links:\n  - between: [ams, dub]\n`, /dub/],
    ['a place that does not exist', 'sites:\n  ams: { at: amsterdm }\n', /amsterdam/],
    ['a negative bandwidth', link('bandwidth: -10 Gbit/s'), /negative/],
    ['a bandwidth of zero', link('bandwidth: 0 Gbit/s'), /above zero/],
    ['an infinite round trip', link('rtt: .inf'), /rtt/],
    ['an absurd bandwidth', link('bandwidth: 10000000000 Gbit/s'), /at most/],
    ['a wrong unit', link('bandwidth: 10 GiB'), /GiB/],
    ['a rule that does not exist', 'rules:\n  no-such-rule: error\n', /no-such-rule/],
    [
      'an option that does not exist',
      'rules:\n  broadcast-domain-single-site:\n    level: error\n    options: { maxRt: 5 ms }\n',
      /maxRt/,
    ],
    ['a key that does not exist', 'version: 1\nplaces: {}\n', /places/],
  ])('%s stops the run with file, line and column', async (_, facts, message) => {
    const { code, text, lines } = await lightbound({ 'plan.json': planOfHost('{}'), 'lightbound.yaml': facts }, [
      'plan.json',
    ]);
    expect(lines).toEqual([expect.stringMatching(/^lightbound: lightbound\.yaml:\d+:\d+/)]);
    expect(lines[0]).toMatch(message);
    const { errors } = JSON.parse(text) as RunResult;
    expect([code, errors.map(({ kind }) => kind)]).toEqual([2, ['configuration']]);
  });
});
