import type { RunRecord } from '../../model/record.ts';
import { html, type Html } from './template.ts';

/** Where the evidence is, and how to check that it is what was recorded. */
export function evidenceSection(run: RunRecord): Html {
  const files = new Set(run.results.flatMap(({ evidence }) => evidence.map(({ path }) => path))).size;
  const cleanup =
    run.cleanup.length === 0
      ? html`The accounts were left as they were found`
      : html`Not put back: ${run.cleanup.join('; ')}`;
  return html`<section id="s-evidence" aria-labelledby="h-ev"><h2 id="h-ev">Evidence, and how to check it</h2>
<p class="intro">Every stream was recorded, with passwords and tokens removed before writing.</p>
<dl class="facts"><dt>Record</dt><dd><code>run.json</code>, by the schema in <code>run.schema.json</code></dd>
<dt>Transcripts</dt><dd>${files} files in <code>transcripts/</code></dd>
<dt>Ruleset</dt><dd>${run.ruleset.version}, <code>${run.ruleset.digest}</code></dd>
<dt>Clean-up</dt><dd>${cleanup}</dd>
<dt>Repeat the run</dt><dd><code>${run.command}</code></dd></dl>
<div class="prose"><h3>To check it</h3><ol><li>Compare the hash of the manifest with the one you were given: <code>sha256sum manifest.json</code></li><li>The manifest holds the SHA-256 of every other file of the folder.</li><li>Render this page again from the record: <code>fedcheck report</code> with the name of the folder.</li></ol></div></section>`;
}
