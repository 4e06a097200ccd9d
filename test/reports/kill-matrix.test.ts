import { expect } from 'chai';
import { type ConfigData, HtmlValidate, StaticConfigLoader } from 'html-validate';
import { createHash } from 'node:crypto';
import { describe, it } from 'mocha';
import { killMatrixSchema } from '../../reports/model/kill-matrix.ts';
import { countStates, faultRows, missedCells } from '../../reports/model/kill-rows.ts';
import { renderKillMatrix } from '../../reports/render/html/kill-matrix.ts';
import { hostile } from '../support/hostile-run.ts';
import {
  largeKillMatrix,
  sampleCell,
  sampleFault,
  sampleKillMatrix,
  spoiltKillMatrix,
} from '../support/sample-kill-matrix.ts';

const matrix = sampleKillMatrix();
const clean = sampleKillMatrix({
  ok: true,
  faults: [sampleFault()],
  cells: [sampleCell(), sampleCell({ on: 'B' })],
});
const empty = sampleKillMatrix({ faults: [], cells: [] });

const textOf = (markup: string): string =>
  markup
    .replaceAll(/<(style|script|title)>.*?<\/\1>/gsu, ' ')
    .replaceAll(/<[^>]*>/gu, ' ')
    .replaceAll(/\s+/gu, ' ');

const sectionOf = (page: string, id: string): string =>
  new RegExp(`<section id="s-${id}".*?</section>`, 's').exec(page)?.[0] ?? '';

describe('the rows of a kill matrix', () => {
  it('count each fault once, by the worst that came of it', () => {
    expect(countStates(faultRows(matrix))).to.deep.equal({
      'blamed-wrongly': 1,
      survived: 2,
      'other-reason': 0,
      unexpected: 1,
      'not-played': 1,
      killed: 3,
    });
  });

  it('take a fault of a server that was not played on both sides for no kill', () => {
    const half = { ...clean, cells: [sampleCell()] };
    expect(faultRows(half).map(({ state, lacking }) => [state, lacking])).to.deep.equal([['not-played', ['as B']]]);
    const none = { ...clean, cells: [] };
    expect(faultRows(none).map(({ state, lacking }) => [state, lacking])).to.deep.equal([['not-played', ['at all']]]);
    expect(faultRows(clean).map(({ state, lacking }) => [state, lacking])).to.deep.equal([['killed', []]]);
  });

  it('list what is no kill, the worst first', () => {
    expect(missedCells(matrix).map(({ outcome }) => outcome)).to.deep.equal([
      'blamed-wrongly',
      'survived',
      'survived',
      'survived',
      'other-reason',
      'unexpected',
    ]);
    expect(missedCells(clean)).to.deep.equal([]);
  });
});

