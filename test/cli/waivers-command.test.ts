import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../support/readme';
import { directoryWith, removeDirectories } from './fake-io';
import { runIn, runWith } from './run-in';

afterEach(removeDirectories);

const plan = readFileSync(join(repository, 'examples/plan.json'));
/** Two data centres 1,686 km apart. */
const far = readFileSync(join(repository, 'examples/facts/far.yaml'), 'utf8');

const waiver = (stack: string, others = ''): string =>
  `{ rule: stretched-cluster-rtt, subject: '*', stack: '${stack}', outcome: violation, reason: r, owner: net, ticket: T-1, until: 2027-03-31${others} }`;
const waivers = (...all: readonly string[]): string => `waivers: [${all.join(', ')}]\n`;

/** The plan and its facts, with the waivers given. */
const folderWith = (
  written: string,
  { facts = far, ...others }: Readonly<Record<string, string>> & { readonly facts?: string } = {},
): string =>
  directoryWith({ 'plan.json': plan, 'lightbound.yaml': facts, 'lightbound.waivers.yaml': written, ...others });

interface Listed {
  readonly status: string;
  readonly because?: string;
}

const statusesIn = (out: string): readonly (readonly [string, string?])[] =>
  (JSON.parse(out) as readonly Listed[]).map(({ status, because }) =>
    because === undefined ? [status] : [status, because],
  );

it('asks of the stack that --stack names, as check does', async () => {
  const folder = folderWith(waivers(waiver('net/prod', ", while: 'rtt <= 3 ms'")));
  const lapsed = await runIn(folder, 'waivers', 'plan.json', '--stack', 'net/prod', '--format', 'json');
  expect([lapsed.code, statusesIn(lapsed.out)]).toEqual([
    1,
    [['lapsed', '"rtt <= 3 ms" does not hold: round trip is 31 ms']],
  ]);
  const elsewhere = await runIn(folder, 'waivers', 'plan.json', '--format', 'json');
  expect([elsewhere.code, statusesIn(elsewhere.out)]).toEqual([
    0,
    [['elsewhere', 'no stack of this run is called net/prod']],
  ]);
});

it.each([
  ['with --allow-incomplete', ['--allow-incomplete'], ''],
  ['where the facts file says allowIncomplete', [], 'check: { allowIncomplete: true }\n'],
])('reads an incomplete plan %s alone', async (_, flags, more) => {
  const incomplete = plan.toString('utf8').replace('"complete":true', '"complete":false');
  expect(incomplete).not.toBe(plan.toString('utf8'));
  const folder = folderWith(waivers(waiver('*')), { facts: `${far}${more}`, 'plan.json': incomplete });
  expect((await runIn(folder, 'waivers', 'plan.json', ...flags)).code).toBe(0);
  const strict = folderWith(waivers(waiver('*')), { 'plan.json': incomplete });
  expect((await runIn(strict, 'waivers', 'plan.json')).code).toBe(3);
});

it('fails where inputs were named and nothing was read, unless that is allowed', async () => {
  const folder = folderWith(waivers(waiver('*')));
  mkdirSync(join(folder, 'none'));
  const { code, out } = await runIn(folder, 'waivers', 'none', '--format', 'json');
  expect([code, statusesIn(out)]).toEqual([6, [['elsewhere', 'nothing was read']]]);
  expect((await runIn(folder, 'waivers', 'none', '--allow-empty')).code).toBe(0);
  const allows = folderWith(waivers(waiver('*')), { facts: `${far}check: { allowEmpty: true }\n` });
  mkdirSync(join(allows, 'none'));
  expect((await runIn(allows, 'waivers', 'none')).code).toBe(0);
});

describe('a waiver that is not taken', () => {
  const refused = [
    [
      'since only the trusted file may waive',
      ['--config-from', 'trusted.yaml'],
      folderWith.bind(undefined, waivers(waiver('*')), { 'trusted.yaml': far }),
      'only trusted.yaml may waive',
      'lightbound.waivers.yaml:1:11',
    ],
    [
      'since the facts file locks its rule',
      [],
      folderWith.bind(undefined, waivers(waiver('*')), { facts: `${far}locked: [stretched-cluster-rtt]\n` }),
      'lightbound.yaml locks the rule',
      'lightbound.waivers.yaml:1:11',
    ],
    [
      'since an extended file locks its rule, under a trusted file',
      ['--config-from', 'trusted.yaml', '--waivers', 'none.yaml'],
      folderWith.bind(undefined, '', {
        facts: `extends: ./base.yaml\n${waivers(waiver('*'))}`,
        'base.yaml': `${far}locked: [all]\n`,
        'none.yaml': waivers(waiver('x')),
        'trusted.yaml': `${far}${waivers(waiver('x'))}`,
      }),
      'base.yaml locks the rule',
      'lightbound.yaml:2:11',
    ],
  ] as const;

  it.each(refused)('%s is listed as refused, and fails', async (_, flags, folder, because, place) => {
    for (const inputs of [['plan.json'], []]) {
      const io = { cwd: folder() };
      const { code, out, err } = await runWith(io, 'waivers', ...inputs, ...flags);
      expect([code, err]).toEqual([1, 'lightbound: 1 waiver is refused\n']);
      expect(out).toContain(`refused     stretched-cluster-rtt * stack *\n            net (T-1): r\n`);
      expect(out).toContain(`            ${because}\n            ${place}\n`);
      const json = await runWith(io, 'waivers', ...inputs, ...flags, '--format', 'json');
      expect(json.code).toBe(1);
      expect(statusesIn(json.out)).toContainEqual(['refused', because]);
    }
  });

  it('counts among those that are not refused where the trusted file gives it too', async () => {
    const folder = folderWith(waivers(waiver('*')));
    cpSync(join(folder, 'lightbound.waivers.yaml'), join(folder, 'trusted.yaml'));
    const { code, out } = await runIn(folder, 'waivers', '--config-from', 'trusted.yaml', '--format', 'json');
    expect([code, statusesIn(out).map(([status]) => status)]).toEqual([0, ['not-asked']]);
  });
});

it('says without inputs that only the calendar was asked', async () => {
  const folder = folderWith(waivers(waiver('*'), waiver('old').replace('2027-03-31', '2025-12-31')));
  const { code, out } = await runIn(folder, 'waivers', '--format', 'json');
  expect([code, statusesIn(out)]).toEqual([
    1,
    [
      ['not-asked', 'no input was named, so that only its last day was looked at'],
      ['expired', 'it ended on 2025-12-31'],
    ],
  ]);
});

it('says that there is none only where none is declared', async () => {
  const none = await runIn(directoryWith({ 'lightbound.yaml': far }), 'waivers');
  expect([none.code, none.out, none.err]).toEqual([0, '0 waivers\n', 'lightbound: no waiver is declared\n']);
});
