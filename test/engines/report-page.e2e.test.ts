import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type Axe from 'axe-core';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { complianceReports } from '../../lib/reports/compliance-reports';
import { fleet, reportOf, runOf, sharedFacts } from '../compliance/runs';
import { describeWith } from './engines';

jest.setTimeout(120_000);

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const report = reportOf(
  [
    ...fleet(),
    runOf('nutanix-stretched-and-sync', 'network/stretched'),
    runOf('vsphere-vsan-stretched-one-datacenter', 'erp/open'),
    runOf('vsphere-vsan-fault-domains-two-sites', 'erp/domains', sharedFacts('far')),
    runOf('vsphere-vsan-stretched-one-datacenter', 'metro/cluster', sharedFacts('metro')),
  ],
  { earlier: fleet().slice(0, 2) },
);

describeWith('chromium', 'the report as a page in Chromium', ({ path }) => {
  let browser: Browser;
  let folder: string;
  let address: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lightbound-page-'));
    const file = join(folder, 'report.html');
    writeFileSync(file, complianceReports.html(report));
    address = pathToFileURL(file).href;
    // Without users of its own a container has no sandbox to offer to its superuser.
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    browser = await launch({ executablePath: path, args, userDataDir: join(folder, 'profile') });
  });

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const opened = async (width: number, media: { dark?: boolean; print?: boolean } = {}): Promise<Page> => {
    const page = await browser.newPage();
    await page.setViewport({ width, height: 900 });
    // The page itself forbids scripts, and so the one that looks for faults.
    await page.setBypassCSP(true);
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: media.dark === true ? 'dark' : 'light' }]);
    if (media.print === true) await page.emulateMediaType('print');
    await page.goto(address);
    return page;
  };

  const widths = [360, 768, 1280, 1600];
  const views = widths.flatMap((width) => [false, true].map((dark) => [width, dark ? 'dark' : 'light'] as const));

  it.each(views)('at %d pixels, %s, is no wider than its window, and axe finds no fault', async (width, scheme) => {
    const page = await opened(width, { dark: scheme === 'dark' });
    const excess = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    await page.evaluate(axe);
    const found = await page.evaluate(() => (globalThis as unknown as { axe: typeof Axe }).axe.run());
    const faults = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    expect({ excess, faults }).toEqual({ excess: 0, faults: [] });
    expect(found.passes.length).toBeGreaterThan(20);
    await page.close();
  });

  it('has another background where the reader likes it dark', async () => {
    const backgrounds: unknown[] = [];
    for (const dark of [false, true]) {
      const page = await opened(1280, { dark });
      backgrounds.push(await page.evaluate('getComputedStyle(document.body).backgroundColor'));
      await page.close();
    }
    expect(backgrounds).toEqual(['rgb(255, 255, 255)', 'rgb(22, 24, 28)']);
  });

  it('asks for nothing besides itself, and says nothing on the console', async () => {
    const page = await browser.newPage();
    const asked: string[] = [];
    const said: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => said.push(message.text()));
    await page.goto(address);
    expect([asked, said]).toEqual([[address], []]);
    await page.close();
  });

  it('on paper has every table whole', async () => {
    // 186 mm of a page of A4, at 96 pixels to the inch.
    const page = await opened(703, { print: true });
    const cut = await page.evaluate(`[...document.querySelectorAll('.wide')]
      .filter((table) => table.scrollWidth > table.clientWidth + 1)
      .map((table) => table.getAttribute('aria-label'))`);
    expect(cut).toEqual([]);
    expect(await page.evaluate("getComputedStyle(document.querySelector('nav')).display")).toBe('none');
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(50_000);
    await page.close();
  });

  it.each([
    ['on a phone', 375, false],
    ['on a desk', 1280, false],
    ['on paper', 703, true],
  ])(
    'draws each link %s with letters that can be read, and with its own colours on the map',
    async (_, width, print) => {
      const page = await opened(width, { print });
      const drawn = (await page.evaluate(`[...document.querySelectorAll('#moves .chart')].map((chart) => {
      const texts = [...chart.querySelectorAll('text')];
      return {
        id: chart.querySelector('title').id,
        title: chart.querySelector('title').textContent !== '' && chart.querySelector('desc').textContent !== '',
        least: Math.min(...texts.map((text) => text.getBoundingClientRect().height)),
        labels: texts.length,
        fills: [...new Set(texts.filter((text) => text.textContent === 'this link').map((text) => getComputedStyle(text).fill))],
      };
    })`)) as readonly { id: string; title: boolean; least: number; labels: number; fills: readonly string[] }[];
      expect(drawn.map(({ id }) => id)).toEqual(
        ['move-1-rounds', 'move-1-map', 'move-2-rounds', 'move-2-map'].map((id) => `${id}-title`),
      );
      for (const { title, least, labels, fills, id } of drawn) {
        expect([id, title, labels > 8, least > 9]).toEqual([id, true, true, true]);
        expect(fills).toEqual(id.includes('-map-') ? ['rgb(16, 17, 20)'] : []);
      }
      await page.close();
    },
  );

  it('goes to a finding by its anchor', async () => {
    const page = await browser.newPage();
    const { fingerprint } = report.findings.at(-1) ?? { fingerprint: '' };
    await page.goto(`${address}#finding-${fingerprint}`);
    const top = await page.evaluate("document.querySelector(':target').getBoundingClientRect().top");
    expect(Math.abs(top as number)).toBeLessThan(900);
    expect(await page.evaluate('scrollY')).toBeGreaterThan(900);
    await page.close();
  });
});
