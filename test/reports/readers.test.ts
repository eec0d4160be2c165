/* What the readers of the formats ask for: the pages that each format names. */
import { check } from '../../lib/check';
import { readFacts } from '../../lib/declarations/read-facts';
import type { RunResult } from '../../lib/findings/run-result';
import { reports, type ReportName } from '../../lib/reports/reports';
import { rules } from '../../policies';
import { blocked, crowded } from './results';
import { later, waived } from './waived-result';

const write = (name: ReportName, result: RunResult, fails?: boolean): string =>
  reports[name].write(result, { colour: false, ...(fails !== undefined && { fails }) });

/** Networks over two regions each, as OVHcloud has them: a plan for each stack. */
function stretched(networks: number, stacks = 1): RunResult {
  const { declarations } = readFacts('sites: { waw: { at: WAW } }', 'lightbound.yaml');
  const plan = (stack: number): string =>
    JSON.stringify({
      format_version: '1.2',
      planned_values: { root_module: {} },
      resource_changes: Array.from({ length: networks }, (_, n) => ({
        address: `ovh_cloud_project_network_private.n["a|b:${n},<é>"]`,
        mode: 'managed',
        type: 'ovh_cloud_project_network_private',
        name: 'n',
        index: `a|b:${n},<é>`,
        provider_name: 'registry.terraform.io/ovh/ovh',
        change: {
          actions: ['create'],
          before: null,
          after: { name: `=net ${n} of ${stack}, "100 %"`, service_name: `p${stack}`, regions: ['GRA11', 'SYD1'] },
          after_unknown: {},
          after_sensitive: {},
        },
      })),
    });
  return check({
    documents: Array.from({ length: stacks }, (_, stack) => ({
      path: `stacks/s${stack}/plan.json`,
      bytes: Buffer.from(plan(stack)),
    })),
    declarations,
    rules,
    version: '1.2.3',
    today: '2026-01-01',
  });
}

describe('sarif, as GitHub reads it', () => {
  interface Written {
    readonly runs: readonly {
      readonly automationDetails: { readonly id: string };
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly message: { readonly text: string };
        readonly partialFingerprints: { readonly primaryLocationLineHash: string };
        readonly locations: readonly {
          readonly physicalLocation: {
            readonly artifactLocation: { readonly uri: string };
            readonly region: Readonly<Record<'startLine' | 'startColumn' | 'endLine' | 'endColumn', number>>;
          };
        }[];
      }[];
    }[];
  }
  const read = (result: RunResult): Written => JSON.parse(write('sarif', result)) as Written;

  test('is a run for each stack, with a category of its own that ends with a slash', () => {
    expect(read(stretched(1)).runs.map(({ automationDetails }) => automationDetails.id)).toEqual([
      'lightbound/stacks/s0/',
    ]);
    expect(
      read(stretched(1, 3)).runs.map(({ automationDetails, results }) => [automationDetails.id, results.length]),
    ).toEqual([0, 1, 2].map((n) => [`lightbound/stacks/s${n}/`, 1]));
  });

  test('is one run where there are more stacks than GitHub takes', () => {
    const { runs } = read(stretched(1, 21));
    expect(runs.map(({ automationDetails, results }) => [automationDetails.id, results.length])).toEqual([
      ['lightbound/', 21],
    ]);
  });

  test('has for each result a rule, a line of a file that is relative, and an identity', () => {
    const [run] = read(stretched(2)).runs;
    for (const { ruleId, ruleIndex, locations, message } of run?.results ?? []) {
      expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(message.text).toContain('spans');
      const { artifactLocation, region } = locations[0]!.physicalLocation;
      expect(artifactLocation.uri).toBe('stacks/s0/plan.json');
      expect(region).toEqual({ startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 });
    }
    const hashes = run?.results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash) ?? [];
    expect(new Set(hashes).size).toBe(2);
    for (const hash of hashes) expect(hash).toMatch(/^[\da-f]+:1$/u);
  });

  test('counts results of one identity, which two documents of one stack may hold', () => {
    const [finding] = stretched(1).findings;
    const [run] = read({ ...stretched(1), findings: [finding!, finding!] }).runs;
    expect(run?.results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash)).toEqual([
      `${finding!.fingerprint}:1`,
      `${finding!.fingerprint}:2`,
    ]);
  });

  test('has no link in a message, whatever names hold', () => {
    const evil = 'net [click here](https://evil.example/x) [1](1) \\[2](2)';
    const [finding] = stretched(1).findings;
    const result = {
      ...stretched(1),
      findings: [{ ...finding!, message: evil }],
      errors: [{ kind: 'input' as const, where: evil, message: 'is broken' }],
    };
    const log = JSON.parse(write('sarif', result)) as {
      readonly runs: readonly {
        readonly results: readonly { readonly message: { readonly text: string } }[];
        readonly invocations: readonly {
          readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string } }[];
        }[];
      }[];
    };
    const [run] = log.runs;
    const texts = [...run!.results, ...run!.invocations[0]!.toolExecutionNotifications].map(
      ({ message }) => message.text,
    );
    expect(texts).toHaveLength(2);
    for (const text of texts) {
      // A link as section 3.11.6 defines it: brackets and backslashes in it are escaped.
      expect(text).not.toMatch(/(?:^|[^\\])(?:\\\\)*\[(?:[^\\[\]]|\\[\\[\]])*\]\(/u);
      expect(text.replaceAll(/\\([\\[\]])/gu, '$1')).toContain(evil);
    }
  });

  test('is shown at the source where the input tells it', () => {
    const [result] = read(blocked).runs[0]?.results ?? [];
    expect(result?.locations[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: 'main.tf' },
      region: { startLine: 61 },
    });
  });

  test('leaves out what is known and what is a remark, which GitHub would open', () => {
    const result = stretched(1);
    const known = { ...result, findings: result.findings.map((finding) => ({ ...finding, state: 'known' as const })) };
    expect(read(known).runs[0]?.results).toEqual([]);
    const remark = result.findings.map((finding) => ({ ...finding, outcome: 'remark' as const }));
    expect(read({ ...result, findings: remark }).runs[0]?.results).toEqual([]);
  });
});

