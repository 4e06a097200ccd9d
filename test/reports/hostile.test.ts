import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import picocolors from 'picocolors';
import { SaxesParser } from 'saxes';
import { functionClaims } from '../../reports/model/claims-functions.ts';
import { runSchema, type RunRecord } from '../../reports/model/record.ts';
import { renderCsv } from '../../reports/render/csv.ts';
import { renderHtml } from '../../reports/render/html/page.ts';
import { script } from '../../reports/render/html/script.ts';
import { style } from '../../reports/render/html/style.ts';
import { renderJson } from '../../reports/render/json.ts';
import { renderJunit } from '../../reports/render/junit.ts';
import { renderMarkdown } from '../../reports/render/markdown.ts';
import { ciLine, failuresText, headerLines, ttyLine } from '../../reports/render/terminal.ts';
import { summaryText } from '../../reports/render/terminal-summary.ts';
import { csvRows } from '../support/csv-rows.ts';
import { declaringRun } from '../support/declaring-run.ts';
import { type Tag, tagsIn, unseen } from '../support/html-tags.ts';
import { sampleRun } from '../support/sample-run.ts';
import { hostile, hostileRun, hostileTexts, spoiltRun } from '../support/hostile-run.ts';

const anyUnit = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
  .map((units) => String.fromCharCode(...units));
const text = fc
  .array(fc.oneof(anyUnit, fc.constantFrom<string>(...Object.values(hostileTexts), '=', '\t@', '\r+', '<', '&', '"')), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join(''));

/** A run whose texts are drawn from a few hostile ones, in turn. */
const anyRun = fc.array(text, { minLength: 1, maxLength: 7 }).map((texts) => {
  let next = 0;
  return spoiltRun(() => texts[next++ % texts.length] ?? '');
});

const holds = (property: (run: RunRecord) => void): void => {
  property(hostileRun());
  property(declaringRun(hostileRun(), hostile));
  fc.assert(fc.property(anyRun, property), { numRuns: 25 });
};

const terminalText = (run: RunRecord): string => {
  const colors = picocolors.createColors(false);
  const lines = run.results.flatMap((result) => [ttyLine(result, colors), ciLine(result, 1, 2, '14:02:11')]);
  const blocks = [failuresText(run, colors), summaryText(run, colors, { resultsDir: run.id })];
  for (const line of [...lines, ...headerLines(run)]) expect(line).not.to.include('\n');
  return [...lines, ...headerLines(run), ...blocks].join('\n');
};

/** Every tag of a page. Fails where style or script is not ours. */
function tagsOf(page: string): readonly Tag[] {
  const body = page
    .replace('<!DOCTYPE html>', '')
    .replace(`<script>${script}</script>`, '')
    .replace(`<style>${style}</style>`, '');
  expect(page.length - body.length).to.be.greaterThan(script.length + style.length);
  return tagsIn(body);
}

describe('reports of hostile text', () => {
  it('keep to the schema, so that the hostile run is a run', () => {
    expect(runSchema.safeParse(hostileRun()).error).to.equal(undefined);
    expect(runSchema.safeParse(declaringRun(hostileRun(), hostile)).error).to.equal(undefined);
  });

  it('hold no element and no attribute in HTML that is not ours', () => {
    const namesOf = (page: string): Set<string> =>
      new Set(tagsOf(page).flatMap(({ name, attributes }) => [name, ...attributes.keys()]));
    const ours = namesOf(renderHtml(declaringRun(sampleRun())));
    holds((run) => {
      const page = renderHtml(run);
      expect([...namesOf(page)].filter((name) => !ours.has(name))).to.deep.equal([]);
      const hrefs = tagsOf(page).flatMap(({ attributes }) => attributes.get('href') ?? []);
      for (const href of hrefs) expect(href).to.match(/^(?:#|https:\/\/(?:www\.rfc-editor\.org|xmpp\.org)\/)/);
      expect(page).not.to.match(unseen);
    });
  });

  it('parse strictly as XML in JUnit, one case per result and declared function', () => {
    holds((run) => {
      let cases = 0;
      const parser = new SaxesParser({ xmlns: true });
      parser.on('error', (error) => {
        throw error;
      });
      parser.on('opentag', ({ name }) => {
        if (name === 'testcase') cases += 1;
      });
      const xml = renderJunit(run);
      parser.write(xml).close();
      const declared = functionClaims(run).filter(({ state }) => state !== 'present, not declared');
      expect(cases).to.equal(run.results.length + declared.length);
      expect(xml).not.to.match(unseen);
    });
  });

  it('hold no CSV cell that a spreadsheet takes for a formula', () => {
    holds((run) => {
      const rows = csvRows(renderCsv(run));
      expect(rows).to.have.length(run.results.length + 1);
      for (const cells of rows) {
        expect(cells).to.have.length(rows[0]?.length ?? 0);
        for (const value of cells) expect(value).not.to.match(/^\s*[=+\-@]|^[\t\r]/);
      }
    });
  });

  it('steer no terminal', () => {
    holds((run) => {
      expect(terminalText(run)).not.to.match(unseen);
    });
  });

  it('hold no markup in Markdown that is not ours', () => {
    holds((run) => {
      const page = renderMarkdown(run);
      expect(page.replaceAll(/<\/?(?:details|summary|b|code)>|<a href="https:\/\/[^"<>]*">|<\/a>/g, '')).not.to.match(
        /[<>]/,
      );
      expect(page).not.to.match(/javascript:|http:/);
      expect(page).not.to.match(unseen);
    });
  });

  it('come back from JSON as they went in', () => {
    holds((run) => {
      const json = renderJson(run);
      expect(json).not.to.match(/[\u{D800}-\u{DFFF}]/u);
      expect(JSON.parse(json)).to.deep.equal(run);
    });
  });
});
