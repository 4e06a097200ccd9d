import { findingsStyle } from './style-findings.ts';
import { layoutStyle } from './style-layout.ts';
import { narrowStyle } from './style-narrow.ts';
import { printStyle } from './style-print.ts';
import { tablesStyle } from './style-tables.ts';
import { tokensStyle } from './style-tokens.ts';

const wideStyle = `
.kh { margin-top: var(--s6) }
.kh .n { text-align: right; white-space: nowrap }
.kh :is(td,th).n { padding-left: var(--s2) }
.kh b { font-weight: 650 }
.kh tbody tr:last-child>* { border-top-color: var(--edge) }
.zero { color: var(--mute) }
.kh :is(.blamed-wrongly,.survived) { color: var(--fail); font-weight: 650 }
.kh .other-reason { color: var(--warn); font-weight: 650 }
.kh .unexpected { color: var(--open); font-weight: 650 }
.kf { margin-top: var(--s6) }
.ks { font-size: 1rem; gap: var(--s2) var(--s6) }
.ks .v { font-size: .875rem }
#s-missed { margin-top: var(--s10) }
.km>summary { grid-template-columns: 1rem 10.5rem minmax(0,1fr) max-content }
.km .fd { gap: var(--s4); padding-bottom: var(--s6) }
.km .two { font-size: .9375rem }
#s-missed h3+.kn { margin-top: var(--s3) }
#s-missed>h3 { margin-top: var(--s10) }
.kn { list-style: none; font-size: .875rem; display: grid; gap: var(--s1) }
.kn li { display: grid; grid-template-columns: 8rem minmax(0,1fr); gap: var(--s3) }
tr.area th { padding: var(--s6) 0 .375rem; border-bottom: 1px solid var(--edge); border-top: 0; font-weight: 650 }
tr.area .d { font-weight: 400; color: var(--ink2); font-size: .8125rem; margin-left: .75em }
tbody:first-of-type tr.area th { padding-top: var(--s3) }
.kt { table-layout: fixed }
.kt thead th:first-child { width: 36% }
.kt :is(.id,.spec) { display: block; color: var(--ink2); font-size: .8125rem }
.kt .id { font-size: .75rem }
.kl { list-style: none; display: grid; gap: .375rem }
.kl code { font-size: .75rem }
.kl .why { display: block; padding-left: 1.1em }
.keep.more { border: 0 }
.keep.more>summary { color: var(--ink) }
.keep.more .why { color: var(--ink2) }
.keep.more .said { margin: .25rem 0 .25rem 1.1rem; color: var(--ink2); font-size: .8125rem }
.ka { margin-top: var(--s6) }
.ka>details>summary { grid-template-columns: 1rem minmax(0,1fr) max-content }
.kx tbody th[scope=row] { width: 52% }
.kx td { width: 24% }
.kx .note { display: block; color: var(--ink2); font-size: .8125rem }
.kx td>span+span { display: block }
.kp { width: auto; font-size: .8125rem; margin-top: var(--s4) }
.kp thead th { vertical-align: bottom; padding: 0 0 var(--s2) }
.kp thead th span { writing-mode: vertical-rl; transform: rotate(180deg); display: inline-block; max-height: 10rem }
.kp tbody th[scope=row],.kp thead th:first-child {
  position: sticky; left: 0; min-width: 10.5rem; max-width: 22rem; background: var(--paper);
}
.kp thead th:first-child { padding-right: var(--s4) }
.kp tbody th[scope=row] { font-family: var(--mono); font-size: .75rem; padding: 0 var(--s4) 0 0 }
.kp th a { display: inline-block; padding: .25rem 0; min-height: 1.5rem; vertical-align: top }
.kp :is(td,th[scope=row]) { vertical-align: middle }
.kp td { padding: .125rem .3125rem; white-space: nowrap; line-height: 1; text-align: center; border-left: 1px solid var(--line) }
.kp tbody tr:not(.area)>:last-child { border-right: 1px solid var(--line) }
.q { display: inline-block; position: relative; width: .75rem; height: .75rem; vertical-align: middle }
.q+.q { margin-left: .125rem }
.q .i { display: block; width: .75rem; height: .75rem }
.q-k::after { content: ""; position: absolute; inset: .0625rem; background: var(--pass); border-radius: .125rem }
.wide .q-k { width: 1.625rem }
.legend { align-items: center }
`;

const smallStyle = `
@media screen and (max-width:47.99rem) {
  .kh td.n { text-align: left; padding-left: 0 }
  .kh td[data-l] { grid-template-columns: 7.5rem minmax(0,1fr) }
  .kt .spec { font-weight: 400; display: block; margin-left: 0 }
  .kh td:has(.zero):not([data-l=Killed]) { display: none!important }
  .st td[data-l]>.kl { justify-self: stretch }
  .km>summary { grid-template-columns: 1rem minmax(0,1fr) }
  .km>summary .sv { grid-column: 2 }
  .ka>details>summary { grid-template-columns: 1rem minmax(0,1fr) }
  .kn li { grid-template-columns: minmax(0,1fr); gap: 0 }
}
@media (forced-colors:active) {
  .q-k::after { forced-color-adjust: none }
}
@media print {
  .kp { font-size: 7pt }
  .kp tbody th[scope=row] { font-size: 6.5pt }
  .q-k::after { print-color-adjust: exact; -webkit-print-color-adjust: exact }
  .scroll { overflow: visible }
  .km>summary { grid-template-columns: 10.5rem minmax(0,1fr) max-content }
  .ka>details>summary { grid-template-columns: minmax(0,1fr) max-content }
  #s-matrix { break-before: auto; margin-top: var(--s10) }
  details.keep:not([open])>*:not(summary) { display: none }
}
`;

/** The style sheet of the page, to the byte: that of the report, and what only the matrix has. */
export const killStyle = [
  tokensStyle,
  layoutStyle,
  tablesStyle,
  findingsStyle,
  narrowStyle,
  printStyle,
  wideStyle,
  smallStyle,
].join('');
