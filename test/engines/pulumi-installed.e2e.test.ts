import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describePulumi, program, reported } from './describe-pulumi';
import { installNames, isInstalled, npmPack, openInstall, packageIn, type InstallName } from './installs';

jest.setTimeout(180_000);

const repository = join(__dirname, '../..');

/** A vSAN cluster over two sites that only the configuration declares. */
const stretched = program(`
  new R(CLUSTER, 'wide', { name: 'wide', datacenterId: 'dc', hostSystemIds: ['host-1001', 'host-2001'], vsanEnabled: true });
`);
const facts = {
  sites: {
    vienna: { at: 'VIE', match: [{ name: 'host-10*' }] },
    dublin: { at: 'DUB', match: [{ name: 'host-20*' }] },
  },
  links: [{ between: ['vienna', 'dublin'], rtt: '31 ms', bandwidth: '1 Gbit/s' }],
};
const wrong = {
  'no-such-rule': 'advisory',
  'stretched-cluster-rtt': { maxRrt: '4 ms' },
  'facts-declared': { links: [{ between: ['vienna', 'nowhere'], rtt: '3 ms' }] },
};

const dist = join(repository, 'dist');
let packed = '';
/** What `npm pack` prints. */
let printed = '';
let before: readonly string[] = [];

beforeAll(async () => {
  packed = mkdtempSync(join(tmpdir(), 'lightbound-packed-'));
  before = contentOf(dist);
  printed = await npmPack(repository, packed);
});
afterAll(() => {
  rmSync(packed, { recursive: true, force: true });
});

/** `describe` with an install; skipped with the reason where there is none, or failed where a pipeline has to have it. */
function describeInstall(name: InstallName, tests: (open: () => string) => void): void {
  if (!isInstalled(name) && process.env['LIGHTBOUND_REQUIRE_ENGINES'] !== '1') {
    describe.skip(`${name} [skipped: not installed: run \`npm run installs\`]`, () => {
      it('needs it', () => undefined);
    });
    return;
  }
  describe(name, () => {
    let install = '';
    beforeAll(async () => {
      install = await openInstall(name, join(packed, printed.trim()));
    });
    afterAll(() => {
      rmSync(install, { recursive: true, force: true });
    });
    tests(() => install);
  });
}

for (const name of installNames) {
  describeInstall(name, (open) => {
    const pack = (): string => packageIn(open(), name);

    describePulumi('the installed pack', (withProgram) => {
      const preview = (policyPackConfig: unknown, use: (exitCode: number, output: string) => void): Promise<void> =>
        withProgram(
          stretched,
          async (sandbox) => {
            const { exitCode, stdout, stderr } = await sandbox.preview({ policyPack: pack(), policyPackConfig });
            use(exitCode, stdout + stderr);
          },
          name === 'unpacked' ? {} : { modules: join(open(), 'node_modules') },
        );

      it('takes its configuration, and blocks by what that declares', () =>
        preview({ 'facts-declared': facts }, (exitCode, output) => {
          expect(reported(output)).toEqual(['[mandatory] stretched-cluster-rtt']);
          expect(output).toContain('policy-pack-config links[0].rtt');
          expect(output).toMatch(/lightbound@v\d+\.\d+\.\d+ /);
          expect(exitCode).not.toBe(0);
        }));

      it('refuses a configuration of what does not exist', () =>
        preview(wrong, (exitCode, output) => {
          expect(exitCode).not.toBe(0);
          for (const mistake of ['no-such-rule', 'maxRrt', 'nowhere']) expect(output).toContain(mistake);
        }));
    });

    it('is published from here by a script-free `npm pack`, which prints the name of the file and leaves all as it is', async () => {
      const before = contentOf(pack());
      const into = mkdtempSync(join(tmpdir(), 'lightbound-published-'));
      try {
        const printed = await npmPack(pack(), into);
        expect(printed.split('\n')).toEqual([expect.stringMatching(/^lightbound-[\w.-]+\.tgz$/), '']);
        expect(readdirSync(into)).toEqual([printed.trim()]);
        expect(contentOf(pack())).toEqual(before);
      } finally {
        rmSync(into, { recursive: true, force: true });
      }
    });
  });
}

test('a clone is published by a script-free `npm pack`, which prints the name of the file and leaves all as it is', () => {
  expect(printed.split('\n')).toEqual([expect.stringMatching(/^lightbound-[\w.-]+\.tgz$/), '']);
  expect(contentOf(dist)).toEqual(before);
});

/** Names and times of the files in a folder, those of other packages aside. */
const contentOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => !/(^|[\\/])node_modules([\\/]|$)/.test(path))
    .map((path) => `${path} ${statSync(join(folder, path)).mtimeMs}`)
    .sort();
