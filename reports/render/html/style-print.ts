/** A4, light, everything open. */
export const printStyle = `
size: A4; margin: 16mm 15mm 18mm;
  @bottom-left { content: "fedcheck"; font: 8pt sans-serif; color: #4b5462 }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #4b5462 }
}
@media print {
  :root {
    color-scheme: light; --paper: #fff; --wash: #f5f6f8; --line: #cfd4db; --edge: #7b8491; --ink: #000;
    --ink2: #3c4450; --link: #000; --pass: #17663a; --fail: #a9211a; --fail-bg: #fcebe9; --warn: #7d4b00;
    --warn-bg: #fbf0dc; --open: #573a9c; --open-bg: #f0ecfa; --mute: #3c4450; --mute-bg: #eef0f3; --tag: #1d4e7a;
    --val: #6a3d00;
  }
  html { font-size: 8.4pt }
  body { max-width: none; padding: 0 }
  .filters,nav.toc,.skip,.nop { display: none!important }
  .top { grid-template-columns: minmax(0,1fr) minmax(0,1fr); gap: var(--s4) var(--s6); margin-top: var(--s4) }
  .two { grid-template-columns: minmax(0,1fr) minmax(0,1fr) }
  .levels { grid-template-columns: repeat(4,1fr); margin-top: var(--s4) }
  section { margin-top: var(--s10) }
  #s-functions { margin-top: var(--s6) }
  .group th,.mx tr.area th { padding-top: var(--s3) }
  .fn tr:not(.group)>* { padding-block: .25rem }
  .fn td .r { display: inline; padding-left: .5em }
  .fn .group>* { padding: .75rem .5rem .25rem 0!important }
  .fn .group .t { font-size: .9375rem }
  .fn .group .code { margin-right: 0 }
  .fn th[scope=row] { width: 26% }
  .fn td { width: 30% }
  .fn td[data-l=DMA] { width: 14% }
  #s-matrix,#s-findings { break-before: page; margin-top: 0 }
  .mx tbody th[scope=row] { width: 40% }
  h2,h3,h4,summary,.group,tr.area { break-after: avoid }
  tr,figure,.req,.two,.blk,dl { break-inside: avoid }
  thead { display: table-header-group }
  a { text-decoration: none }
  .ext::after { content: " (" attr(href) ")"; font-size: .75rem; color: var(--ink2); overflow-wrap: anywhere }
  details::details-content {
    content-visibility: visible!important; block-size: auto!important; height: auto!important; display: block;
  }
  summary::before { display: none }
  summary { grid-template-columns: 3rem 8.6rem minmax(0,1fr) max-content }
  .fd { padding-left: 0; padding-bottom: var(--s6); gap: var(--s4) }
  .ladder { min-width: 0; max-width: 40rem }
  pre,.chip,.p,.x .m,.ladder { print-color-adjust: exact; -webkit-print-color-adjust: exact }
}
`;
