import { expect } from 'chai';
import fc from 'fast-check';
import { after, before, describe, it } from 'mocha';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { renderKillMatrix } from '../../reports/render/html/kill-matrix.ts';
import type { RunRecord } from '../../reports/model/record.ts';
import { renderHtml } from '../../reports/render/html/page.ts';
import { clip, visible } from '../../reports/render/text.ts';
import { renderTranscripts, Transcript } from '../../runners/session/transcript.ts';
import { type Browser, openBrowser, whyNoChromium } from '../support/chromium.ts';
import { anyHostileRecord, hostileRecord, replacing, surelyHostile } from '../support/hostile-record.ts';
import { allHostile } from '../support/hostile-text.ts';
import { spoiltKillMatrix } from '../support/sample-kill-matrix.ts';
import { skip } from '../support/skip.ts';
import { watched } from '../support/watched-page.ts';

/** How often each element is there, and each attribute but those that the page sets; what highlights a stanza is apart. */
const shapeOf = `(page) => {
  const counts = {};
  const own = ['open', 'hidden', 'data-dir'];
  const namesOf = (element) => element.getAttributeNames().filter((name) => !own.includes(name));
  const add = (name) => { counts[name] = (counts[name] ?? 0) + 1; };
  for (const element of page.querySelectorAll('*')) {
    const stanza = element.closest('pre.x');
    if (stanza !== null && stanza !== element) add('in a stanza: ' + element.localName + namesOf(element));
    else for (const name of ['', ...namesOf(element)]) add([element.namespaceURI.slice(-5), element.localName, element.getAttribute('class'), name].join(' '));
  }
  return counts;
}`;

type Shape = Readonly<Record<string, number>>;

/** The shape but for stanzas, whose highlighted parts are as many as the text has; and what these are made of. */
const parted = (shape: Shape): readonly [Shape, readonly string[]] => {
  const isStanza = (name: string): boolean => name.startsWith('in a stanza: ');
  const rest = Object.fromEntries(Object.entries(shape).filter(([name]) => !isStanza(name)));
  return [rest, Object.keys(shape).filter(isStanza).sort()];
};