describe('the page of the kill matrix', () => {
  const page = renderKillMatrix(matrix);

  it('is made of a matrix that keeps to the schema', () => {
    for (const one of [matrix, largeKillMatrix(), spoiltKillMatrix(hostile)])
      expect(killMatrixSchema.safeParse(one).error).to.equal(undefined);
  });

  it('names the hashes of its own style and script in its policy', () => {
    for (const name of ['style', 'script']) {
      const [, text = ''] = new RegExp(`<${name}>([^]*)</${name}>`).exec(page) ?? [];
      expect(page).to.include(`${name}-src 'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    }
    expect(page).to.include("default-src 'none'");
  });

  it('says first how many faults were planted, where, and what was not killed', () => {
    const text = textOf(page);
    expect(text).to.include('5 of 8 planted faults were not killed');
    expect(text).to.include('2 on the wire, 4 in Prosody, 1 in ejabberd, 1 pair with one on each side at once');
    expect(text).to.include(
      'Of 16 stories that met one, 10 killed it for the right reason and 6 did not: 1 blamed wrongly, 3 survived, 1 other reason, 1 unexpected.',
    );
    // Faults, killed, blamed wrongly, survived, other reason, unexpected, not played.
    expect(text).to.include('On the wire 2 1 0 1 0 0 0 ');
    expect(text).to.include('Built into Prosody 4 1 1 1 0 0 1 ');
    expect(text).to.include('Built into ejabberd 1 0 0 0 0 1 0 ');
    expect(text).to.include('Two at once, one on each side 1 1 0 0 0 0 0 ');
    expect(text).to.include('All 8 3 1 2 0 1 1 ');
  });

  it('opens with all that is no kill, with what was wanted and seen, and with what was not played', () => {
    const missed = sectionOf(page, 'missed');
    expect(page.indexOf('<section ')).to.equal(page.indexOf(missed));
    expect(missed.match(/<details open /gu)).to.have.length(6);
    expect(textOf(missed).indexOf('Blamed wrongly')).to.be.lessThan(textOf(missed).indexOf('Survived'));
    expect(textOf(missed)).to.match(
      /Wanted fail, forbidden-stanza, at fault: A Seen fail, missing-stanza, at fault: A no answer/u,
    );
    expect(textOf(missed)).to.match(/Not played Only the first resource .* roster-push-lost as B/u);
  });

  it('leads from every table to each of them', () => {
    for (let number = 1; number <= 6; number += 1) {
      expect(page).to.include(`id="m-${String(number)}"`);
      expect(page.split(`href="#m-${String(number)}"`)).to.have.length(2);
    }
    const ids = new Set([...page.matchAll(/ id="([^"]*)"/gu)].map(([, id]) => id));
    for (const [, target = ''] of page.matchAll(/ href="#([^"]*)"/gu)) expect(ids).to.include(target);
  });

  it('shows a fault of a server with its clause, and by which scenario it was killed on either side', () => {
    const servers = textOf(sectionOf(page, 'servers'));
    expect(servers).to.match(
      /does not say when it was sent\. XEP-0160 section 3 offline-without-delay rfc6121\.8\.5\.2\.2\.1\.offline-delay wrong-content B\s→\sA, fail, wrong-content, at fault: A .* rfc6121\.8\.5\.2\.2\.1\.offline-delay wrong-content A\s→\sB, fail, wrong-content, at fault: B/u,
    );
    expect(servers).to.match(/Two at once.* wrong-content, at fault: A .* wrong-content, at fault: B/u);
    expect(servers).to.match(/push-to-all wrong-content .* Not played/u);
  });

  it('draws each faulty server by areas, in words as well', () => {
    const picture = textOf(sectionOf(page, 'matrix'));
    expect(picture).to.match(/offline-without-delay as A killed as B killed/u);
    expect(picture).to.match(/presence-leak as A other reason as B blamed wrongly/u);
    expect(sectionOf(page, 'matrix').match(/<th scope="col">/gu)).to.have.length(1 + 5);
  });

  it('counts the faults on the wire by area, and lists each with its reason in both directions', () => {
    const wire = textOf(sectionOf(page, 'wire'));
    expect(wire).to.match(/messages 2 4 3 0 1 0 0 All 2 4 3 0 1 0 0 /u);
    expect(wire).to.include('on the way to juliet missing-stanza missing-stanza fail when clean as well');
    expect(wire).to.match(/Strips the id of &lt;message&gt; missing-stanza Survived what was seen/u);
  });

  it('says that all was killed only where that is so', () => {
    expect(textOf(renderKillMatrix(clean))).to.include('The one planted fault was killed');
    expect(sectionOf(renderKillMatrix(clean), 'missed')).to.include('Nothing: every story');
    const unsure = textOf(renderKillMatrix({ ...clean, ok: false }));
    expect(unsure).to.include('The self-test is not complete').and.not.include('was killed');
    expect(textOf(renderKillMatrix({ ...clean, partial: true }))).to.include('The self-test ended early');
    expect(textOf(renderKillMatrix(empty))).to.include('No fault was planted');
  });

  it('stays under 3 MB with 100 faulty servers and 3700 stories on the wire, also when all survive', () => {
    const large = largeKillMatrix();
    expect(renderKillMatrix(large).length).to.be.lessThan(3e6);
    const cells = large.cells.map((cell) => ({ ...cell, outcome: 'survived' as const, note: 'it ended in pass' }));
    const worst = renderKillMatrix({ ...large, cells });
    expect(worst.length).to.be.lessThan(3e6);
    expect(textOf(worst)).to.include(`${String(cells.length - 300)} more stories of this kind`);
  });

  it('is valid and accessible HTML, also when hostile or empty', async () => {
    // As for the report: roles of tables are explicit, since small screens show their rows as blocks.
    const rules = {
      'no-redundant-role': 'off',
      'no-inline-style': 'error',
      'long-title': 'off',
      'aria-label-misuse': ['error', { allowAnyNamable: true }],
    } satisfies ConfigData['rules'];
    const loader = new StaticConfigLoader({ extends: ['html-validate:recommended', 'html-validate:a11y'], rules });
    const validator = new HtmlValidate(loader);
    for (const one of [matrix, clean, empty, spoiltKillMatrix(hostile)]) {
      const { results } = await validator.validateString(renderKillMatrix(one));
      expect(
        results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`)),
      ).to.deep.equal([]);
    }
  });
});
