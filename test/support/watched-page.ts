import type { BrowserContext, Page } from 'playwright-core';
import { pathToFileURL } from 'node:url';

// Runs before anything of the page: notes what is added to it once it was read, but for what its own script counts.
const observer = `
window.changes = [];
addEventListener('DOMContentLoaded', () => new MutationObserver((all) => {
  for (const { addedNodes, target } of all)
    for (const node of addedNodes) if (target.id !== 'shown') window.changes.push(node.nodeName);
}).observe(document, { childList: true, subtree: true }));
addEventListener('securitypolicyviolation', (event) => window.changes.push('policy: ' + event.violatedDirective));
`;

/** A page that opens files of a folder alone; whatever it tries beyond them is stopped, and noted in `trouble`. */
export async function watched(context: BrowserContext, folder: string, trouble: string[]): Promise<Page> {
  const inside = pathToFileURL(folder).href;
  const page = await context.newPage();
  await page.setViewportSize({ width: 390, height: 900 });
  await context.route('**/*', async (route) => {
    const request = route.request();
    if (request.isNavigationRequest() && request.url().startsWith(`${inside}/`)) await route.continue();
    else {
      trouble.push(`requested ${request.url().slice(0, 200)}`);
      await route.abort();
    }
  });
  await page.addInitScript(observer);
  context.on('page', (other) => trouble.push(`opened ${other.url()}`));
  page.on('console', (message) => trouble.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  page.on('websocket', (socket) => trouble.push(`socket to ${socket.url()}`));
  page.on('worker', (worker) => trouble.push(`worker ${worker.url()}`));
  page.on('download', (download) => trouble.push(`download of ${download.url()}`));
  page.on('frameattached', (frame) => trouble.push(`frame ${frame.url()}`));
  page.on('dialog', (dialog) => {
    trouble.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  return page;
}