describe('SARIF for an archive', () => {
  const read = (result: RunResult) =>
    (JSON.parse(reports.sarif.write(result, { colour: false, sarifAll: true })) as { runs: { results: object[] }[] })
      .runs[0]?.results;

  test('holds what is known, as unchanged, and what is worse, as updated', () => {
    expect(read(later)).toMatchObject([{ baselineState: 'updated' }, { baselineState: 'unchanged' }]);
  });

  test('holds what is waived, with who accepts it, and suppresses nothing by a waiver that has lapsed', () => {
    const [lapsed, active] = read(waived) ?? [];
    expect(lapsed).not.toHaveProperty('suppressions');
    expect(active).toMatchObject({
      suppressions: [
        { kind: 'external', status: 'accepted', justification: expect.stringMatching(/^Waived by network-team until/) },
      ],
    });
  });
});

test('the summary of a job stays within what GitHub takes, in bytes, and is more than a comment', () => {
  const text = write('github-summary', stretched(2_000));
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1024 * 1024);
  expect(Buffer.byteLength(text)).toBeGreaterThan(900 * 1024);
  expect(text).toMatch(/\d+ more findings; the whole list is in the other reports/);
  expect(text).not.toContain('<!-- lightbound -->');
});

describe('gitlab code quality', () => {
  test('is a list, each entry with a fingerprint of its own and a path without ./', () => {
    const { findings } = stretched(1);
    const entries = JSON.parse(write('gitlab', { ...stretched(1), findings: [...findings, ...findings] })) as readonly {
      readonly fingerprint: string;
      readonly severity: string;
      readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
    }[];
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(entries.length);
    expect(entries[0]).toMatchObject({
      check_name: 'broadcast-domain-single-site',
      severity: 'critical',
      location: { path: 'stacks/s0/plan.json', lines: { begin: 1 } },
    });
  });
});

describe('a run that could not judge', () => {
  const at = (where: string, kind: 'input' | 'configuration' | 'internal', message = 'is cut off') => ({
    ...stretched(1),
    findings: [],
    errors: [{ kind, where, message }],
  });

  test.each([
    ['bp.json', 'input', 'bp.json', 1],
    ['plans.jsonl:3', 'input', 'plans.jsonl', 3],
    ['./my plan.json', 'input', 'my plan.json', 1],
    ['', 'input', 'stdin', 1],
    ['facts/light bound.yaml:12:10 links[0].rtt', 'configuration', 'facts/light bound.yaml', 12],
    ['lightbound.yaml extends', 'configuration', 'lightbound.yaml', 1],
    ['rule migration-converges', 'configuration', 'stacks/s0/plan.json', 1],
    ['vsphere_host a.b', 'internal', 'stacks/s0/plan.json', 1],
  ] as const)('because of %j (%s) blocks in code quality, at %s:%d', (where, kind, path, begin) => {
    expect(JSON.parse(write('gitlab', at(where, kind)))).toEqual([
      {
        description: `Not checked: ${where === '' ? '' : `${where}: `}is cut off`,
        check_name: 'lightbound',
        fingerprint: expect.stringMatching(/^[\da-f]{64}$/u) as string,
        severity: 'blocker',
        location: { path, lines: { begin } },
      },
    ]);
  });

  test('says so in a table, beside what it did find', () => {
    const result = { ...stretched(1), errors: at('bp.json', 'input', 'is "cut", off').errors };
    const [, failed, finding, ...rest] = write('csv', result).split('\n');
    expect(failed).toMatch(/^,,failed,error,.*,bp\.json,.*,"is ""cut"", off",$/u);
    expect(finding).toContain(',broadcast-domain-single-site,violation,');
    expect(rest).toEqual(['']);
    expect(JSON.parse(write('gitlab', result))).toHaveLength(2);
  });
});

