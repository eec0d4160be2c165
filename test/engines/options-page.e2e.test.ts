import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type Axe from 'axe-core';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { optionsHtml } from '../../lib/reports/options-html';
import { optionsOf, viennaDublin } from '../link/ask-for-options';
import { describeWith } from './engines';

jest.setTimeout(120_000);

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const pages = {
  'of one column': optionsOf('VIE', 'DUB', viennaDublin),
  'of three': optionsOf('VIE', 'DUB', viennaDublin, ['bandwidth=10 Gbit/s, rtt=25 ms', 'platform=qemu']),
};

describeWith('chromium', 'the page of options in Chromium', ({ path }) => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lightbound-options-'));
    for (const [name, record] of Object.entries(pages))
      writeFileSync(join(folder, `${name}.html`), optionsHtml(record));
    // Without users of its own a container has no sandbox to offer to its superuser.
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    browser = await launch({ executablePath: path, args, userDataDir: join(folder, 'profile') });
  });

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const opened = async (
    name: string,
    width: number,
    media: { dark?: boolean; print?: boolean } = {},
  ): Promise<Page> => {
    const page = await browser.newPage();
    await page.setViewport({ width, height: 900 });
    // The page itself forbids scripts, and so the one that looks for faults.
    await page.setBypassCSP(true);
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: media.dark === true ? 'dark' : 'light' }]);
    if (media.print === true) await page.emulateMediaType('print');
    await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
    return page;
  };

  const views = Object.keys(pages).flatMap((name) =>
    [375, 768, 1280].flatMap((width) => [false, true].map((dark) => [name, width, dark ? 'dark' : 'light'] as const)),
  );

  it.each(views)(
    '%s at %d pixels, %s, is no wider than its window, and axe finds no fault',
    async (name, width, scheme) => {
      const page = await opened(name, width, { dark: scheme === 'dark' });
      const excess = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      await page.evaluate(axe);
      const found = await page.evaluate(() => (globalThis as unknown as { axe: typeof Axe }).axe.run());
      const faults = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      expect({ excess, faults }).toEqual({ excess: 0, faults: [] });
      expect(found.passes.length).toBeGreaterThan(15);
      await page.close();
    },
  );

  it.each(Object.keys(pages))('%s has every table whole on paper', async (name) => {
    // 186 mm of a page of A4, at 96 pixels to the inch.
    const page = await opened(name, 703, { print: true });
    const cut = await page.evaluate(`[...document.querySelectorAll('.wide')]
      .filter((table) => table.scrollWidth > table.clientWidth + 1)
      .map((table) => table.textContent.slice(0, 40))`);
    expect(cut).toEqual([]);
    await page.close();
  });
});
