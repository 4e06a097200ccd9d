import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { renderHtml } from '../../reports/render/html/page.ts';
import { type Browser, openBrowser, whyNoChromium } from '../support/chromium.ts';
import { declaringRun } from '../support/declaring-run.ts';
import { hostile, hostileRun } from '../support/hostile-run.ts';
import { sampleRun } from '../support/sample-run.ts';
import { openedPage } from '../support/opened-page.ts';
import { skip } from '../support/skip.ts';

const pages = {
  sample: () => renderHtml(sampleRun()),
  declared: () => renderHtml(declaringRun(sampleRun())),
  hostile: () => renderHtml(declaringRun(hostileRun(), hostile)),
  partial: () => renderHtml(sampleRun({ partial: true, stopped: 'beta.example closed the stream' })),
};
type Name = keyof typeof pages;
const names = Object.keys(pages) as Name[];
const allViews = [
  [1280, 'light'],
  [1280, 'dark'],
  [390, 'light'],
  [320, 'dark'],
] as const;
const oneView = [[390, 'dark']] as const;
const everything = 'wcag2a,wcag2aa,wcag21a,wcag21aa,wcag22aa,best-practice'.split(',');

describe('the HTML report in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let folder = '';

  before(async function () {
    const reason = whyNoChromium();
    if (reason !== undefined) skip(this, reason);
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-report-'));
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
    it(`loads nothing, runs no script but its own and breaks no policy: ${name}`, async () => {
      const { page, trouble } = await open(name, 1280);
      expect(await page.evaluate('window.breached')).to.equal(undefined);
      expect(await page.locator('#filters').isVisible()).to.equal(true);
      expect(await page.locator('#shown').textContent()).to.equal('7 of 7 shown');
      expect(trouble).to.deep.equal([]);
      await page.close();
    });

    it(`never scrolls sideways at 320 pixels: ${name}`, async () => {
      const { page } = await open(name, 320);
      expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(320);
      await page.close();
    });

    for (const [width, scheme] of name === 'declared' ? allViews : oneView) {
      it(`has no accessibility finding at ${width} pixels, ${scheme}: ${name}`, async () => {
        const { page } = await open(name, width, scheme);
        const { violations } = await new AxeBuilder({ page }).withTags(everything).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).to.deep.equal([]);
        await page.close();
      });
    }
  }

  it('shows only what fits the filters', async () => {
    const { page } = await open('sample', 1280);
    await page.locator('select[name=verdict]').selectOption('fail');
    expect(await page.locator('#shown').textContent()).to.equal('2 of 7 shown');
    await page.locator('select[name=party]').selectOption('A');
    expect(await page.locator('#shown').textContent()).to.equal('1 of 7 shown');
    await page.locator('select[name=direction]').selectOption('ab');
    expect(await page.locator('#shown').textContent()).to.equal('0 of 7 shown');
    await page.locator('#filters button').click();
    await page.locator('#shown', { hasText: '7 of 7 shown' }).waitFor();
    await page.close();
  });

  it('opens the finding that an address names', async () => {
    const page = await browser.context.newPage();
    await page.goto(`${urlOf('sample')}#f-03`);
    expect(await page.locator('#f-03').isVisible()).to.equal(true);
    expect(await page.locator('#f-02').isVisible()).to.equal(false);
    await page.close();
  });
});
