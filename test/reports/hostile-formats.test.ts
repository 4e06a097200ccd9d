import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { SaxesParser } from 'saxes';
import { functionClaims } from '../../reports/model/claims-functions.ts';
import { type RunRecord, runSchema } from '../../reports/model/record.ts';
import { renderCsv } from '../../reports/render/csv.ts';
import { renderHtml } from '../../reports/render/html/page.ts';
import { script } from '../../reports/render/html/script.ts';
import { style } from '../../reports/render/html/style.ts';
import { renderJson } from '../../reports/render/json.ts';
import { renderJunit } from '../../reports/render/junit.ts';
import { renderMarkdown } from '../../reports/render/markdown.ts';
import { visible } from '../../reports/render/text.ts';
import { recoverRun } from '../../runners/campaign/recover.ts';
import { csvRows } from '../support/csv-rows.ts';
import { anyHostileRecord, type HostileRecord, surelyHostile } from '../support/hostile-record.ts';
import { type Tag, tagsIn, unseen } from '../support/html-tags.ts';

/** Holds for the records that no run may lack, and for any others. */
function holds(property: (record: HostileRecord) => void, numRuns = 8): void {
  for (const record of surelyHostile) property(record);
  fc.assert(fc.property(anyHostileRecord, property), { numRuns });
}

/** Every tag of a report. Fails where style or script is not ours. */
function tagsOf(page: string): readonly Tag[] {
  const ours = ['<!DOCTYPE html>', `<script>${script}</script>`, `<style>${style}</style>`];
  expect(ours.filter((part) => page.split(part).length !== 2)).to.deep.equal([]);
  return tagsIn(ours.reduce((rest, part) => rest.replace(part, ''), page));
}

/** Cases of JUnit with all text in them, or what stands between tags alone, by a strict parser. */
function casesOf(xml: string, withAttributes = true): readonly string[] {
  const cases: string[] = [];
  let text: string | undefined;
  const parser = new SaxesParser({ xmlns: true });
  const add = (more: string): void => {
    if (text !== undefined) text += `${more}\n`;
  };
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'testcase') text = '';
    if (withAttributes) for (const { value } of Object.values(attributes)) add(value);
  });
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', ({ name }) => {
    if (name !== 'testcase') return;
    cases.push(text ?? '');
    text = undefined;
  });
  parser.write(xml).close();
  return cases;
}

