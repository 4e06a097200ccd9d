/** The plots of durations, each with its table beside it. */
export const speedsStyle = `
.plot { display: block; width: 100%; max-width: 44rem; height: auto }
.plot text { fill: var(--ink); font-size: 14px }
.plot .s { fill: var(--ink2); font-size: 13px }
.plot .grid { stroke: var(--line) }
.plot .rng { stroke: var(--edge); stroke-width: 2 }
.plot .p50 { fill: var(--ink) }
.plot .p95 { fill: var(--paper); stroke: var(--ink); stroke-width: 2 }
.speed { margin-bottom: var(--s10); break-inside: avoid }
.speed p { margin: .25rem 0 var(--s3) }
.lat { display: grid; grid-template-columns: minmax(0,1fr); gap: var(--s4) var(--s10); align-items: start }
.spd :is(td,th+th) { text-align: right; white-space: nowrap }
.spd :is(td,th) { padding-right: var(--s3) }
@media (min-width:60rem) {
  .lat { grid-template-columns: minmax(0,5fr) minmax(0,4fr) }
}
@media screen and (max-width:47.99rem) {
  .plot text { font-size: 19px }
  .plot .s { font-size: 18px }
}
@media screen and (max-width:24rem) {
  .spd { font-size: .8125rem }
  .spd :is(td,th) { padding-right: var(--s2) }
  .spd :is(td,th+th) { white-space: normal; overflow-wrap: normal }
}
@media print {
  .lat { grid-template-columns: minmax(0,1fr) minmax(0,1fr) }
  .plot { print-color-adjust: exact; -webkit-print-color-adjust: exact }
}
`;
