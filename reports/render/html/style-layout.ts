/** Page, headings, verdict symbols and the head of the report. */
export const layoutStyle = `
}
}
* { box-sizing: border-box }
html {
  font: 100%/1.5 var(--sans); color: var(--ink); background: var(--paper); -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%; scroll-padding-top: 1rem;
}
body {
  margin: 0 auto; max-width: 74rem; padding: var(--s6) clamp(1rem,3vw,2.5rem) var(--s16);
  font-variant-numeric: tabular-nums;
}
h1,h2,h3,h4,p,dl,dd,ol,ul,figure,pre,table { margin: 0; padding: 0 }
h1,h2,h3,h4 { line-height: 1.2; text-wrap: balance; font-weight: 650 }
h1 { font-size: clamp(1.5rem,1.1rem + 2vw,2.25rem); letter-spacing: -.015em; overflow-wrap: anywhere }
h2 { font-size: 1.5rem; letter-spacing: -.01em }
h3 { font-size: 1.125rem }
h4 { font-size: .8125rem; font-weight: 600; color: var(--ink2) }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: 1px }
a:hover { text-decoration-thickness: 2px }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 2px }
code,pre,.mono { font-family: var(--mono); font-size: .8125rem; font-variant-ligatures: none }
code { overflow-wrap: anywhere }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.nb { white-space: nowrap }
.small { font-size: .875rem; color: var(--ink2) }
.i {
  width: 1em; height: 1em; flex: none; vertical-align: -.14em; fill: none; stroke: currentColor; stroke-width: 1.8;
  stroke-linecap: round; stroke-linejoin: round;
}
.k { stroke: var(--paper) }
.skip { position: absolute; left: -99em }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem 1rem; z-index: 9 }
.v { display: inline-flex; align-items: baseline; gap: .375rem; font-weight: 600; white-space: nowrap }
.v .i { align-self: center; width: 1rem; height: 1rem }
.v-pass { color: var(--ink); font-weight: 400 }
.v-pass .i { color: var(--pass) }
.v-fail { color: var(--fail) }
.v-warn { color: var(--warn) }
.v-open { color: var(--open) }
.v-mute { color: var(--mute); font-weight: 400 }
.chip {
  font-size: .875rem; line-height: 1.4; padding: .0625rem .5rem .0625rem .375rem; border: 1px solid currentColor;
  border-radius: .25rem;
}
.chip.v-fail { background: var(--fail-bg) }
.chip.v-warn { background: var(--warn-bg) }
.chip.v-open { background: var(--open-bg) }
.chip.v-mute { background: var(--mute-bg); border-color: var(--edge) }
.chip.v-pass { border-color: var(--edge) }
.p {
  display: inline-flex; align-items: center; justify-content: center; min-width: 1.35em; height: 1.35em;
  padding: 0 .2em; border-radius: .2em; border: 1.5px solid var(--ink); font-weight: 700; font-size: .8125em;
  line-height: 1; vertical-align: .08em;
}
.p-A { background: var(--ink); color: var(--paper) }
.brand {
  display: flex; flex-wrap: wrap; gap: 0 var(--s4); justify-content: space-between; font-size: .875rem;
  color: var(--ink2); border-bottom: 2px solid var(--ink); padding-bottom: var(--s2); margin-bottom: var(--s6);
}
.brand b { color: var(--ink) }
.lead {
  font-size: clamp(1.125rem,1rem + .6vw,1.375rem); line-height: 1.4; max-width: 46em; margin-top: var(--s3);
  text-wrap: pretty;
}
.sub { margin-top: var(--s3); max-width: 60em; color: var(--ink2) }
.answers { list-style: none; margin-top: var(--s4); display: grid; gap: .375rem; font-size: .9375rem; max-width: 68em }
.answers li { display: grid; grid-template-columns: 8.5rem minmax(0,1fr); gap: 0 var(--s3); align-items: start }
.key { margin-top: var(--s2) }
.top { display: grid; grid-template-columns: minmax(0,1fr); gap: var(--s6) var(--s10); margin-top: var(--s6) }
@media (min-width:60rem) {
  .top { grid-template-columns: minmax(0,5fr) minmax(0,4fr) }
}
.facts {
  display: grid; grid-template-columns: max-content minmax(0,1fr); gap: .25rem var(--s4); font-size: .875rem;
  align-content: start;
}
.facts dt { color: var(--ink2) }
.facts dd { overflow-wrap: anywhere }
.levels {
  display: grid; grid-template-columns: repeat(auto-fit,minmax(min(8.5rem,100%),1fr)); gap: 0 var(--s3);
  list-style: none; margin-top: var(--s6); border-top: 1px solid var(--line); border-bottom: 1px solid var(--line);
}
.levels a {
  display: flex; flex-direction: column; gap: .25rem; padding: var(--s3) 0; height: 100%; color: inherit;
  text-decoration: none; font-size: .9375rem;
}
.levels .v { margin-top: auto }
.levels a:hover .n { text-decoration: underline }
.levels .n { font-size: .8125rem; color: var(--ink2) }
.levels .d { font-size: .8125rem; color: var(--ink2) }
.levels .n b { display: block; color: var(--ink); font-size: .875rem }
.counts {
  margin-bottom: var(--s6); display: flex; flex-wrap: wrap; gap: .25rem var(--s6); list-style: none;
  font-size: .875rem;
}
.counts b { font-weight: 650 }
nav.toc { margin: var(--s6) 0 0; font-size: .875rem }
nav.toc ol { display: flex; flex-wrap: wrap; gap: .25rem var(--s6); list-style: none }
nav.toc a { display: inline-block; padding: .25rem 0 }
section { margin-top: var(--s16) }
#s-functions { margin-top: var(--s10) }
section>h2 { padding-top: var(--s3); border-top: 2px solid var(--ink) }
.intro { max-width: 44em; margin: var(--s2) 0 var(--s6); color: var(--ink2); text-wrap: pretty }
.notice {
  border-left: 3px solid var(--open); background: var(--open-bg); padding: var(--s2) var(--s4); margin-top: var(--s4);
  max-width: 60em;
}
@media (min-width:60rem) {
  .levels { grid-template-columns: repeat(4,1fr) }
}
body { overflow-wrap: anywhere }
`;
