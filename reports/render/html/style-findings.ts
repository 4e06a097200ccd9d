/** Findings with their stanzas and drawings. */
export const findingsStyle = `
details { border-top: 1px solid var(--line) }
details:last-of-type { border-bottom: 1px solid var(--line) }
summary {
  display: grid; grid-template-columns: 1rem 3rem 8.6rem minmax(0,1fr) max-content; gap: var(--s3);
  align-items: baseline; padding: var(--s3) 0; cursor: pointer; list-style: none;
}
summary::-webkit-details-marker { display: none }
summary::before {
  content: ""; width: .5rem; height: .5rem; border: solid var(--ink2); border-width: 0 2px 2px 0;
  transform: rotate(-45deg); justify-self: center; align-self: center;
}
details[open]>summary::before { transform: rotate(45deg) }
summary:hover h3 { text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .15em }
summary h3 { font-size: 1rem; font-weight: 600 }
summary .w { font-size: .875rem; color: var(--ink2); white-space: nowrap }
.fd {
  scroll-margin-top: 4rem; padding: var(--s2) 0 var(--s10) 1.75rem; display: grid;
  grid-template-columns: minmax(0,1fr); gap: var(--s6);
}
.req { border-left: 3px solid var(--ink); padding-left: var(--s4); max-width: 50em }
.req q { font-size: 1.0625rem; quotes: none }
.req p { font-size: .875rem; color: var(--ink2); margin-top: var(--s1) }
.kw { font-weight: 650; color: var(--ink) }
.two { display: grid; grid-template-columns: minmax(0,1fr); gap: var(--s4) var(--s6) }
@media (min-width:48rem) {
  .two { grid-template-columns: minmax(0,1fr) minmax(0,1fr) }
}
.two h4,.blk>h4 { margin-bottom: var(--s1) }
.ctl { margin-top: var(--s3); max-width: 46rem }
@media (min-width:48rem) {
  .ctl td:nth-child(2) { width: 10rem }
  .ctl tbody th { width: 15rem }
}
.ctl td,.ctl tbody th[scope=row] { padding-block: .3rem }
.scroll { overflow-x: auto }
.steps { display: none; padding-left: 1.5em; font-size: .875rem; margin-top: var(--s2) }
figure figcaption { font-size: .8125rem; color: var(--ink2); margin-bottom: var(--s1) }
pre.x {
  background: var(--wash); border-radius: .375rem; padding: var(--s3) 0; overflow: hidden; line-height: 1.55;
  white-space: pre-wrap; overflow-wrap: anywhere;
}
.x .l { display: block; padding: 0 var(--s3) 0 2.25rem; text-indent: -1.25rem }
.x .g { display: inline-block; width: 1.25rem; text-indent: 0; font-weight: 700; color: var(--ink2) }
.x .m { background: var(--fail-bg); box-shadow: inset 3px 0 0 var(--fail) }
.x .m .g { color: var(--fail) }
.o .x .m { background: var(--open-bg); box-shadow: inset 3px 0 0 var(--open) }
.o .x .m .g { color: var(--open) }
.x .t { color: var(--tag); font-weight: 600 }
.x .s { color: var(--val) }
.x .a { color: var(--ink) }
.x .c { font-style: italic; color: var(--fail) }
.o .x .c { color: var(--open) }
.cmd {
  background: var(--wash); border-radius: .375rem; padding: var(--s2) var(--s3); white-space: pre-wrap;
  overflow-wrap: anywhere; user-select: all;
}
.files { list-style: none; font-size: .8125rem; display: grid; gap: .125rem }
.ladder { display: block; width: 100%; min-width: 40rem; max-width: 52rem; height: auto; font-family: var(--sans) }
.ladder text { fill: var(--ink); font-size: 13px }
.ladder .s { font-size: 12px; fill: var(--ink2) }
.ladder .b { font-weight: 650 }
.ladder .n { font-weight: 650 }
.ladder .life { stroke: var(--edge); stroke-width: 1 }
.ladder .head { fill: var(--paper); stroke: var(--edge) }
.ladder .head.bad { fill: var(--fail-bg); stroke: var(--fail); stroke-width: 1.5 }
.ladder .badt { fill: var(--fail); font-size: 12px; font-weight: 600 }
.ladder .gap { fill: var(--wash) }
.ladder .a { stroke: var(--ink); stroke-width: 1.6; fill: none }
.ladder .h { fill: var(--ink) }
.ladder .inf { stroke-dasharray: 6 4 }
.ladder .changed { stroke: var(--fail) }
.ladder .h.changed { fill: var(--fail); stroke: none }
.ladder text.changed { fill: var(--fail); font-weight: 600; stroke: none }
.ladder .missing { stroke: var(--fail); stroke-dasharray: 1.5 5; stroke-linecap: round }
.ladder .x { stroke: var(--fail); stroke-width: 2.2; stroke-linecap: round }
.ladder text.missing { fill: var(--fail); font-weight: 600; stroke: none }
.o .ladder .changed,.o .ladder .missing,.o .ladder .x { stroke: var(--open) }
.o .ladder .h.changed,.o .ladder text.changed,.o .ladder text.missing { fill: var(--open) }
.o .ladder text.changed,.o .ladder text.missing { stroke: none }
.wn .ladder .changed,.wn .ladder .missing,.wn .ladder .x { stroke: var(--warn) }
.wn .ladder .h.changed,.wn .ladder text.changed { fill: var(--warn) }
.wn .ladder text.changed { stroke: none }
.wn .ladder .head.bad { fill: var(--warn-bg); stroke: var(--warn) }
.wn .ladder .badt { fill: var(--warn) }
.prose { max-width: 44em }
section>.prose { margin-top: var(--s10) }
.prose ul,.prose ol { padding-left: 1.25em; display: grid; gap: var(--s1) }
.prose h3 { margin: var(--s6) 0 var(--s2) }
.prose h3:first-child { margin-top: 0 }
footer {
  margin-top: var(--s16); padding-top: var(--s3); border-top: 2px solid var(--ink); font-size: .8125rem;
  color: var(--ink2);
}
.said { white-space: pre-wrap; overflow-wrap: anywhere }
.said, .two>*, .blk, .fd>* { min-width: 0 }
.wn .x .m { background: var(--warn-bg); box-shadow: inset 3px 0 0 var(--warn) }
.wn .x .m .g { color: var(--warn) }
details.more { border: 0 }
details.more>summary { display: list-item; list-style: disclosure-closed inside; padding: 0; font-size: .875rem; color: var(--link) }
details.more[open]>summary { list-style: disclosure-open inside }
details.more>summary::before { display: none }
.more figure { margin-top: var(--s3) }
/* remarks on results that passed */
.noted { margin-top: var(--s10) }
.noted h3 { margin-bottom: var(--s3) }
summary h3 { overflow-wrap: anywhere }
`;