describe('hostile text in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let page: Page;
  let folder = '';
  const trouble: string[] = [];
  const randomly = fc.sample(anyHostileRecord, 3);
  const records = [...surelyHostile, ...randomly];

  before(async function () {
    const reason = whyNoChromium();
    if (reason !== undefined) skip(this, reason);
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-hostile-'));
    browser = await openBrowser();
    page = await watched(browser.context, folder, trouble);
  });

  after(async () => {
    if (folder === '') return;
    await browser.close();
    await rm(folder, { recursive: true });
  });

  /** Opens a file with this text, unfolds it, and fails where anything happened that must not. */
  async function open(name: string, text: string): Promise<void> {
    const path = join(folder, name);
    await writeFile(path, text);
    await page.goto(pathToFileURL(path).href);
    await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true;`);
    const [breached, changes] = await page.evaluate<[unknown, unknown]>('[window.breached, window.changes]');
    expect(breached, name).to.equal(undefined);
    expect(changes ?? [], name).to.deep.equal([]);
    expect(trouble, name).to.deep.equal([]);
  }

  /** Fails where the page that is open is not made of what the harmless one is made of. */
  async function sameShape(harmless: string): Promise<void> {
    const both = `[document, new DOMParser().parseFromString(${JSON.stringify(harmless)}, 'text/html')].map(${shapeOf})`;
    const [found = {}, wanted = {}] = await page.evaluate<readonly Shape[]>(both);
    const [outside, inStanzas] = parted(found);
    const others = parted(wanted)[0];
    const names = [...new Set([...Object.keys(outside), ...Object.keys(others)])];
    const differing = names.filter((name) => outside[name] !== others[name]);
    expect(differing.map((name) => `${name}: ${String(outside[name])}, not ${String(others[name])}`)).to.deep.equal([]);
    expect(inStanzas.filter((name) => !/^in a stanza: span(?:class(?:,aria-hidden)?)?$/.test(name))).to.deep.equal([]);
  }

  /** Fails where the page that is open does not show what was said, made visible. */
  async function showsAll({ results }: RunRecord): Promise<void> {
    const squeeze = (text: string): string =>
      text
        .replaceAll(/[\u2068\u2069]/g, '')
        .replaceAll(/\s+/g, ' ')
        .trim();
    const said = `[...document.querySelectorAll('.said')].map((one) => one.textContent)`;
    const shown = new Set((await page.evaluate<readonly string[]>(said)).map(squeeze));
    const failed = results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
    expect(failed).to.have.length.greaterThan(2);
    for (const { actual } of failed) expect(shown).to.include(squeeze(visible(clip(actual, 2000))));
  }

  it('is seen in the report, made visible, where it makes no element, runs nothing and loads nothing', async () => {
    for (const [index, { hostile, harmless }] of records.entries()) {
      await open(`report-${String(index)}.html`, renderHtml(hostile));
      await sameShape(renderHtml(harmless));
      await showsAll(hostile);
      const policy = `document.querySelector('meta[http-equiv]').content`;
      expect(await page.evaluate(policy)).to.match(
        /^default-src 'none'; style-src 'sha256-[^' ]+'; script-src 'sha256-[^' ]+';/,
      );
      expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(390);
    }
  });

  it('keeps the places of what stands beside it, where it runs from right to left', async () => {
    const { hostile } = hostileRecord(['\u05D0\u05D1\u05D2 12 ']);
    await open('bidi.html', renderHtml(hostile));
    const broken = await page.evaluate<readonly string[]>(`(() => {
      const wrong = [];
      const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = /\\u05D2\\u2069? *12/.exec(node.data);
        if (!at || !node.parentElement.checkVisibility() || node.parentElement.closest('svg')) continue;
        const box = (from, to) => { const range = document.createRange(); range.setStart(node, from); range.setEnd(node, to); return range.getClientRects()[0]; };
        const [letter, figure] = [box(at.index, at.index + 1), box(at.index + at[0].length - 2, at.index + at[0].length)];
        if (letter && figure && letter.width > 0 && Math.abs(letter.top - figure.top) < 4 && figure.left < letter.left) wrong.push(node.data.slice(0, 60));
      }
      return wrong;
    })()`);
    expect(broken).to.deep.equal([]);
    for (const { hostile: other } of surelyHostile.slice(0, 1)) {
      await open('isolates.html', renderHtml(other));
      const text = await page.evaluate<string>('document.documentElement.textContent');
      expect(text).not.to.match(/[\u061C\u200E\u200F\u202A-\u202E\u2066\u2067]/);
      expect(text.match(/\u2068/g)).to.have.length(text.match(/\u2069/g)?.length ?? 0);
    }
  });

  it('makes no element, runs nothing and loads nothing in the page of the kill matrix', async () => {
    const matrix = (by: (index: number) => string): string => {
      const text = replacing(by, []);
      return renderKillMatrix(spoiltKillMatrix((original) => text(original, [])));
    };
    for (const shift of [0, 17, 34]) {
      await open(
        `matrix-${String(shift)}.html`,
        matrix((index) => allHostile[(index + shift) % allHostile.length] ?? ''),
      );
      await sameShape(matrix(() => ''));
    }
  });

  it('does nothing in a transcript that is opened in a browser', async () => {
    const transcript = new Transcript('romeo', 'A');
    const page = `<html xmlns="http://www.w3.org/1999/xhtml"><script>window.breached = 1;</script><img src="http://192.0.2.1/"/></html>`;
    transcript.tap({ at: 1, flow: 'in', text: `<stream:stream xmlns:stream="x">\n${page}` });
    transcript.tap({ at: 2, flow: 'in', text: allHostile.join('\n') });
    await open('one.A-B.xml', renderTranscripts([transcript], 'one A->B', 0).text);
  });
});