describe('reports of hostile text', () => {
  it('are of records that keep to the schema', () => {
    holds(({ hostile, harmless }) => {
      expect(runSchema.safeParse(hostile).error).to.equal(undefined);
      expect(runSchema.safeParse(harmless).error).to.equal(undefined);
    });
  });

  it('hold no element and no attribute in HTML that is not ours, and lead nowhere', () => {
    const namesOf = (tags: readonly Tag[]): Set<string> =>
      new Set(tags.flatMap(({ name, attributes }) => [name, ...attributes.keys()]));
    const ours = namesOf(surelyHostile.flatMap(({ harmless }) => tagsOf(renderHtml(harmless))));
    holds(({ hostile }) => {
      const page = renderHtml(hostile);
      const tags = tagsOf(page);
      expect([...namesOf(tags)].filter((name) => !ours.has(name))).to.deep.equal([]);
      for (const href of tags.flatMap(({ attributes }) => attributes.get('href') ?? []))
        expect(href).to.match(
          /^(?:#[\w-]*|https:\/\/(?:www\.rfc-editor\.org|xmpp\.org)\/[\w./-]+(?:#(?:[\w.%!()*~-]|&#39;)+)?)$/,
        );
      const ids = tags.flatMap(({ attributes }) => attributes.get('id') ?? []);
      for (const id of ids) expect(id).to.match(/^[\w-]+$/);
      expect(page).not.to.match(unseen);
    }, 4);
  });

  it('parse strictly as XML in JUnit, a case for each result and declared function, with all that was said', () => {
    holds(({ hostile }) => {
      const cases = casesOf(renderJunit(hostile));
      const declared = functionClaims(hostile).filter(({ state }) => state !== 'present, not declared');
      expect(cases).to.have.length(hostile.results.length + declared.length);
      const failed = hostile.results.find(({ verdict }) => verdict === 'fail');
      const said = visible(failed?.actual ?? '').replaceAll(']]>', String.raw`]]\u{003E}`);
      const told = said.replaceAll(/\[(?=\[ATTACHMENT)/g, String.raw`\u{005B}`);
      expect(cases.filter((text) => text.includes(`actual: ${told}`))).to.have.length.greaterThan(0);
      for (const text of cases) expect(text).not.to.match(unseen);
    });
  });

  it('attach no file in JUnit but those of the run', () => {
    holds(({ hostile }) => {
      const told = casesOf(renderJunit(hostile), false).join('');
      const named = told.matchAll(/\[\[ATTACHMENT\|([^]*?)\]\]/g);
      for (const [, path = ''] of named) expect(path).to.match(/^transcripts\/[\w.-]+$/);
    });
    const [{ harmless }] = surelyHostile;
    const paths = ['/etc/passwd', '../run.json', 'a/../../b', 'x]]y', 'transcripts/a.A-B.xml'];
    const results = harmless.results.map((result) => ({
      ...result,
      evidence: paths.map((path) => ({ path })),
    }));
    const xml = renderJunit({ ...harmless, results });
    expect(new Set(xml.match(/\[\[ATTACHMENT[^\n<]*/g))).to.deep.equal(
      new Set(['[[ATTACHMENT|transcripts/a.A-B.xml]]']),
    );
  });

  it('hold no CSV cell that a spreadsheet takes for a formula, whatever it takes for the end of a cell', () => {
    const formula = /^[\s"]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u;
    holds(({ hostile }) => {
      const rows = csvRows(renderCsv(hostile));
      expect(rows).to.have.length(hostile.results.length + 1);
      for (const cells of rows) {
        expect(cells).to.have.length(rows[0]?.length ?? 0);
        for (const value of cells) {
          expect(value).not.to.match(unseen);
          expect(value).not.to.match(/^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r]/u);
          for (const part of value.split(/[;\t\n]/)) expect(part.trim()).not.to.match(formula);
        }
      }
    });
  });

  it('keep in CSV what was said, but for the mark that stops a formula', () => {
    holds(({ hostile }) => {
      const [head = [], ...rows] = csvRows(renderCsv(hostile));
      const bare = (text: string): string => text.replaceAll("'", '');
      const seen = new Set(rows.map((cells) => bare(cells[head.indexOf('actual')] ?? '')));
      for (const { actual } of hostile.results) expect(seen).to.include(bare(visible(actual)));
    });
  });

  it('hold nothing in Markdown that is not ours: no markup, link, mention or table cell', () => {
    const lines = (run: RunRecord): readonly string[] => renderMarkdown(run).split('\n');
    const ours =
      /<\/?(?:details|summary|b|code)>|<br>|<!-- -->|<a href="https:\/\/(?:xmpp\.org|www\.rfc-editor\.org)\/[^"<>]*">|<\/a>/g;
    const shape = (line: string): string => /^(?:\||#+ |- [a-z ]+: |<details>|<\/details>|$)/.exec(line)?.[0] ?? 'text';
    holds(({ hostile, harmless }) => {
      const page = renderMarkdown(hostile);
      const bare = page.replaceAll(ours, '\0');
      expect(bare.replaceAll(/&#x?[\dA-F]+;/g, '')).not.to.match(/[<>&`*_[\]\\~@]|www\.|javascript:/i);
      // What looks for links, mentions and references does so after the escapes are undone.
      const plain = bare
        .replaceAll(/&#x[\dA-F]+;/g, '\0')
        .replaceAll(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)));
      expect(plain).not.to.match(/@[^\0]|[#!]\w|:\/\/|\bwww\.|\bGH-\d/i);
      expect(lines(hostile).map(shape)).to.deep.equal(lines(harmless).map(shape));
      const pipes = (run: RunRecord): readonly number[] => lines(run).map((line) => line.split('|').length);
      expect(pipes(hostile)).to.deep.equal(pipes(harmless));
      expect(page).not.to.match(unseen);
    });
  });

  it('come back from run.json and events.jsonl as they went in', () => {
    holds(({ hostile }) => {
      const json = renderJson(hostile);
      expect(json).not.to.match(/[\u{D800}-\u{DFFF}]/u);
      const again: unknown = JSON.parse(Buffer.from(json).toString('utf8'));
      expect(again).to.deep.equal(hostile);
      expect(runSchema.parse(again)).to.deep.equal(hostile);
      const log = [
        { type: 'planned', run: { ...hostile, results: [] }, planned: hostile.results },
        ...hostile.results.map((result) => ({ type: 'finished', result })),
      ];
      const text = Buffer.from(log.map((line) => `${JSON.stringify(line)}\n`).join('')).toString('utf8');
      expect(recoverRun(text).results).to.deep.equal(hostile.results);
    });
  });
});
