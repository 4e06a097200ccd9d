import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import picocolors from 'picocolors';
import type { KillMatrix } from '../../reports/model/kill-matrix.ts';
import { renderKillMatrix } from '../../reports/render/html/kill-matrix.ts';
import { killScript } from '../../reports/render/html/kill-matrix-script.ts';
import { killStyle } from '../../reports/render/html/kill-matrix-style.ts';
import { killMatrixText } from '../../reports/render/kill-matrix-terminal.ts';
import { hostile, hostileTexts } from '../support/hostile-run.ts';
import { type Tag, tagsIn, unseen } from '../support/html-tags.ts';
import { sampleKillMatrix, spoiltKillMatrix } from '../support/sample-kill-matrix.ts';

const plain = picocolors.createColors(false);

/** Every tag of a page. Fails where style or script is not ours. */
function tagsOf(page: string): readonly Tag[] {
  const body = page
    .replace('<!DOCTYPE html>', '')
    .replace(`<script>${killScript}</script>`, '')
    .replace(`<style>${killStyle}</style>`, '');
  expect(page.length - body.length).to.be.greaterThan(killScript.length + killStyle.length);
  return tagsIn(body);
}

describe('a kill matrix of hostile text', () => {
  const anyUnit = fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
    .map((units) => String.fromCharCode(...units));
  const anyText = fc
    .array(fc.oneof(anyUnit, fc.constantFrom<string>(...Object.values(hostileTexts), '<', '&', '"', '\n')), {
      maxLength: 4,
    })
    .map((parts) => parts.join(''));
  const anyMatrix = fc.array(anyText, { minLength: 1, maxLength: 7 }).map((texts) => {
    let next = 0;
    return spoiltKillMatrix(() => texts[next++ % texts.length] ?? '');
  });
  const holds = (property: (one: KillMatrix) => void): void => {
    property(spoiltKillMatrix(hostile));
    fc.assert(fc.property(anyMatrix, property), { numRuns: 25 });
  };

  it('puts no element, attribute or address that is not ours into the page', () => {
    const namesOf = (page: string): Set<string> =>
      new Set(tagsOf(page).flatMap(({ name, attributes }) => [name, ...attributes.keys()]));
    const ours = namesOf(renderKillMatrix(sampleKillMatrix()));
    holds((one) => {
      const page = renderKillMatrix(one);
      expect([...namesOf(page)].filter((name) => !ours.has(name))).to.deep.equal([]);
      for (const { attributes } of tagsOf(page)) expect(attributes.get('href') ?? '#').to.match(/^#[\w-]*$/u);
      expect(page).not.to.match(unseen);
    });
  });

  it('steers no terminal, and breaks no line that is one', () => {
    holds((one) => {
      const text = killMatrixText(one, plain);
      expect(text).not.to.match(unseen);
      expect(text.match(/^ {6}wanted /gmu) ?? []).to.have.length(6);
    });
  });
});
