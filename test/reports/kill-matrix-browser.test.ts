import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { renderKillMatrix } from '../../reports/render/html/kill-matrix.ts';
import { type Browser, openBrowser, whyNoChromium } from '../support/chromium.ts';
import { hostile } from '../support/hostile-run.ts';
import { largeKillMatrix, sampleKillMatrix, spoiltKillMatrix } from '../support/sample-kill-matrix.ts';
import { openedPage } from '../support/opened-page.ts';
import { skip } from '../support/skip.ts';

const pages = {
  sample: () => renderKillMatrix(sampleKillMatrix()),
  hostile: () => renderKillMatrix(spoiltKillMatrix(hostile)),
  large: () => renderKillMatrix(largeKillMatrix()),
};
type Name = keyof typeof pages;
const names = Object.keys(pages) as Name[];
const views = [
  ['sample', 1280, 'light'],
  ['sample', 1280, 'dark'],
  ['sample', 390, 'light'],
  ['sample', 320, 'dark'],
  ['hostile', 390, 'dark'],
] as const;
const everything = 'wcag2a,wcag2aa,wcag21a,wcag21aa,wcag22aa,best-practice'.split(',');

describe('the page of the kill matrix in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let folder = '';

  before(async function () {
    const reason = whyNoChromium();
    if (reason !== undefined) skip(this, reason);
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-kill-matrix-'));
    for (const name of names) await writeFile(join(folder, `${name}.html`), pages[name]());
    browser = await openBrowser();
  });

  after(async () => {
    if (folder === '') return;
    await browser.close();
    await rm(folder, { recursive: true });
  });

  const urlOf = (name: Name): string => pathToFileURL(join(folder, `${name}.html`)).href;

  const open = (name: Name, width: number, scheme?: 'light' | 'dark'): ReturnType<typeof openedPage> =>
    openedPage(browser, urlOf(name), width, scheme);

  for (const name of names) {
    it(`loads nothing, runs no script but its own and never scrolls sideways at 320 pixels: ${name}`, async () => {
      const { page, trouble } = await open(name, 320);
      expect(await page.evaluate('window.breached')).to.equal(undefined);
      expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(320);
      expect(trouble).to.deep.equal([]);
      await page.close();
    });
  }

  for (const [name, width, scheme] of views) {
    it(`has no accessibility finding at ${width} pixels, ${scheme}: ${name}`, async () => {
      const { page } = await open(name, width, scheme);
      const { violations } = await new AxeBuilder({ page }).withTags(everything).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).to.deep.equal([]);
      await page.close();
    });
  }

  it('shows what was not killed at once, and an area of the wire when its address is opened', async () => {
    const page = await browser.context.newPage();
    await page.goto(urlOf('sample'));
    expect(await page.locator('#m-1').isVisible()).to.equal(true);
    expect(await page.locator('#w-0').isVisible()).to.equal(false);
    await page.locator('a[href="#w-0"]').click();
    await page.locator('#w-0').waitFor({ state: 'visible' });
    await page.close();
  });
});
