/** Small screens and 400 % zoom: rows become blocks, cells carry their column name. */
export const narrowStyle = `
@media screen and (max-width:47.99rem) {
  .st thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  .st,.st tbody,.st tr,.st th,.st td { display: block; width: auto!important }
  .st tbody tr:not(.group):not(.area) { padding: var(--s3) 0; border-top: 1px solid var(--line) }
  .st td,.st tbody th[scope=row] { border: 0; padding: .125rem 0 }
  .st td[data-l] { display: grid; grid-template-columns: 5.5rem minmax(0,1fr); gap: 0 var(--s2) }
  .cov td.n { text-align: left }
  .st td.none { display: none }
  .st td[data-l]::before { content: attr(data-l); color: var(--ink2); font-size: .8125rem; grid-row: 1/9 }
  .st td[data-l]>* { grid-column: 2; justify-self: start }
  .st tbody th[scope=row] { font-weight: 600; padding-bottom: .25rem }
  .fn td .v { font-size: .875rem }
  .mx[data-dir=ab] .ba,.mx[data-dir=ba] .ab { display: none }
  .steps { display: block }
  .st .spec { display: inline; margin-left: .5em }
  .filters select { max-width: none; width: 100% }
  .st tbody .id { font-weight: 400 }
  .fn .group td .d { display: block; margin: .25rem 0 0 }
  .st .group th { border: 0; padding: var(--s6) 0 .25rem }
  .st .group td { border-bottom: 1px solid var(--edge); padding-bottom: .5rem }
  .pf .group th { border-bottom: 1px solid var(--edge) }
  tr[hidden],tbody[hidden] { display: none!important }
  summary { grid-template-columns: 1rem 3rem minmax(0,1fr); gap: .125rem var(--s2) }
  summary .sv { grid-column: 3 }
  summary h3,summary .w { grid-column: 2/-1; white-space: normal }
  .fd { padding-left: 0 }
  .answers li { grid-template-columns: minmax(0,1fr) }
  .facts { grid-template-columns: minmax(0,1fr); gap: 0 }
  .facts dd { margin-bottom: var(--s2) }
  .filters output { margin-left: 0; width: 100% }
  .filters label { flex: 1 1 9rem }
}
@media screen and (max-width:22rem) {
  .st td[data-l] { grid-template-columns: minmax(0,1fr) }
  .st td[data-l]>* { grid-column: 1 }
  .st td[data-l]::before { grid-row: auto }
}
@media (forced-colors:active) {
  .p-A { forced-color-adjust: none }
  .chip { border-color: CanvasText }
}
@page {
`;
