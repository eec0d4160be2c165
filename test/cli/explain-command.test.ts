import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { limitsReadBy } from '../../lib/cli/explain-limits';
import { run } from '../../lib/cli/run';
import { readFacts } from '../../lib/declarations/read-facts';
import { settingErrors } from '../../lib/rules/configuration';
import { home } from '../../lib/findings/home';
import { rules } from '../../policies';
import { fakeIo } from './fake-io';

async function explain(argv: readonly string[], options: Parameters<typeof fakeIo>[0] = {}) {
  const io = fakeIo(options);
  const code = await run(['explain', ...argv], io, { version: '1.2.3', rules: () => rules });
  return { code, out: io.out(), err: io.err() };
}

it('lists all rules with their laws', async () => {
  const { code, out } = await explain([]);
  expect(code).toBe(0);
  for (const { id } of rules) expect(out).toContain(`${id}\n`);
  expect(out).toContain('  A broadcast domain stays within one site.\n');
});

it('answers a rule that does not exist with the nearest', async () => {
  expect(await explain(['migration-rtt-buget'])).toEqual({
    code: 2,
    out: '',
    err: 'lightbound: unknown rule "migration-rtt-buget"; did you mean migration-rtt-budget?\n',
  });
  expect((await explain(['x'])).err).toMatch(/unknown rule "x"; known: broadcast-domain-single-site, /);
});

it('tells the limits that a rule reads, with their sources', async () => {
  const { out } = await explain(['stretched-cluster-rtt']);
  expect(out).toContain('round trip at most 5 ms: VMware vSAN stretched cluster, 6.x - 8.x\n');
  expect(out).toContain('[vsan-stretched-data]\n');
  const budget = (await explain(['migration-rtt-budget'])).out;
  expect(budget).toContain('no number for the round trip: VMware HCX vMotion');
});

describe.each(rules.map(({ id }) => id))('%s', (id) => {
  it('is told within 80 columns, addresses aside, in full', async () => {
    const { code, out } = await explain([id]);
    expect(code).toBe(0);
    expect(out.split('\n').filter((line) => line.length > 80 && !line.includes('https://'))).toEqual([]);
    const rule = rules.find((one) => one.id === id)!;
    for (const text of [...Object.keys(rule.options), ...rule.references.map(({ url }) => url)])
      expect(out).toContain(text);
  });

  it('is told with the public address of its page', async () => {
    const { out } = await explain([id]);
    expect(out.trimEnd().split('\n').at(-1)).toBe(`  page      ${home}/blob/main/docs/rules/${id}.md`);
  });

  it('is set by the snippets as they stand', async () => {
    const { out } = await explain([id]);
    const facts = /in lightbound\.yaml\n(.*?)\n {2}pack/s.exec(out)?.[1]?.replace(/^ {14}/gm, '') ?? '';
    const { declarations, errors } = readFacts(facts, 'f');
    expect([errors, settingErrors(declarations, rules), declarations.rules.get(id)?.level]).toEqual([
      [],
      [],
      'warning',
    ]);
    const pack = /--policy-pack-config\n(.*?)\n {2}page/s.exec(out)?.[1] ?? '';
    expect(JSON.parse(pack)).toMatchObject({ [id]: { enforcementLevel: 'advisory' } });
  });

  it('has its limits told if it asks for those of a platform', () => {
    const text = readFileSync(join(__dirname, `../../policies/${id}.ts`), 'utf8');
    const rule = rules.find((one) => one.id === id)!;
    expect(rule.limits !== undefined).toBe(/facts\.(platform|move)\(/.test(text));
    if (rule.limits !== undefined) expect(limitsReadBy(rule)).not.toEqual([]);
  });
});
