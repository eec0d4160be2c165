/* The facts file of a pull request decides what its own check says, so a report shows what it did. */
import { createHash } from 'node:crypto';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { RunResult } from '../../lib/findings/run-result';
import { rules } from '../../policies';
import { directoryWith, removeDirectories } from './fake-io';
import { runIn } from './run-in';

afterEach(removeDirectories);

const plan = readFileSync('test/fixtures/plans/ovh-private-network-regions/plan.json', 'utf8');
const off = (ids: readonly string[]): string => `rules:\n${ids.map((id) => `  ${id}: off\n`).join('')}`;
const ids = rules.map(({ id }) => id);

const checked = (facts: string, ...args: readonly string[]) =>
  runIn(directoryWith({ 'plan.json': plan, 'lightbound.yaml': facts }), 'check', 'plan.json', ...args);

test.each(['pretty', 'brief', 'json'])('%s names the facts file and its digest', async (format) => {
  const facts = 'sites: { waw: { at: WAW } }\n';
  const { out } = await checked(facts, '--format', format);
  expect(out).toContain('lightbound.yaml');
  expect(out).toContain(createHash('sha256').update(facts).digest('hex'));
});

test('without a facts file no report speaks of one', async () => {
  const { out } = await runIn(directoryWith({ 'plan.json': plan }), 'check', 'plan.json');
  expect(out).not.toMatch(/facts|SHA-256/);
});

test.each(['pretty', 'brief', 'json'])('%s names each rule that is off or below its own level', async (format) => {
  const facts = [
    'rules:',
    '  broadcast-domain-single-site: off',
    '  migration-rtt-budget: { level: note }',
    '  migration-converges: error',
    '  facts-declared: off',
  ].join('\n');
  const { code, out } = await checked(facts, '--format', format);
  expect(code).toBe(0);
  const lowered: readonly (readonly [string, string, number])[] = [
    ['broadcast-domain-single-site', 'off', 2],
    ['migration-rtt-budget', 'note', 3],
    ['facts-declared', 'off', 5],
  ];
  if (format === 'json') {
    const { settings } = JSON.parse(out) as RunResult;
    expect(settings.map(({ ruleId, value, lowers, declaredAt }) => [ruleId, value, lowers, declaredAt?.line])).toEqual(
      lowered.map(([id, value, line]) => [id, value, true, line]).sort(),
    );
    return;
  }
  for (const [id, value, line] of lowered) {
    expect(out.replace(/\s+/gu, ' ')).toMatch(
      new RegExp(`${id} is (?:at level )?${value}, not \\w+ \\(lightbound.yaml:${line}:3\\)`),
    );
  }
  expect(out).not.toContain('migration-converges is');
});

test.each(['pretty', 'brief', 'json'])('%s shows an option that is set otherwise', async (format) => {
  const { out } = await checked(
    'rules: { broadcast-domain-single-site: { options: { maxRtt: 149 ms } } }',
    '--format',
    format,
  );
  if (format !== 'json') expect(out.replace(/\s+/gu, ' ')).toContain('maxRtt 149 ms, not 5 ms (lightbound.yaml:1:61)');
  else {
    expect((JSON.parse(out) as RunResult).settings).toMatchObject([
      { ruleId: 'broadcast-domain-single-site', name: 'maxRtt', value: '149 ms', default: '5 ms', lowers: false },
    ]);
  }
});

test('a setting that repeats the default is none', async () => {
  const facts = 'rules: { broadcast-domain-single-site: { level: error, options: { maxRtt: 5 ms } } }';
  const { out } = await checked(facts, '--format', 'json');
  expect((JSON.parse(out) as RunResult).settings).toEqual([]);
});

test('a file that turns every rule off is refused by name; all but one is not', async () => {
  const all = await checked(off(ids));
  expect(all.code).toBe(2);
  expect(all.err).toMatch(/^lightbound: lightbound\.yaml: every rule is off/);
  expect((await checked(off(ids.slice(1)))).code).not.toBe(2);
});

test('the path in a result is relative to the working directory, however the file was named', async () => {
  const folder = directoryWith({ 'a/plan.json': plan, 'facts/own.yaml': 'version: 1\n' });
  for (const named of ['../facts/own.yaml', join(folder, 'facts', 'own.yaml')]) {
    const { out } = await runIn(join(folder, 'a'), 'check', 'plan.json', '--format', 'json', '--facts', named);
    expect((JSON.parse(out) as RunResult).factsFiles.map(({ path }) => path)).toEqual(['../facts/own.yaml']);
  }
});