describe('github annotations', () => {
  test('escape what would end a message or a property, and show ten of a kind', () => {
    const lines = write('github', stretched(12)).trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
    expect(lines[0]).toMatch(/^::error file=stacks\/s0\/plan.json,line=1,col=1,title=broadcast-domain-single-site::/u);
    expect(lines[0]).toContain('100 %25');
    expect(lines.at(-2)).toBe('2 more errors: broadcast-domain-single-site');
    expect(lines.at(-1)).toBe('lightbound: 12 errors, 0 warnings, 0 notes, 0 undetermined');
  });
});

describe('junit', () => {
  const text = write('junit', stretched(2, 2));

  test('has a suite for each stack and names of which none is there twice', () => {
    expect([...text.matchAll(/<testsuite name="([^"]+)"/gu)].map(([, name]) => name)).toEqual([
      'lightbound',
      'lightbound.stacks/s0',
      'lightbound.stacks/s1',
    ]);
    const names = [...text.matchAll(/<testcase classname="[^"]+" name="([^"]+)"/gu)].map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(text).toContain('failures="4"');
  });

  test('tells cases of one name apart, whatever the names', () => {
    const [finding] = stretched(1).findings;
    const error = (where: string) => ({ kind: 'input' as const, where, message: 'broken' });
    const result = {
      ...stretched(1),
      findings: [finding!, finding!, finding!],
      errors: ['a', 'a', 'a\nb', 'a\\nb'].map(error).concat({ ...error('a'), message: 'broken (2)' }),
    };
    const names = [...write('junit', result).matchAll(/<testcase classname="[^"]+" name="([^"]+)"/gu)].map(
      ([, name]) => name,
    );
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining(['a: broken', 'a: broken (2)', 'a: broken (3)', 'a\\nb: broken', 'a\\nb: broken (2)']),
    );
    expect(names.filter((name) => name?.includes(`[${finding!.fingerprint}] (`))).toHaveLength(2);
  });

  test('has the text as attribute and as content, since one reader shows the one and one the other', () => {
    expect(text).toMatch(
      /<failure message="private network =net 0 of 0, &quot;100 %&quot;[^"]*" type="broadcast-domain-single-site">private/u,
    );
  });

  test('skips what is undetermined, and says what to declare', () => {
    expect(write('junit', blocked)).toMatch(/<skipped message="[^"]*Declare [^"]*">/u);
  });
});

describe('atlantis', () => {
  test('begins with FAIL and counts failures where the run fails', () => {
    const lines = write('atlantis', stretched(2), true).trimEnd().split('\n');
    expect([lines[0], lines.at(-1)]).toEqual(['FAIL', '2 failures, 0 warnings']);
    expect(lines[1]).toMatch(/^\[lightbound:[\da-f]{12}\] broadcast-domain-single-site ovh_cloud/u);
  });

  test('begins with PASS, and never says the word where it passes: servers before December 2025 look for it', () => {
    const result = stretched(1);
    const findings = result.findings.map((finding) => ({
      ...finding,
      resources: finding.resources.map((resource) => ({ ...resource, address: 'aws_x.failover' })),
    }));
    const text = write('atlantis', { ...result, findings }, false);
    expect(text.split('\n')[0]).toBe('PASS');
    expect(text).not.toMatch(/fail|failures": \[/iu);
  });
});

describe('csv', () => {
  test('quotes what holds a comma or a quote, and lets no cell begin like a formula', () => {
    const result = stretched(1);
    const findings = result.findings.map((finding) => ({ ...finding, message: '=cmd|"x", y' }));
    const [head, row] = write('csv', { ...result, findings }).split('\n');
    expect(head).toMatch(/^fingerprint,rule,outcome,level,/u);
    expect(row).toContain(`,"'=cmd|""x"", y",`);
  });
});

describe('a comment in Markdown', () => {
  test('begins with its marker, and shows text only as text', () => {
    const text = write('markdown', stretched(1));
    expect(text.startsWith('<!-- lightbound -->\n')).toBe(true);
    expect(text).toContain('| <code>broadcast-domain-single-site</code> | 1 | error |');
    expect(text).toContain('&#91;"a&#124;b:0,&#60;é&#62;"&#93;');
  });

  test('makes no link of an address in a name', () => {
    const result = stretched(1);
    const findings = result.findings.map((finding) => ({
      ...finding,
      message: 'http://evil.example www.evil.example a: b',
    }));
    const text = write('markdown', { ...result, findings });
    expect(text).toContain('http&#58;//evil.example www&#46;evil.example a: b');
  });

  test('is no longer than GitHub takes, and says what it left out', () => {
    const text = write('markdown', stretched(400));
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text).toMatch(/\d+ more findings; the whole list is in the other reports of this run\./u);
    expect(write('markdown', crowded).length).toBeLessThanOrEqual(65_536);
  });
});
