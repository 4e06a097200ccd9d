import type { Page } from 'playwright-core';
import type { Browser } from './chromium.ts';

/** Opens a page at a width, all unfolded; resolves with it and with what it tried that it must not. */
export async function openedPage(
  browser: Browser,
  url: string,
  width: number,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<{ page: Page; trouble: string[] }> {
  const page = await browser.context.newPage();
  const trouble: string[] = [];
  page.on('request', (request) => {
    if (request.url() !== url) trouble.push(`requested ${request.url()}`);
  });
  page.on('console', (message) => trouble.push(message.text()));
  page.on('pageerror', (error) => trouble.push(error.message));
  page.on('dialog', (dialog) => {
    trouble.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme });
  await page.goto(url);
  await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true;`);
  return { page, trouble };
}