test.each([
  ['broadcast-domain-single-site', 'maxRtt: 30 d', /at most 150 ms: no vendor/],
  ['stretched-cluster-rtt', 'maxRtt: 81 ms', /at most 80 ms: no vendor/],
  ['migration-rtt-budget', 'maxRtt: 401 ms', /at most 400 ms: twice what light/],
  ['migration-bandwidth-floor', 'minBandwidth: 1 kbit/s', /at least 1 Mbit\/s: over less/],
  ['migration-bandwidth-floor', 'concurrentMoves: 2000', /a whole number from 1 to 1024/],
  ['migration-converges', 'downtimeLimit: 1 h', /at most 33\.3 min: the largest that QEMU accepts/],
  ['migration-converges', 'minGuestSpeed: 0.5 %', /at least 1 %: QEMU/],
])('%s with %s is refused with the bound and its reason', async (rule, option, line) => {
  const { code, err } = await checked(`rules: { ${rule}: { options: { ${option} } } }`);
  expect(err).toMatch(line);
  expect(code).toBe(2);
});

test('a tolerance beyond that of whole degrees is refused', async () => {
  const at = (tolerance: string): string =>
    `sites: { a: { at: { latitude: 1, longitude: 2, tolerance: ${tolerance} } } }`;
  const { code, err } = await checked(at('20000 km'));
  expect(code).toBe(2);
  expect(err).toMatch(/tolerance: must be at most 100 km: whole degrees leave open less/);
  expect((await checked(at('100 km'))).code).toBe(1);
});

describe('a facts file that is found, not named,', () => {
  const secret = 'TOKEN=S3CRET-ci-token\n';

  it('is not followed out of its folder, and nothing of what it leads to is shown', async () => {
    const folder = directoryWith({ 'repo/plan.json': plan, 'ci.env': secret });
    symlinkSync('../ci.env', join(folder, 'repo', 'lightbound.yaml'));
    const { code, out, err } = await runIn(join(folder, 'repo'), 'check', 'plan.json');
    expect(code).toBe(2);
    expect(err).toMatch(/^lightbound: lightbound\.yaml: is a link to a file outside of its folder; name that file/);
    expect(out + err).not.toContain('S3CRET');
  });

  it('is followed within its folder', async () => {
    const folder = directoryWith({ 'plan.json': plan, 'facts/own.yaml': off(['declared-rtt-possible']) });
    symlinkSync('facts/own.yaml', join(folder, 'lightbound.yaml'));
    expect((await runIn(folder, 'check', 'plan.json')).out).toContain('declared-rtt-possible is off');
  });

  it('is not passed over where it leads nowhere', async () => {
    const folder = directoryWith({ 'plan.json': plan });
    symlinkSync('gone.yaml', join(folder, 'lightbound.yaml'));
    const { code, err } = await runIn(folder, 'check', 'plan.json');
    expect(code).toBe(2);
    expect(err).toMatch(/lightbound\.yaml: is a link that leads nowhere: no such file/);
  });

  it('is followed wherever it leads once it is named', async () => {
    const folder = directoryWith({ 'repo/plan.json': plan, 'own.yaml': off(['declared-rtt-possible']) });
    symlinkSync('../own.yaml', join(folder, 'repo', 'facts.yaml'));
    const { code, out } = await runIn(join(folder, 'repo'), 'check', 'plan.json', '--facts', 'facts.yaml');
    expect(code).toBe(1);
    expect(out).toContain('declared-rtt-possible is off');
  });
});

test.each([
  ['two regions as one site', 'sites: { a: { match: [{ region: ovh:BHS5 }, { region: ovh:WAW1 }] } }', 'ovh:BHS5'],
  [
    'latitude and longitude exchanged',
    'sites: { a: { at: { latitude: 21, longitude: 52.25 }, match: [{ region: ovh:WAW1 }] } }',
    'its place',
  ],
])('%s is said, since its resources would stand together', async (_, facts, from) => {
  const pretty = await checked(facts);
  expect(pretty.out.replace(/\s+/gu, ' ')).toMatch(
    new RegExp(`lightbound.yaml:1:10 sites.a: site a matches ovh:WAW1, which lies at least [\\d,]+ km from ${from}`),
  );
  const { out } = await checked(facts, '--format', 'json');
  expect((JSON.parse(out) as RunResult).factsFiles[0]?.remarks).toHaveLength(1);
});

test('regions of one metro are one place', async () => {
  const facts = 'sites: { a: { at: VIE, match: [{ region: azure:austriaeast }, { region: exoscale:at-vie-1 }] } }';
  const { out } = await checked(facts, '--format', 'json');
  const remarks = (JSON.parse(out) as RunResult).factsFiles[0]?.remarks ?? [];
  expect(remarks.filter((remark) => remark.includes('km'))).toEqual([]);
});
