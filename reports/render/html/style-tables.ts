/** Tables of functions, of findings by party, and of all requirements. */
export const tablesStyle = `
.svc { table-layout: fixed }
.svc thead th:nth-child(1) { width: 43% }
.svc thead th:nth-child(3) { width: 19% }
table { width: 100%; border-collapse: collapse; font-size: .875rem; line-height: 1.4 }
th { text-align: left; font-weight: 600; vertical-align: bottom }
td,tbody th[scope=row] { vertical-align: top; padding: .5rem var(--s4) .5rem 0; border-top: 1px solid var(--line) }
thead th {
  white-space: nowrap; padding: 0 var(--s4) .375rem 0; font-size: .8125rem; color: var(--ink2);
  border-bottom: 1px solid var(--edge);
}
thead th .sub { display: block; font-weight: 400 }
tr>:last-child { padding-right: 0 }
tbody th[scope=row] { font-weight: 400 }
td .r { display: block; color: var(--ink2); font-size: .8125rem; padding-left: 1.375rem }
.group th,.group td {
  padding: var(--s6) var(--s4) .5rem 0; border-top: 0; border-bottom: 1px solid var(--edge);
  vertical-align: baseline;
}
tbody:first-of-type .group>* { padding-top: var(--s3) }
.group .t { font-size: 1rem }
.group .code { font-weight: 400; color: var(--ink2); margin-right: .25em }
.group .d { font-weight: 400; color: var(--ink2); font-size: .8125rem }
.fn .group th .d { display: block }
.fn .group td .d { margin-left: .5em }
.fn th[scope=row] { font-size: .9375rem; width: 27% }
.fn td { width: 29% }
.fn td[data-l=DMA] { width: 15% }
.fn td .v { font-size: .9375rem }
.legend {
  display: flex; flex-wrap: wrap; gap: .25rem var(--s6); list-style: none; font-size: .8125rem; color: var(--ink2);
  margin-top: var(--s4);
}
.pf td:nth-child(1) { width: 9rem }
.pf td:nth-child(3) { width: 30% }
.pf td:nth-child(4) { width: 7rem }
.pf td:nth-child(5) { width: 5rem }
.pf .ttl { display: block; font-weight: 600; font-size: .9375rem }
.filters {
  display: flex; flex-wrap: wrap; gap: var(--s3) var(--s4); align-items: end; padding: var(--s3) var(--s4);
  background: var(--wash); border-radius: .375rem; margin-bottom: var(--s4);
}
.filters[hidden] { display: none }
.filters label { display: grid; gap: .125rem; font-size: .8125rem; color: var(--ink2) }
.filters select { max-width: 8.25rem }
.filters select,.filters button {
  font: inherit; font-size: .875rem; color: var(--ink); background: var(--paper); border: 1px solid var(--edge);
  border-radius: .25rem; padding: .375rem .5rem; min-height: 2.25rem; text-overflow: ellipsis;
}
.filters output { font-size: .875rem; margin-left: auto; padding: .375rem 0 }
.mx tbody th[scope=row] { width: 37% }
.mx td { width: 17% }
.mx td[data-l=DMA] { width: 11% }
.mx .id { display: block; color: var(--ink2); font-size: .75rem; overflow-wrap: anywhere }
.mx .spec { display: block; font-size: .8125rem; color: var(--ink2) }
.mx tr.area th {
  padding: var(--s6) 0 .375rem; border-bottom: 1px solid var(--edge); border-top: 0; font-size: .9375rem;
  font-weight: 650;
}
.mx tr.area .d { font-weight: 400; color: var(--ink2); font-size: .8125rem; margin-left: .75em }
.mx tbody:first-of-type tr.area th { padding-top: var(--s3) }
.cov .n { text-align: right }
.cov th[scope=row] { width: 16% }
.cov thead th { white-space: normal; width: 10.5% }
.cov :is(th,td).n { padding-right: .5rem }
summary.plain { grid-template-columns: 1rem minmax(0,1fr) }
summary.plain h3 { grid-column: 2 }
.gaps,.cof { margin-bottom: var(--s6) }
.gaps th[scope=row],.cof th[scope=row],.gate th[scope=row] { width: 46% }
.gaps td:nth-child(2),.cof td:nth-child(2) { width: 9rem }
.cof td:nth-child(3),.gate td:nth-child(2) { width: 11rem }
.lv th[scope=row],.lv .group th { width: 30% }
.lv .group .d,.lv .group td .d { display: block }
table+h3 { margin: var(--s10) 0 var(--s3) }
.reasons { list-style: none; font-size: .8125rem }
.reasons li { padding: .125rem 0 }
.lv details { border: 0; padding: 0 }
ul.small { list-style: none; margin-top: var(--s3) }
#s-claims h3 { margin: var(--s6) 0 var(--s3) }
.cl th[scope=row],.qu th[scope=row],.su th[scope=row] { width: 38% }
.cl td:nth-child(2),.qu td:nth-child(2),.su td:nth-child(2) { width: 10rem }
.mx[data-dir=ab] .ba,.mx[data-dir=ba] .ab { display: none }
`;
